"""What visitors ask of a corpus, and how long answers take."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from search.query import SearchQuery

from .corpus import Corpus, place_names
from .documents import TOPICS

# Ranks of words: met in every tenth text, in a few of a hundred, in a few of ten thousand.
COMMON, KNOWN, RARE = 20, 400, 4_000
ROUNDS = 4
# The clock of whoever waits for the whole answer.
WHOLE: Mapping[str, Callable[[], float]] = {"": perf_counter}


@dataclass(frozen=True)
class Times:
    """Seconds of many answers."""

    p50: float
    p95: float


def texts(corpus: Corpus) -> list[str]:
    """Single words, several, names, a name with a word, beginnings, phrases, exclusions."""
    random = Random(f"asked {corpus.language}")
    asked = []
    for round_ in range(ROUNDS):
        common, known, rare = (corpus.words[rank + round_] for rank in (COMMON, KNOWN, RARE))
        name = random.choice(place_names())
        text = random.choice(corpus.texts).split()
        asked += [
            common, known, rare, name[0], name[1], name[2], f"{name[0]} {common}", f"{common} {known}",
            " ".join(text[3:6]), rare[:4], f'"{text[7]} {text[8]}"', f"{known} -{common}",
        ]  # fmt: skip
    return asked


def beginnings(corpus: Corpus) -> list[str]:
    """What stands in the box while a name is typed."""
    random = Random(f"typed {corpus.language}")
    names = [random.choice(place_names())[:2] for _ in range(ROUNDS * 3)]
    return [name[corpus.language == "ru"][:length] for name in names for length in (2, 3, 4, 5)]


def queries(asked: Iterable[tuple[str, str]], narrowed: bool = False) -> list[SearchQuery]:
    """Each (text, language) as a query of the search page, with a topic and two years if narrowed."""
    facets: Mapping[str, tuple[str, ...]] = {"topic": TOPICS[:1], "year": ("2018", "2019")} if narrowed else {}
    return [SearchQuery(text, language, facets=facets) for text, language in asked]


def timed_in_turns(
    doors: Mapping[str, tuple[Callable[[Any], object], Sequence[Any]]],
    clocks: Mapping[str, Callable[[], float]] = WHOLE,
) -> dict[str, Times]:
    """Each question once at each door, after one that is not counted; in turns, so that all share a busy machine.

    The name of a clock stands behind the door's.
    """
    seconds: dict[str, list[float]] = {name + clock: [] for clock in clocks for name in doors}
    for ask, asked in doors.values():
        ask(asked[0])
    for questions in zip_longest(*(asked for _ask, asked in doors.values())):
        for (name, (ask, _asked)), question in zip(doors.items(), questions, strict=True):
            if question is not None:
                begun = {clock: now() for clock, now in clocks.items()}
                ask(question)
                for clock, now in clocks.items():
                    seconds[name + clock].append(now() - begun[clock])
    return {name: Times(median(found), quantiles(found, n=20)[-1]) for name, found in seconds.items()}
