"""Fills the content store directly with many pairs, as published profiles would have."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from random import Random

from cms.content_store.collation import sort_key
from cms.content_store.models import ContentItem, ItemFacet
from cms.entities.folding import fold
from cms.entities.models import Country, Place, PlaceName, Region, RegionName
from cms.schemas.entities import EntityName
from partnerships.schemas import PartnershipCard, Side, Source, StateToday
from partnerships.services.directory import changes
from partnerships.services.distances import distance_km

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
SOURCE = Source(label="benchmark", url="")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def fill(count: int) -> None:
    """`count` public profiles in German between about one and a half times as many places."""
    random = Random(count)
    sides = [_places(code, max(4, count * 3 // 4), random) for code in ("DE", "RU")]
    rows = (_item(number, random.choice(sides[0]), random.choice(sides[1]), random) for number in range(count))
    while chunk := list(islice(rows, CHUNK)):
        ContentItem.objects.bulk_create(item for item, _facets in chunk)
        ItemFacet.objects.bulk_create(facet for _item, facets in chunk for facet in facets)
    # Whatever is remembered of the directory is old now.
    changes.record()


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
        )
        for number in range(count)
    ]  # fmt: skip
    places = Place.objects.bulk_create(places, batch_size=CHUNK)
    PlaceName.objects.bulk_create(_names(places, random), batch_size=CHUNK)
    return places


def _names(places: list[Place], random: Random) -> Iterator[PlaceName]:
    for place in places:
        name = "".join(random.choices(SYLLABLES, k=4)).capitalize()
        place.shown = name
        for language, kind, text in (
            ("de", "official", name),
            ("ru", "official", f"{name}ij"),
            ("de", "former", f"Alt{name}"),
        ):
            yield PlaceName(entity=place, language=language, kind=kind, text=text, folded=fold(text))


def _side(place: Place) -> Side:
    region = EntityName(key=place.region.key, name=f"Region {place.region.key}", language=LANGUAGE)
    return Side(
        key=place.key, name=place.shown, language=LANGUAGE, kind=place.kind, country=place.country.code,
        latitude=place.latitude, longitude=place.longitude, region=region, population=None, population_year=None,
        population_source="", website="", url=f"/de/partnerships/places/{place.key}/",
    )  # fmt: skip


def _item(number: int, first: Place, second: Place, random: Random) -> tuple[ContentItem, list[ItemFacet]]:
    year, state, kind = random.randint(1950, 2020), random.choice(STATES), random.choice(KINDS)
    page_id, key, title = FIRST_ID + number, uuid.UUID(int=number + 1), f"{first.shown} – {second.shown}"
    card = PartnershipCard(
        id=page_id, locale=LANGUAGE, translation_key=key, url=f"/de/bench-{number}/", title=title, lead="",
        date=date(year, 1, 1), updated_at=NOW, picture=None, topics=[], tags=[], places=[_side(first), _side(second)],
        kind=kind, kind_label=kind, since=str(year), since_precision="year", since_text=str(year),
        status=StateToday(state=state, label=state, sentence=f"{state}.", starts="", as_of=""),
        distance_km=distance_km((first.latitude, first.longitude), (second.latitude, second.longitude)),
        confirmed_on=None, stale=True, evidence="high", sources=[SOURCE], licence="CC BY 4.0",
    )  # fmt: skip
    body = card.model_dump_json().encode()
    item = ContentItem(
        page_id=page_id, type=TYPE, locale=LANGUAGE, translation_key=key, url_path=card.url,
        tree_path=f"bench{number:08}", title=title, date=card.date, sort_key=sort_key(title), public=True, card=body,
        detail=body, etag=str(number), updated_at=NOW,
    )  # fmt: skip
    values = {
        "place": {first.key, second.key}, "region": {first.region.key, second.region.key}, "country": {"DE", "RU"},
        "level": {first.kind, second.kind}, "state": {state}, "kind": {kind}, "decade": {f"{str(year)[:3]}0"},
    }  # fmt: skip
    facets = [
        ItemFacet(item=item, name=f"partnerships:{name}", value=value, locale=LANGUAGE, date=card.date)
        for name, found in values.items()
        for value in sorted(found)
    ]
    return item, facets
