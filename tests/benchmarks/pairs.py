"""Fills the content store directly with many pairs, as published profiles would have."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import NamedTuple

from django.db import connection
from django.db.models import Model

from cms.content_store.collation import sort_key
from cms.content_store.models import ContentItem, ItemFacet
from cms.entities.folding import fold
from cms.entities.models import Country, Place, PlaceName, Region, RegionName
from cms.schemas.entities import EntityName
from partnerships.schemas import PartnershipCard, Side, Source, StateToday
from partnerships.services.directory import changes
from partnerships.services.distances import distance_km
from search.engines.database import tables
from search.models import SearchDocument, SearchFacet

LANGUAGE, TYPE = "de", "partnerships.partnership"
# Numbers of pages that no page of the site has.
FIRST_ID = 10_000_000
CHUNK = 2_000
REGIONS_PER_COUNTRY = 16
STATES = ("active", "resting", "suspended", "ended", "unknown")
KINDS = ("partnership", "friendship", "contact", "project", "solidarity", "cooperation", "network")
SYLLABLES = (
    "ba",
    "de",
    "gor",
    "hau",
    "kal",
    "lin",
    "mos",
    "nov",
    "ro",
    "sta",
    "tor",
    "wol",
    "burg",
    "grad",
    "sk",
    "furt",
)
LONGITUDES = {"DE": (6, 15), "RU": (28, 130)}
TOPICS = (
    "youth",
    "culture",
    "economy",
    "science",
    "climate",
    "health",
    "inclusion",
    "remembrance",
    "administration",
    "sport",
)
CONFIRMED_SHARE = 0.3
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ITEM_COLUMNS = (
    "page_id",
    "type",
    "locale",
    "translation_key",
    "url_path",
    "tree_path",
    "title",
    "date",
    "sort_key",
    "in_menu",
    "public",
    "card",
    "detail",
    "etag",
    "updated_at",
)
FACET_COLUMNS = ("item_id", "name", "value", "locale", "date")
NAME_COLUMNS = ("entity_id", "language", "kind", "text", "folded", "valid_from", "valid_to")


@dataclass(frozen=True)
class Filled:
    """What the first of the partnerships has, so that whoever asks for it finds something."""

    place: str
    region: str
    state: str
    kind: str


def fill(count: int) -> Filled:
    """`count` public profiles in German between about one and a half times as many places."""
    random = Random(count)
    sides = [_places(code, max(4, count * 3 // 4), random) for code in ("DE", "RU")]
    first = None
    for begun in range(0, count, CHUNK):
        numbers = range(begun, min(begun + CHUNK, count))
        pairs = [_pair(number, random.choice(sides[0]), random.choice(sides[1]), random) for number in numbers]
        first = first or pairs[0].card
        insert(ContentItem, ITEM_COLUMNS, map(_item, pairs))
        insert(ItemFacet, FACET_COLUMNS, (facet for pair in pairs for facet in _facets(pair)))
        _make_findable(pairs)
    # Whatever is remembered of the directory is old now.
    changes.record()
    return Filled(first.places[0].key, first.places[0].region.key, first.status.state, first.kind)


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[tuple]) -> None:
    """Rows of a table, as fast as the database takes them."""
    if connection.vendor != "postgresql":
        model.objects.bulk_create(model(**dict(zip(columns, row, strict=True))) for row in rows)
        return
    statement = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _make_findable(pairs: Sequence["Pair"]) -> None:
    """By their names, as a rebuilt search would have them."""
    documents = [
        SearchDocument(
            id=card.id, key=f"page:{card.id}", page_id=card.id, locale=LANGUAGE, type=TYPE, url=card.url,
            title=card.title, date=card.date, names=_called(card),
        )
        for _number, card in pairs
    ]  # fmt: skip
    SearchDocument.objects.bulk_create(documents)
    SearchFacet.objects.bulk_create(SearchFacet(document=document, name="type", value=TYPE) for document in documents)
    tables.write_tokens(documents)


def _called(card: PartnershipCard) -> str:
    return "\n".join(name for side in card.places for name in (side.name, f"Alt{side.name.lower()}"))


def _places(code: str, count: int, random: Random) -> list[Place]:
    country, _created = Country.objects.get_or_create(code=code, defaults={"key": code.lower()})
    regions = Region.objects.bulk_create(
        Region(key=f"bench-{code.lower()}-{number}", country=country) for number in range(REGIONS_PER_COUNTRY)
    )
    RegionName.objects.bulk_create(
        RegionName(entity=region, language=LANGUAGE, text=f"Region {region.key}", folded=fold(f"Region {region.key}"))
        for region in regions
    )
    places = [
        Place(
            key=f"bench-{code.lower()}-place-{number}", country=country, region=random.choice(regions),
            kind=random.choices(("city", "district", "region"), (8, 1, 1))[0],
            latitude=random.uniform(47, 60), longitude=random.uniform(*LONGITUDES[code]),
            population=random.randint(1_000, 1_000_000), population_source="GeoNames",
        )
        for number in range(count)
    ]  # fmt: skip
    places = Place.objects.bulk_create(places, batch_size=CHUNK)
    insert(PlaceName, NAME_COLUMNS, _names(places, random))
    return places


def _names(places: list[Place], random: Random) -> Iterator[tuple]:
    for place in places:
        parts = random.choices(SYLLABLES, k=4)
        name = place.shown = "".join(parts).capitalize()
        # Folding takes longest; these names are made of letters that fold to themselves.
        folded = name.lower()
        for language, kind, text, plain in (
            ("de", "official", name, folded),
            ("ru", "official", f"{name}ij", f"{folded}ij"),
            ("de", "former", f"Alt{folded}", f"alt{folded}"),
        ):
            yield place.pk, language, kind, text, plain, "", ""


def _side(place: Place) -> Side:
    region = EntityName(key=place.region.key, name=f"Region {place.region.key}", language=LANGUAGE)
    return Side(
        key=place.key, name=place.shown, language=LANGUAGE, kind=place.kind, country=place.country.code,
        latitude=place.latitude, longitude=place.longitude, region=region, population=place.population,
        population_year=None, population_source=place.population_source, website="",
        url=f"/de/partnerships/places/{place.key}/",
    )  # fmt: skip


class Pair(NamedTuple):
    """A card and the bytes of its rendering."""

    number: int
    card: PartnershipCard


def _pair(number: int, first: Place, second: Place, random: Random) -> Pair:
    year, state, kind = random.randint(1950, 2020), random.choice(STATES), random.choice(KINDS)
    topics = [EntityName(key=key, name=key.capitalize(), language=LANGUAGE) for key in _some_topics(random)]
    confirmed = date(2026, random.randint(1, 12), 1) if random.random() < CONFIRMED_SHARE else None
    card = PartnershipCard(
        id=FIRST_ID + number, locale=LANGUAGE, translation_key=uuid.UUID(int=number + 1), url=f"/de/bench-{number}/",
        title=f"{first.shown} – {second.shown}", lead="", date=date(year, 1, 1), updated_at=NOW, picture=None,
        topics=topics, tags=[], places=[_side(first), _side(second)], kind=kind, kind_label=kind, since=str(year),
        since_precision="year", since_text=str(year),
        status=StateToday(state=state, label=state, sentence=f"{state}.", starts="", as_of="2026"),
        distance_km=distance_km((first.latitude, first.longitude), (second.latitude, second.longitude)),
        confirmed_on=confirmed, stale=confirmed is None, evidence="high",
        sources=[Source(label="benchmark.example", url=f"https://benchmark.example/{number}")], licence="CC BY 4.0",
    )  # fmt: skip
    return Pair(number, card)


def _some_topics(random: Random) -> list[str]:
    return random.sample(TOPICS, random.choice((0, 1, 2, 3)))


def _item(pair: Pair) -> tuple:
    """By ITEM_COLUMNS."""
    card = pair.card
    body = card.model_dump_json().encode()
    return (
        card.id, TYPE, LANGUAGE, card.translation_key, card.url, f"bench{pair.number:08}", card.title, card.date,
        sort_key(card.title), False, True, body, body, str(pair.number), NOW,
    )  # fmt: skip


def _facets(pair: Pair) -> Iterator[tuple]:
    """By FACET_COLUMNS: those that a profile writes."""
    card = pair.card
    first, second = card.places
    values = {
        "topic": {topic.key for topic in card.topics},
        "partnerships:place": {first.key, second.key},
        "partnerships:region": {first.region.key, second.region.key},
        "partnerships:country": {first.country, second.country},
        "partnerships:level": {first.kind, second.kind},
        "partnerships:state": {card.status.state},
        "partnerships:kind": {card.kind},
        "partnerships:decade": {f"{card.since[:3]}0"},
    }
    for name, found in values.items():
        for value in sorted(found):
            yield card.id, name, value, LANGUAGE, card.date
