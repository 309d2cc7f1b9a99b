"""What is offered while somebody types: places by any of their names, then partnerships."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from django.utils import timezone

from cms.entities.folding import fold

from .freshness import current
from .gazetteer import WRITTEN, Name, words_of, written_words
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


def suggest(locale: str, text: str, limit: int = 8) -> Suggestions:
    """Places with a name that begins like the text, then the pairs that have all of its words; one query."""
    words = written_words(text)
    if not words:
        return Suggestions([], [])
    snapshot = current(locale)
    visible = snapshot.visible(timezone.now())
    places = _places(snapshot, text, words, visible, limit)
    pairs = snapshot.matching(text) & visible
    # One place says it all when it has one partnership; several words can only mean a pair.
    room = max(0, min(MOST_PAIRS, limit - len(places)))
    rows = [snapshot.rows[number] for number in cut(snapshot.orders[DEFAULT], pairs, 0, room)]
    return Suggestions(places, [PairSuggestion(row.title, row.url) for row in rows])


def other_names(snapshot: Snapshot, text: str, places: Iterable[str]) -> dict[str, Name]:
    """Of places that were found by another name than the one shown: that name, by the key of the place."""
    found = {}
    for key in places:
        shown = snapshot.gazetteer.places[key]
        for word in written_words(text):
            fitting = [name for name in snapshot.gazetteer.names.get(key, ()) if _begins(name, word)]
            if fitting and all(fold(name.text) != fold(shown.name.text) for name in fitting):
                found[key] = min(fitting, key=lambda name: (*_strangeness(name, shown, word), name.text))
    return found


def _places(snapshot: Snapshot, text: str, words: list[str], visible: int, limit: int) -> list[PlaceSuggestion]:
    gazetteer = snapshot.gazetteer
    keys = set.intersection(*(gazetteer.beginning_with(word) for word in words))
    counts = {key: snapshot.count_at(key, visible) for key in keys}
    ranked = []
    exact = gazetteer.words.get(fold(text), frozenset()) & keys
    for key in exact.union(nlargest(MOST_RANKED, keys, key=lambda key: (counts[key], key))):
        found = _best_name(gazetteer.names[key], gazetteer.places[key], text, words)
        if found is not None and counts[key]:
            rank, name = found
            ranked.append((rank, -counts[key], gazetteer.places[key].sort_key, key, name))
    return [_suggestion(gazetteer.places[key], name, counts[key]) for *_order, key, name in sorted(ranked)[:limit]]


def _best_name(names: tuple[Name, ...], place: PlaceRow, text: str, words: list[str]) -> tuple[int, Name] | None:
    """How well the place's best name fits (0 is best), and that name: the one shown where it fits as well."""
    wanted = fold(text)
    ranked = [
        (_rank(name, place, wanted, text), *_strangeness(name, place, text), position, name)
        for position, name in enumerate(names)
        if all(_begins(name, word) for word in words)
    ]
    return (min(ranked)[0], min(ranked)[-1]) if ranked else None


def _rank(name: Name, place: PlaceRow, wanted: str, text: str) -> int:
    """The whole name, the beginning of the name shown, of another one, of a later word."""
    if wanted and name.folded == wanted:
        return 0
    if (wanted and name.folded.startswith(wanted)) or name.text.casefold().startswith(text.casefold()):
        return 1 if name.text == place.name.text else 2
    return 3


def _strangeness(name: Name, place: PlaceRow, text: str) -> tuple[bool, bool, bool]:
    """Of names that fit alike, the reader knows best the one shown, then one as it was typed, then a former one."""
    return name.text != place.name.text, not name.text.casefold().startswith(text.casefold()), name.kind != FORMER


def _begins(name: Name, word: str) -> bool:
    prefixes = {WRITTEN + word, fold(word)} - {""}
    return any(known.startswith(prefix) for known in words_of(name) for prefix in prefixes)


def _suggestion(place: PlaceRow, name: Name, count: int) -> PlaceSuggestion:
    """The matched name is told where the reader would not see why the place is offered."""
    other = name.text if fold(name.text) != fold(place.name.text) else ""
    return PlaceSuggestion(
        key=place.key,
        name=place.name.text,
        language=place.name.language,
        matched=other,
        was_former=bool(other) and name.kind == FORMER,
        partnerships=count,
        url=place.url,
    )
