"""What is offered while somebody types: places by any of their names, then partnerships."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

from django.utils import timezone

from cms.entities.folding import fold

from .freshness import current
from .gazetteer import Name, beginnings, begins, written_words
from .masks import cut
from .orders import DEFAULT
from .rows import PlaceRow
from .snapshot import Snapshot

FORMER = "former"
MOST_PAIRS = 4
# A few letters fit thousands of places; of those, the best connected and those so called are worth offering.
MOST_RANKED = 100


@dataclass(frozen=True)
class PlaceSuggestion:
    """A place in the reader's language, the other name by which it was found (or ""), and its partnerships."""

    key: str
    name: str
    language: str
    matched: str
    was_former: bool
    partnerships: int
    url: str


@dataclass(frozen=True)
class PairSuggestion:
    """A partnership by its title."""

    title: str
    url: str


@dataclass(frozen=True)
class Suggestions:
    """The best places, and partnerships that fit."""

    places: list[PlaceSuggestion]
    pairs: list[PairSuggestion]


@dataclass(frozen=True)
class Typed:
    """A text as names are compared with it: small, folded, and per word the beginnings that a word may have."""

    text: str
    folded: str
    words: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> "Typed":
        """Folded once, since that takes longer than all comparing."""
        return cls(text.casefold(), fold(text), tuple(beginnings(word) for word in written_words(text)))

    def fits(self, name: Name) -> bool:
        """Whether each word begins some word of the name."""
        return all(begins(name, word) for word in self.words)


def suggest(locale: str, text: str, limit: int = 8) -> Suggestions:
    """Places with a name that begins like the text, then the pairs that have all of its words; one query."""
    typed = Typed.of(text)
    if not typed.words:
        return Suggestions([], [])
    snapshot = current(locale)
    visible = snapshot.visible(timezone.now())
    places = _places(snapshot, typed, visible, limit)
    pairs = snapshot.matching(text) & visible
    # One place says it all when it has one partnership; several words can only mean a pair.
    room = max(0, min(MOST_PAIRS, limit - len(places)))
    rows = [snapshot.rows[number] for number in cut(snapshot.orders[DEFAULT], pairs, 0, room)]
    return Suggestions(places, [PairSuggestion(row.title, row.url) for row in rows])


def other_names(snapshot: Snapshot, text: str, places: Iterable[str]) -> dict[str, Name]:
    """Of places that were found by another name than the one shown: that name, by the key of the place."""
    found = {}
    words = [(word, beginnings(word)) for word in written_words(text)]
    for key in places:
        shown = snapshot.gazetteer.places[key]
        folded = fold(shown.name.text)
        for word, prefixes in words:
            fitting = [name for name in snapshot.gazetteer.names.get(key, ()) if begins(name, prefixes)]
            if fitting and all(name.folded != folded for name in fitting):
                found[key] = min(fitting, key=lambda name: (*_strangeness(name, shown, word), name.text))
    return found


def _places(snapshot: Snapshot, typed: Typed, visible: int, limit: int) -> list[PlaceSuggestion]:
    gazetteer = snapshot.gazetteer
    keys = set.intersection(*(gazetteer.starting(word) for word in typed.words))
    exact = gazetteer.words.get(typed.folded, frozenset()) & keys
    ranked = []
    for key in exact.union(_weightiest(snapshot, keys)):
        place, count = gazetteer.places[key], snapshot.count_at(key, visible)
        found = _best_name(gazetteer.names[key], place, typed) if count else None
        if found is not None:
            rank, name = found
            ranked.append((rank, -count, place.sort_key, key, name))
    best = sorted(ranked)[:limit]
    return [_suggestion(gazetteer.places[key], name, -less) for _rank, less, _sort_key, key, name in best]


def _weightiest(snapshot: Snapshot, keys: set[str]) -> Iterable[str]:
    """Those of the places that have most partnerships."""
    if len(keys) <= MOST_RANKED:
        return keys
    if len(keys) ** 2 < len(snapshot.rows_at) * MOST_RANKED:
        return nlargest(MOST_RANKED, keys, key=lambda key: (len(snapshot.rows_at.get(key, ())), key))
    # So many fit that enough of them are met soon.
    return islice((key for key in snapshot.weightiest if key in keys), MOST_RANKED)


def _best_name(names: tuple[Name, ...], place: PlaceRow, typed: Typed) -> tuple[int, Name] | None:
    """How well the place's best name fits (0 is best), and that name: the one shown where it fits as well."""
    ranked = [
        (_rank(name, place, typed), *_strangeness(name, place, typed.text), position, name)
        for position, name in enumerate(names)
        if typed.fits(name)
    ]
    return (min(ranked)[0], min(ranked)[-1]) if ranked else None


def _rank(name: Name, place: PlaceRow, typed: Typed) -> int:
    """The whole name, the beginning of the name shown, of another one, of a later word."""
    if typed.folded and name.folded == typed.folded:
        return 0
    if (typed.folded and name.folded.startswith(typed.folded)) or name.text.casefold().startswith(typed.text):
        return 1 if name.text == place.name.text else 2
    return 3


def _strangeness(name: Name, place: PlaceRow, text: str) -> tuple[bool, bool, bool]:
    """Of names that fit alike, the reader knows best the one shown, then one as it was typed, then a former one."""
    return name.text != place.name.text, not name.text.casefold().startswith(text), name.kind != FORMER


def _suggestion(place: PlaceRow, name: Name, count: int) -> PlaceSuggestion:
    """The matched name is told where the reader would not see why the place is offered."""
    other = name.text if name.folded != fold(place.name.text) else ""
    return PlaceSuggestion(
        key=place.key,
        name=place.name.text,
        language=place.name.language,
        matched=other,
        was_former=bool(other) and name.kind == FORMER,
        partnerships=count,
        url=place.url,
    )
