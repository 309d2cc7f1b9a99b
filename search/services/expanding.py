"""A typed query as clauses, the same for every engine: spellings by folding, stems, prefixes, names of entities."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Model, Value

from cms.entities import models as entities
from cms.entities.folding import fold
from search import compounds
from search.query import SearchQuery, Term, replaced
from search.questions import Alternative, Clause
from search.tokens import BETWEEN, part_of, stem_tokens, word_tokens

from .numerals import other_writings, without_ending
from .stop_words import is_stop_word, says_little
from .synonyms import synonyms

# Persons are not among them: nobody is to learn other names of a person by searching.
NAMED: tuple[type[Model], ...] = (
    entities.Place,
    entities.Region,
    entities.Country,
    entities.Topic,
    entities.Organisation,
)
GEOGRAPHIC = frozenset({entities.Place, entities.Region, entities.Country})
MOST_WORDS_OF_A_NAME = 5
MOST_NAMES = 24
# A folded name, its language, whether it is on the map, whether a country's.
Row = tuple[str, str, bool, bool]
# Where not all words are found, the name of a place tells more than what is asked about it.
NAME_WEIGHT = 4.0
# No word is empty, so that this token stands in no document.
NOWHERE = Alternative("phrase", ("w",))


@dataclass(frozen=True)
class Names:
    """Folded names of the entities that are called as something typed is: all, and those of the reader's language.

    `geographic` if one is on the map, `country` if one is a country.
    """

    folded: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    geographic: bool = False
    country: bool = False


NAMELESS = Names()


@dataclass(frozen=True)
class Expansion:
    """What is wanted and what is excluded; `telling` are the wanted ones that say what is sought, at least one."""

    wanted: tuple[Clause, ...]
    excluded: tuple[Clause, ...]
    telling: tuple[Clause, ...] = ()

    @property
    def groups(self) -> tuple[tuple[Clause, ...], ...]:
        """What has all that tells is found; what has the rest, too, before it."""
        return (self.wanted,) if self.telling == self.wanted else (self.wanted, self.telling)


def expand(query: SearchQuery) -> Expansion:
    """The clauses of a query; nothing is wanted when nothing positive is left to look for. At most one query."""
    terms = [term for term in query.terms if any(word_tokens(word) for word in term.words)]
    excluded = tuple(_exact(term, query.locale) for term in terms if term.excluded)
    wanted = _telling([term for term in terms if not term.excluded], query.locale)
    found = list(_clauses(wanted, query.locale))
    clauses = tuple(clause for clause, _names in found)
    return Expansion(clauses, excluded, tuple(_most_telling(found, query.locale)) or clauses)


def _most_telling(found: Sequence[tuple[Clause, Names]], locale: str) -> Iterator[Clause]:
    """Beside a name "town" narrows nothing down, and beside anything a country: everything is of two countries."""
    named = any(names.geographic for _clause, names in found)
    for clause, names in found:
        if not names.country and not (named and says_little(clause.text, locale)):
            yield clause


def alone(query: SearchQuery) -> list[tuple[str, Clause]]:
    """(word, what it alone looks for) of every plain word that is wanted; at most one query."""
    plain = [term for term in query.terms if not term.excluded and not term.quoted]
    terms = [
        Term((word,), prefix=term.prefix and word == term.words[-1])
        for term in _telling([term for term in plain if any(map(word_tokens, term.words))], query.locale)
        for word in term.words
    ]
    names = _names([[term] for term in terms], query.locale)
    return [(term.words[0], _clause([term], names.get(_folded([term]), NAMELESS), query.locale)) for term in terms]


def _telling(terms: list[Term], locale: str) -> list[Term]:
    """Without stop words, if anything is left then."""
    telling = [term for term in terms if term.quoted or not all(is_stop_word(word, locale) for word in term.words)]
    return telling or terms


def _clauses(terms: Sequence[Term], locale: str) -> Iterator[tuple[Clause, Names]]:
    """Each with the names that it is."""
    names = _names([span for start in range(len(terms)) for span in _spans(terms, start)], locale)
    position = 0
    while position < len(terms):
        span = next(
            (span for span in _spans(terms, position) if _folded(span) in names), terms[position : position + 1]
        )
        found = names.get(_folded(span), NAMELESS)
        yield _clause(span, found, locale), found
        position += len(span)


def _spans(terms: Sequence[Term], start: int) -> Iterator[Sequence[Term]]:
    """Plain terms from here on that may be one name, the longest first."""
    end = start
    while end < len(terms) and end - start < MOST_WORDS_OF_A_NAME and not terms[end].quoted:
        end += 1
    yield from (terms[start:stop] for stop in range(end, start, -1))


def _folded(span: Sequence[Term]) -> str:
    return fold(" ".join(word for term in span for word in term.words))


def _names(spans: Sequence[Sequence[Term]], locale: str) -> Mapping[str, Names]:
    """Names of the entities that are called as a span is, by its folded text; one query."""
    wanted = {_folded(span) for span in spans}
    if not wanted:
        return {}
    of_models = [
        model._meta.get_field("names")
        .related_model.objects.filter(folded__in=wanted)
        .order_by()
        .annotate(geographic=Value(model in GEOGRAPHIC), country=Value(model is entities.Country))
        .values_list("folded", "entity__names__folded", "entity__names__language", "geographic", "country")
        for model in NAMED
    ]
    found: dict[str, list[Row]] = {}
    for name, *other in of_models[0].union(*of_models[1:]):
        found.setdefault(name, []).append(other)
    return {name: _called(others, locale) for name, others in found.items()}


def _called(names: Sequence[Row], locale: str) -> Names:
    own = sorted({name for name, language, *_kind in names if language == locale and name})
    others = sorted({name for name, *_kind in names if name} - set(own))
    geographic, country = (any(kinds) for kinds in zip(*(kind for _name, _language, *kind in names), strict=True))
    return Names(tuple([*own, *others][:MOST_NAMES]), tuple(own), geographic, country)


def _clause(span: Sequence[Term], names: Names, locale: str) -> Clause:
    words = [word for term in span for word in without_ending(term.words)]
    tokens = tuple(token for word in words for token in word_tokens(word))
    found = [Alternative("prefix" if span[-1].prefix and not _is_number(words[-1]) else "phrase", tokens)]
    if not span[-1].quoted:
        stems = tuple(token for word in words for token in stem_tokens(word, locale))
        found.append(Alternative("phrase" if len(stems) == 1 else "all", stems))
        # "Sachsen" is no part of "Niedersachsen".
        if len(words) == 1:
            found += [Alternative("phrase", tuple(word_tokens(other))) for other in other_writings(words[0])]
            found += [] if names.geographic else [*_compound(words[0], locale), *synonyms(words[0], locale)]
        elif len(span) == 1:
            found += _joined("".join(words), locale)
        # A whole name counts more than a part of one, and another language has only whole ones: "Sachsen" is not
        # "Sachsen-Anhalt", "Saxony" not "Lower Saxony".
        found += [Alternative("phrase", (BETWEEN, *_tokens(name), BETWEEN)) for name in names.folded]
        found += [Alternative("phrase", _tokens(name)) for name in names.own]
    return Clause(_with_tokens(found), " ".join(words), NAME_WEIGHT if names.geographic and not names.country else 1.0)


def _with_tokens(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Letters that folding does not know have no tokens; a clause of nothing else matches nothing."""
    return tuple(dict.fromkeys(one for one in found if one.tokens)) or (NOWHERE,)


