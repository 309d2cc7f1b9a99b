"""The editing form of every page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import ORDERING_FIELD_NAME
from django.forms.utils import ErrorList
from django.utils.text import capfirst
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Orderable, Page

from cms.pages.refusals import PublishProblem, PublishRefused
from cms.pages.signals import publish_requested

PUBLISHING_ACTIONS = ("action-publish", "action-submit", "action-restart-workflow")


class ForumPageForm(WagtailAdminPageForm):
    """Shows beside the field what stands in the way of publishing; a draft is saved all the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.instance.derived_fields and "slug" in self.fields:
            self.fields["slug"].required = False

    def save(self, commit: bool = True) -> Page:
        """The lists of rows become what was sent, as every other field does.

        While an automatic save is under way, the form does not know the rows it makes yet: sent again,
        they would stand there twice.
        """
        for name, formset in self.formsets.items():
            if issubclass(formset.model, Orderable):
                sent = {form.instance.pk for form in formset.forms}
                rows = getattr(self.instance, name)
                rows.remove(*(row for row in rows.all() if row.pk is not None and row.pk not in sent))
        page = super().save(commit=commit)
        page.fill_derived()
        return page

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self._asks_to_publish():
            return
        try:
            with self._rows_as_sent():
                publish_requested.send(sender=type(self.instance), page=self.instance)
        except PublishRefused as refusal:
            self._show(refusal.problems)

    @contextmanager
    def _rows_as_sent(self) -> Iterator[None]:
        """While it lasts, the page has the rows of the form, which `save` alone gives it."""
        held = self.instance.__dict__.setdefault("_cluster_related_objects", {})
        before = dict(held)
        held.update({name: [form.instance for form in self._row_forms(name)] for name in self.formsets})
        try:
            yield
        finally:
            held.clear()
            held.update(before)

    def _row_forms(self, name: str) -> list[Any]:
        """The forms of the rows that will be saved, in the order sent."""
        formset = self.formsets[name]
        formset.is_valid()
        gone = [form for form in formset.forms if formset._should_delete_form(form) or self._is_empty(formset, form)]
        kept = [form for form in formset.forms if form not in gone]
        return sorted(kept, key=lambda form: form.cleaned_data.get(ORDERING_FIELD_NAME) or 0)

    @staticmethod
    def _is_empty(formset: Any, form: Any) -> bool:
        return form in formset.extra_forms and not form.has_changed()

    def _asks_to_publish(self) -> bool:
        """Publish, submit for moderation, or approve; not when a moderator asks for changes."""
        if self.is_deferred_validation:
            return False
        if "action-workflow-action" in self.data:
            return self.data.get("workflow-action-name") == "approve"
        return any(action in self.data for action in PUBLISHING_ACTIONS)

    def _show(self, problems: Iterable[PublishProblem]) -> None:
        in_body = []
        for problem in problems:
            if problem.field in self.formsets and problem.block:
                position, name = problem.block
                self._show_in_row(self._row_forms(problem.field)[position], name, problem)
            elif problem.block:
                in_body.append(problem)
            else:
                beside = problem.field in self.fields
                self.add_error(
                    problem.field if beside else None, capfirst(problem.advice) if beside else problem.message
                )
        if in_body and "body" not in self.errors:
            self.add_error("body", body_error(in_body))

    def _show_in_row(self, row: Any, name: str, problem: PublishProblem) -> None:
        """Beside the field of the row, and above the form, where everything that stands in the way is named."""
        beside = name in row.fields
        row.add_error(name if beside else None, capfirst(problem.advice) if beside else problem.message)
        self.add_error(None, problem.message)


class CopyWithDerivedTitleForm(CopyForm):
    """The title of a copy follows from its facts, too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_title"].disabled = True


def body_error(problems: Iterable[PublishProblem]) -> StreamBlockValidationError:
    """Above the body every problem with its place, and at each block its own."""
    tree: dict[Any, Any] = {}
    messages = ErrorList()
    for problem in problems:
        messages.append(problem.message)
        branch = tree
        for step in problem.block[:-1]:
            branch = branch.setdefault(step, {})
        branch.setdefault(problem.block[-1], []).append(capfirst(problem.advice))
    return StreamBlockValidationError(
        block_errors={position: _error(inner) for position, inner in tree.items()}, non_block_errors=messages
    )


def _error(inner: Any) -> ValidationError:
    """The error of one block: text at a leaf, nested errors by field name or position of a list item."""
    if isinstance(inner, list):
        return ValidationError(inner)
    errors = {step: _error(deeper) for step, deeper in inner.items()}
    if all(isinstance(step, int) for step in errors):
        return ListBlockValidationError(block_errors=errors)
    return StructBlockValidationError(errors)
