"""Fills the search with many documents of content items, by bulk, as publishing them one by one would."""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import product
from random import Random
from typing import Any

from django.db import connection

from cms.content_store.collation import sort_key
from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from cms.entities.folding import fold
from cms.entities.models import Country, Place, PlaceName
from search.engines.database import names, tables, vocabulary
from search.models import SearchDocument, SearchFacet
from search.profiles import called
from search.services import storing
from search.tokens import name_tokens, text_tokens, title_tokens

from .corpus import LANGUAGES, Corpus, place_names

FIRST_ID = 20_000_000
TYPE = "news.article"
TOPICS = ("youth", "culture", "economy", "science", "climate", "health", "sport", "administration")
YEARS = range(2012, 2027)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ITEM = (
    "page_id", "type", "locale", "translation_key", "url_path", "tree_path", "title", "date", "sort_key", "in_menu",
    "public", "card", "detail", "etag", "updated_at", "changed_at",
)  # fmt: skip
DOCUMENT = (
    "id", "key", "page_id", "locale", "type", "url", "title", "names", "lead", "text", "date", "sort_key", "weight",
    "version", "updated_at",
)  # fmt: skip
# Built at once when all rows are there, as for a restored database.
INDEXES = (
    "search_tokens_head", "search_tokens_vector", "search_names_folded", "search_names_of_2", "search_names_of_3",
    "search_names_document",
)  # fmt: skip
# So many have what they are indexed from beside their text, too.
WHOLE = 1_000
STORED = {"topic": "topic", "year": "news:year", "place": "news:place"}


def fill(count: int, corpora: Sequence[Corpus]) -> None:
    """So many documents in each language, with their items, facets and tokens."""
    random, places = Random(count), make_places()
    made = [_document(number, corpus, places, random) for number, corpus in _numbered(count, corpora)]
    with connection.cursor() as cursor:
        definitions = [_drop_index(cursor, name) for name in INDEXES]
        _copy(cursor, ContentItem._meta.db_table, ITEM, (_item(document) for document, _facets in made))
        _tell(made[:WHOLE])
        _copy(cursor, SearchDocument._meta.db_table, DOCUMENT, (_values(document, DOCUMENT) for document, _ in made))
        _copy(cursor, SearchFacet._meta.db_table, ("document_id", "name", "value"), _facet_rows(made))
        _copy(cursor, "search_tokens", ("document_id", "head", "vector"), _token_rows(made, corpora))
        _copy(cursor, "search_names", ("document_id", "locale", "folded", "rank", "standing"), _name_rows(made))
        for definition in definitions:
            cursor.execute(definition)
        _copy(cursor, "search_words", ("locale", "folded", "written"), _words(corpora))
        cursor.execute("ANALYZE")


def make_places() -> list[tuple[str, ...]]:
    """Places by their keys and names, in the register."""
    country, _ = Country.objects.get_or_create(code="DE", defaults={"key": "de"})
    texts_of = place_names()
    places = Place.objects.bulk_create(
        Place(key=f"bench-{number}", country=country, kind="city") for number in range(len(texts_of))
    )
    PlaceName.objects.bulk_create(
        PlaceName(entity=place, language=language, kind=kind, text=text, folded=fold(text))
        for place, texts in zip(places, texts_of, strict=True)
        for text, language, kind in zip(texts, ("de", "ru", "de"), ("official", "official", "former"), strict=True)
    )
    return [(place.key, *texts) for place, texts in zip(places, texts_of, strict=True)]


def _numbered(count: int, corpora: Sequence[Corpus]) -> Iterable[tuple[int, Corpus]]:
    return enumerate((corpus for _number, corpus in product(range(count), corpora)), FIRST_ID)