def _is_number(word: str) -> bool:
    """Days and editions are whole; a year may be begun."""
    return word.isdigit() and len(word) < 3


def _tokens(folded: str) -> tuple[str, ...]:
    return tuple(f"w{part}" for part in folded.split())


def _compound(word: str, locale: str) -> Iterator[Alternative]:
    """The word as a part of longer ones, and its own parts written apart."""
    if tokens := part_of(word, locale):
        yield Alternative("phrase", tuple(tokens))
    if locale == compounds.LANGUAGE and (parts := compounds.split(word)):
        *first, last = (form for form, _base in parts)
        apart = [*first, parts[-1][1] or last]
        yield Alternative("prefix", tuple(token for form in apart for token in word_tokens(form)))


def _joined(word: str, locale: str) -> Iterator[Alternative]:
    """What was typed with hyphens, written as one word, alone or within a longer one."""
    for tokens in (stem_tokens(word, locale), part_of(word, locale)):
        if tokens:
            yield Alternative("phrase", tuple(tokens))


def apart(query: SearchQuery) -> SearchQuery | None:
    """The query with compounds written as the words they are made of; None when there are none."""
    plain = {word for term in query.terms if not term.excluded and not term.quoted for word in term.words}
    others = {
        word: " ".join(base for _form, base in compounds.split(word))
        for word in plain
        if is_compound(word, query.locale)
    }
    return replace(query, text=replaced(query.text, others)) if others else None


def is_compound(word: str, locale: str) -> bool:
    """Whether every part of the word is known."""
    parts = compounds.split(word) if locale == compounds.LANGUAGE else ()
    return bool(parts) and all(base for _form, base in parts)


def _exact(term: Term, locale: str) -> Clause:
    """Excluded is a word in each of its spellings and endings, or a phrase; never another name."""
    alternatives = [Alternative("phrase", tuple(token for word in term.words for token in word_tokens(word)))]
    if len(term.words) == 1 and not term.quoted:
        alternatives.append(Alternative("phrase", tuple(stem_tokens(term.words[0], locale))))
    return Clause(_with_tokens(alternatives), " ".join(term.words))
