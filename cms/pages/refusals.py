"""What stands in the way of a publish, and the exception that stops it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext


@dataclass(frozen=True)
class PublishProblem:
    """One thing to mend, in the staff's language: the field, what to do, and the place as staff name it.

    `block` leads to the leaf inside a body: position of the block, names of fields, positions of list items;
    in a list of rows it is the position of the row and the name of its field.
    """

    field: str
    advice: str
    place: str = ""
    block: tuple[int | str, ...] = ()

    @property
    def message(self) -> str:
        """Place and advice in one line, for where the place does not speak for itself."""
        return f"{self.place}: {self.advice}" if self.place else capfirst(self.advice)


class PublishRefused(ValidationError):
    """A page cannot be published as it is; nothing has been written.

    All texts are in the language that was active when it was raised; where they are shown it may not be.
    """

    def __init__(self, page: Any, problems: Sequence[PublishProblem]) -> None:
        super().__init__([problem.message for problem in problems])
        self.summary = gettext("“%(title)s” cannot be published yet.") % {"title": page.title}
        self.page = page
        self.problems = tuple(problems)

    @classmethod
    def of_invalid(cls, page: Any, error: ValidationError) -> "PublishRefused":
        """For a draft that the model itself refuses, for example because a field must not be empty."""
        if not hasattr(error, "error_dict"):
            return cls(page, [PublishProblem("", message) for message in error.messages])
        names = {field.name: str(capfirst(field.verbose_name)) for field in page._meta.concrete_fields}
        problems = [
            PublishProblem(field, message, names.get(field, ""))
            for field, messages in error.message_dict.items()
            for message in messages
        ]
        return cls(page, problems)
