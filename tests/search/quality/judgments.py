"""The judged queries: what people ask, and how well each answer would serve them."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "judged"
LANGUAGES = ("de", "ru", "en")
WIDER = FOLDER / "wider.toml"
HELD_OUT, UNSEEN = FOLDER / "held_out.toml", FOLDER / "unseen.toml"
GRADES = {"best": 3, "good": 2, "fair": 1}
# What is at least good is what was looked for; what is fair only counts for the order.
WANTED = GRADES["good"]


@dataclass(frozen=True)
class Answer:
    """Something that can be found: its identities ("page:news.portal", "pair:a+b", "place:a"), its facets if a pair."""

    identities: frozenset[str]
    facets: frozenset[tuple[str, str]] = frozenset()

    def is_meant_by(self, pattern: str) -> bool:
        """Whether an identity, or pairs by facets ("pairs?state=resting,suspended&place=kaluga"), name this."""
        if not pattern.startswith("pairs?"):
            return pattern in self.identities
        conditions = (part.partition("=") for part in pattern.removeprefix("pairs?").split("&"))
        return all(any((name, value) in self.facets for value in values.split(",")) for name, _, values in conditions)


@dataclass(frozen=True)
class Judged:
    """A query with the patterns of its answers and their grades."""

    language: str
    kind: str
    text: str
    grades: tuple[tuple[str, int], ...]

    def grade(self, answer: Answer) -> int:
        """The best grade that any pattern gives; 0 for what was not judged."""
        return max((grade for pattern, grade in self.grades if answer.is_meant_by(pattern)), default=0)

    def patterns(self) -> Iterable[str]:
        """What the judgments name."""
        return [pattern for pattern, _grade in self.grades]


def judged() -> list[Judged]:
    """The set that engines are tuned by."""
    by_language = [query for language in LANGUAGES for query in _read(FOLDER / f"{language}.toml", language)]
    return [*by_language, *_read(WIDER)]


def held_out() -> list[Judged]:
    """The set that nobody tunes by."""
    return list(_read(HELD_OUT))


def unseen() -> list[Judged]:
    """The set that was written after the tuning."""
    return list(_read(UNSEEN))


def _read(file: Path, language: str = "") -> Iterator[Judged]:
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["query"]:
        yield Judged(row.get("language", language), row["kind"], row["text"], tuple(_grades(row)))


def _grades(row: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for name, grade in GRADES.items():
        for pattern in row.get(name, ()):
            yield pattern, grade
