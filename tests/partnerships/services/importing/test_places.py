from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.entities.models import Place, Region
from partnerships.services.importing.places import PlaceIndex
from partnerships.services.importing.records import Side
from tests.factories.entities import CountryFactory, PlaceFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hesse() -> Region:
    country = CountryFactory(code="DE", names={"de": "Deutschland", "ru": "Германия"})
    return RegionFactory(key="hesse", country=country, names={"de": "Hessen", "en": "Hesse"})


@pytest.fixture
def frankfurt(hesse: Region) -> Place:
    return PlaceFactory(
        key="frankfurt", country=hesse.country, region=hesse, geonames_id=1, latitude=50.1, longitude=8.7,
        names={"de": "Frankfurt", "ru": "Франкфурт"}, other_names=[("de", "former", "Frankenfurt")],
    )  # fmt: skip


def found(side: Side, chosen: str = "") -> tuple[Any, ...]:
    """(key of the place, code of the problem, candidates, whether it would be made)."""
    result = PlaceIndex().find(side, chosen)
    code = result.problem["code"] if result.problem else ""
    return (result.place.pk if result.place else None, code, result.candidates, result.makes is not None)


def side(**facts: Any) -> Side:
    return Side(**{"number": 1, "names": {"de": "Frankfurt"}, "country": "DE", **facts})


@pytest.mark.parametrize(
    "facts",
    [
        {}, {"country": "de"}, {"country": "Deutschland"}, {"country": "Германия"}, {"names": {"ru": "Франкфурт"}},
        {"names": {"de": "FRANKFURT"}}, {"names": {"de": "Frankenfurt"}}, {"region": "Hesse"},
        {"region": "Nirgendland"}, {"kind": "city"}, {"kind": "district"},
        {"geonames": 1, "names": {"de": "Anders"}}, {"geonames": 7}, {"key": "frankfurt", "names": {}},
    ],
)  # fmt: skip
def test_a_place_is_found_by_id_key_and_any_name(frankfurt: Place, facts: dict[str, Any]):
    if facts.get("geonames") == 7:
        Place.objects.update(geonames_id=None)
    assert found(side(**facts)) == (frankfurt.pk, "", [], False)


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        # Another region, another id, a whole region, no country, an id of another country: never guessed.
        ({"region": "Brandenburg"}, True),
        ({"geonames": 7}, True),
        ({"kind": "region"}, True),
        ({"country": ""}, True),
        ({"geonames": 1, "country": "RU"}, True),
        # Another name at the same spot may be the same place.
        ({"names": {"de": "Francofurt"}, "latitude": 50.11, "longitude": 8.72}, True),
    ],
)
def test_what_is_unclear_is_asked(frankfurt: Place, facts: dict[str, Any], listed: bool):
    CountryFactory(code="RU")
    RegionFactory(country=frankfurt.country, names={"de": "Brandenburg"})
    assert found(side(**facts)) == (None, "place_unclear", [frankfurt.pk] if listed else [], False)


def test_two_places_of_one_name(frankfurt: Place, hesse: Region):
    brandenburg = RegionFactory(country=hesse.country, names={"de": "Brandenburg"})
    other = PlaceFactory(country=hesse.country, region=brandenburg, names={"de": "Frankfurt"}, geonames_id=2)
    assert found(side()) == (None, "place_unclear", sorted([frankfurt.pk, other.pk]), False)
    assert found(side(region="Brandenburg")) == (other.pk, "", [], False)
    assert found(side(geonames=2)) == (other.pk, "", [], False)
    # The other one is still to be chosen instead.
    both = sorted([frankfurt.pk, other.pk])
    assert found(side(), chosen=str(other.pk)) == (other.pk, "", both, False)
    assert found(side(latitude=1.0, longitude=2.0), chosen="new") == (0, "", both, True)
    assert found(side(), chosen="0") == (None, "place_unclear", both, False)


def test_a_city_and_a_region_of_one_name(frankfurt: Place):
    region = PlaceFactory(kind="region", country=frankfurt.country, region=None, names={"de": "Frankfurt"})
    assert found(side(kind="region")) == (region.pk, "", [], False)
    assert found(side(kind="city")) == (frankfurt.pk, "", [], False)


def test_unknown_places_need_country_and_coordinates(hesse: Region):
    assert found(side()) == (None, "place_unknown", [], False)
    assert found(side(latitude=1.0, longitude=2.0, country="")) == (None, "country_missing", [], False)
    assert found(side(latitude=91.0, longitude=2.0)) == (None, "bad_coordinates", [], False)
    assert found(side(latitude=1.0, longitude=2.0)) == (0, "", [], True)


def test_a_place_is_made_once_and_known_from_then_on(hesse: Region, django_assert_num_queries: Any):
    index = PlaceIndex()
    row = side(
        latitude=50.0, longitude=8.0, region="Hessen", population=5, geonames=9, names={"de": "Neu", "ru": "Ной"}
    )
    planned = index.find(row)
    assert [note["code"] for note in planned.notes] == ["makes_place", "names_missing"]
    index.expect(planned.place, planned.makes["names"])
    again = side(geonames=9, names={"de": "Anders"})
    assert index.find(again).place == planned.place
    pk, made = index.key_of(planned)
    assert (pk, index.key_of(index.find(again))) == (made, (pk, None))
    place = Place.objects.get(pk=pk)
    facts = (place.key, place.name_in("ru"), place.region, place.population, place.geonames_id, place.latitude)
    assert facts == ("neu", "Ной", hesse, 5, 9, 50.0)
    with django_assert_num_queries(0):
        assert index.find(side(names={"ru": "Ной"})).place.pk == pk


def test_finding_asks_the_database_nothing(frankfurt: Place):
    with CaptureQueriesContext(
        connection,
    ) as few:
        PlaceIndex()
    for number in range(5):
        PlaceFactory(country=frankfurt.country, names={"de": f"Ort {number}"})
    with CaptureQueriesContext(connection) as more:
        index = PlaceIndex()
    assert len(more) == len(few)
    with CaptureQueriesContext(connection) as finding:
        for number in range(5):
            assert index.find(side(names={"de": f"Ort {number}"})).place
    assert len(finding) == 0