def _document(
    number: int, corpus: Corpus, places: Sequence[tuple[str, ...]], random: Random
) -> tuple[SearchDocument, list[tuple[str, str]]]:
    first, second = random.sample(places, 2)
    year, words = random.choice(YEARS), corpus.some(random, 12)
    own = LANGUAGES.index(corpus.language) == 1
    title = f"{first[1 + own]} – {second[1 + own]}: {' '.join(words[:4])}"
    document = SearchDocument(
        id=number, key=f"page:{number}", page_id=number, locale=corpus.language, type=TYPE,
        url=f"/{corpus.language}/bench-{number}/", title=title, names="\n".join([*first[1:], *second[1:]]),
        lead=" ".join(words[4:]), text=random.choice(corpus.texts), date=date(year, random.randint(1, 12), 1),
        sort_key=sort_key(title)[: storing.SORT_KEY_BYTES].hex(), version=str(number), updated_at=NOW,
    )  # fmt: skip
    facets = {("type", TYPE), ("year", str(year)), ("topic", random.choice(TOPICS)), ("topic", random.choice(TOPICS))}
    return document, sorted({*facets, ("place", first[0]), ("place", second[0])})


def _item(document: SearchDocument) -> tuple[Any, ...]:
    card = {"type": TYPE, "locale": document.locale, "url": document.url, "title": document.title}
    detail = {**card, "lead": document.lead, "body": [{"type": "rich_text", "html": document.text}], "foreign_text": {}}
    key = uuid.UUID(int=document.page_id)
    return (
        document.page_id, TYPE, document.locale, key, document.url, f"bench{document.page_id}", document.title,
        document.date, sort_key(document.title), False, True, json.dumps(card).encode(), json.dumps(detail).encode(),
        document.version, NOW, NOW,
    )  # fmt: skip


def _values(row: Any, names: Iterable[str]) -> list[Any]:
    return [getattr(row, name) for name in names]


def _tell(made: Iterable[tuple[SearchDocument, list[tuple[str, str]]]]) -> None:
    """What the content store knows of the items."""
    places = dict(Place.objects.filter(key__startswith="bench-").values_list("key", "pk"))
    rows = [(document, name, value) for document, facets in made for name, value in facets if name in STORED]
    ItemTag.objects.bulk_create(
        ItemTag(item_id=document.pk, tag=f"place:{places[value]}") for document, name, value in rows if name == "place"
    )
    ItemFacet.objects.bulk_create(
        ItemFacet(item_id=document.pk, name=STORED[name], value=value, locale=document.locale, date=document.date)
        for document, name, value in rows
    )


def _facet_rows(made: Iterable[tuple[SearchDocument, list[tuple[str, str]]]]) -> Iterator[tuple[Any, ...]]:
    return ((document.pk, *facet) for document, facets in made for facet in facets)


def _token_rows(made: Iterable[tuple[SearchDocument, Any]], corpora: Sequence[Corpus]) -> Iterator[tuple[Any, ...]]:
    """As tables.columns() makes them; the tokens of repeated texts are made once."""
    texts = {text: text_tokens(text, corpus.language) for corpus in corpora for text in corpus.texts}
    sql = tables.dialect()
    for document, _facets in made:
        columns = {
            "A": title_tokens(document.title, document.locale),
            "B": name_tokens(document.names.split("\n"), document.locale),
            "C": text_tokens(f"{document.lead} {called(TYPE, document.locale)}", document.locale),
            "D": texts[document.text],
        }
        yield document.pk, *sql.values(columns)


def _name_rows(made: Iterable[tuple[SearchDocument, Any]]) -> Iterator[tuple[Any, ...]]:
    for document, _facets in made:
        standing = names.standing(document)
        for text, rank in names.entries(document):
            yield document.pk, document.locale, text, int(rank), standing


def _words(corpora: Sequence[Corpus]) -> Iterator[tuple[str, str, str]]:
    """The words that may be meant by misspelt ones."""
    places = "\n".join(name for texts in place_names() for name in texts)
    for corpus in corpora:
        every = SearchDocument(locale=corpus.language, title="", names=places, text=" ".join(corpus.words))
        for folded, written in vocabulary.entries(every).items():
            yield corpus.language, folded, written


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _drop_index(cursor: Any, name: str) -> str:
    cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
    [(definition,)] = cursor.fetchall()
    cursor.execute(f"DROP INDEX {name}")
    return definition
