"""What keeps a file from being taken, with the line it stands in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A reason in the user's language; line 0 is the file as a whole, `text` the name of the text it is about."""

    line: int
    message: str
    text: str = ""


class FileRefused(Exception):
    """Nothing of the file was taken; `problems` say why, in the order of their lines."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = sorted(problems, key=lambda problem: problem.line)
