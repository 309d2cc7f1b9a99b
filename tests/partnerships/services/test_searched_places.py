"""Places and regions are found as long as a public partnership of the language shows them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import ContentItem
from cms.entities.models import Place
from partnerships.models import DirectoryPage
from partnerships.services.searched_places import PlaceSource, RegionSource
from search.engines.database import tables
from search.models import SearchDocument, SearchFacet
from search.query import Near, SearchQuery
from search.services.renewal import store_due
from search.services.searching import search
from tests.factories.entities import PlaceFactory
from tests.factories.pages import publish
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.factories.site import build_site


@pytest.fixture
def directory(db: None) -> DirectoryPage:
    build_site()
    return german_directory()


@pytest.fixture
def towns(db: None) -> tuple[Place, Place]:
    first, second = two_towns()
    second.names.add(type(second.names.first())(language="de", kind="former", text="Stalingrad"))
    second.save()
    return first, second


@pytest.fixture
def pair(directory: DirectoryPage, towns: tuple[Place, Place]) -> Page:
    return publish(profile(directory, *towns))


def found(text: str, locale: str = "de", **asked: object) -> list[str]:
    return sorted(hit.card["url"] for hit in search(SearchQuery(text, locale, as_typed=True, **asked)).hits)


PLACES = {"type": ("partnerships.place",)}


@pytest.mark.parametrize("text", ["Wolgograd", "Volgograd", "Волгоград", "stalingrad"])
def test_by_any_name(pair: Page, text: str) -> None:
    asked = {"place": ("volgograd-2",), **PLACES}
    assert found(text, facets=asked) == ["/de/partnerships/places/volgograd-2/"]
    # No profile is published in Russian.
    assert found(text, "ru", facets=asked) == []


def test_what_is_told_of_a_place(pair: Page, towns: tuple[Place, Place]) -> None:
    hits = search(SearchQuery("Wolgograd", "de", facets={**PLACES, "place": ("volgograd-2",)})).hits
    assert [hit.card for hit in hits] == [
        {
            "type": "partnerships.place", "locale": "de", "url": "/de/partnerships/places/volgograd-2/",
            "title": "Wolgograd", "key": "volgograd-2", "language": "de", "country": "RU",
            "country_name": towns[1].country.name_in("de"), "partnerships": 1, "region_name": "Gebiet Wolgograd",
            "kind": "city", "latitude": 48.71939, "longitude": 44.50184,
        }
    ]  # fmt: skip
    document = SearchDocument.objects.get(key=f"place:{towns[1].pk}:de")
    assert (document.title, document.text) == ("Wolgograd", "Partnerschaften mit Chemnitz.")
    assert document.names.split("\n") == sorted(["Wolgograd", "Волгоград", "Volgograd", "Stalingrad"])
    facets = SearchFacet.objects.filter(document=document).values_list("name", "value")
    assert set(facets) == {
        ("type", "partnerships.place"), ("place", "volgograd-2"), ("country", "RU"), ("level", "city"),
        ("region", "volgograd-oblast-2"),
    }  # fmt: skip


def test_regions(pair: Page) -> None:
    regions = {"type": ("partnerships.region",)}
    assert found("Саксония", facets=regions) == ["/de/partnerships/regions/saxony-2/"]


def test_near(pair: Page, towns: tuple[Place, Place]) -> None:
    assert found("Wolgograd", near=Near(48.7, 44.5, 20)) == ["/de/partnerships/places/volgograd-2/"]
    # A profile is at home at its first side.
    assert found("Wolgograd", near=Near(50.8, 12.9, 20)) == [pair.url, "/de/partnerships/places/chemnitz-2/"]


def test_facets_of_the_directory(directory: DirectoryPage, towns: tuple[Place, Place]) -> None:
    publish(profile(directory, *towns, since="", kind="friendship"))
    asked = {"type": ("partnerships.partnership",)}
    facets = search(SearchQuery("Wolgograd", "de", facets=asked)).facets
    assert {name: facets.get(name) for name in ("region", "state", "kind", "decade", "level")} == {
        "region": {"saxony-2": 1, "volgograd-oblast-2": 1}, "state": {"unknown": 1}, "kind": {"friendship": 1},
        "decade": {"unknown": 1}, "level": {"city": 1},
    }  # fmt: skip


def test_as_long_as_a_partnership_shows_it(directory: DirectoryPage, pair: Page, towns: tuple[Place, Place]) -> None:
    other = PlaceFactory(key="kassel-2", names={"de": "Kassel"})
    second = publish(profile(directory, other, towns[1]))
    asked = {**PLACES, "place": ("volgograd-2",)}
    assert found("Chemnitz", facets=asked) == found("Kassel", facets=asked) == ["/de/partnerships/places/volgograd-2/"]
    second.unpublish()
    assert (len(found("Chemnitz", facets=asked)), found("Kassel", facets=PLACES)) == (1, [])
    pair.unpublish()
    assert found("Wolgograd") == []
    assert (
        SearchDocument.objects.filter(type__in=("partnerships.place", "partnerships.region"), locale="de").count() == 0
    )


def test_the_clock_alone(directory: DirectoryPage, pair: Page, towns: tuple[Place, Place]) -> None:
    """A partner is told until the last of the pages that show it is over, whether or not the worker has come by."""
    soon = timezone.now() + timedelta(hours=1)
    other = PlaceFactory(key="kassel-2", names={"de": "Kassel"})
    publish(profile(directory, other, towns[1], expire_at=soon))
    document = SearchDocument.objects.get(key=f"place:{towns[1].pk}:de")
    assert (document.text, document.valid_until) == ("Partnerschaften mit Chemnitz, Kassel.", soon)
    assert SearchDocument.objects.get(key=f"place:{other.pk}:de").expires_at == soon
    # An hour later.
    past = timezone.now() - timedelta(seconds=1)
    type(pair).objects.filter(expire_at=soon).update(expire_at=past)
    ContentItem.objects.filter(expires_at=soon).update(expires_at=past)
    SearchDocument.objects.filter(valid_until=soon).update(valid_until=past)
    SearchDocument.objects.filter(expires_at=soon).update(expires_at=past)
    tables.write_tokens(list(SearchDocument.objects.all()))
    assert found("Kassel") == []
    assert store_due() == 3
    assert SearchDocument.objects.get(key=f"place:{towns[1].pk}:de").text == "Partnerschaften mit Chemnitz."
    assert not SearchDocument.objects.filter(key=f"place:{other.pk}:de").exists()


@pytest.mark.parametrize(("source", "queries"), [(PlaceSource(), 9), (RegionSource(), 5)])
def test_queries_do_not_grow(
    directory: DirectoryPage, towns: tuple[Place, Place], source: PlaceSource | RegionSource, queries: int
) -> None:
    for number in range(3):
        publish(profile(directory, PlaceFactory(key=f"town-{number}", region=towns[0].region), towns[1]))
    for chosen in (1, 3):
        model = Place if isinstance(source, PlaceSource) else type(towns[0].region)
        values = [str(pk) for pk in model.objects.order_by("-pk").values_list("pk", flat=True)[:chosen]]
        with CaptureQueriesContext(connection) as captured:
            list(source.records(values, "de"))
        assert len(captured) == queries
