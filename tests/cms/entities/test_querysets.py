"""Entities are found by any name in any spelling and listed by the name shown."""

import pytest
from django.utils import translation

from cms.entities.models import Place
from tests.factories.entities import PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns() -> None:
    PlaceFactory(
        key="wolgograd",
        names={"de": "Wolgograd", "ru": "Волгоград", "en": "Volgograd"},
        other_names=[("de", "former", "Stalingrad"), ("ru", "former", "Царицын")],
    )
    PlaceFactory(key="nischni-nowgorod", names={"de": "Nischni Nowgorod", "ru": "Нижний Новгород"})
    PlaceFactory(key="dueren", names={"de": "Düren"})


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Волгоград", ["wolgograd"]),
        ("volgo", ["wolgograd"]),
        ("Stalingrad", ["wolgograd"]),
        ("Zarizyn", ["wolgograd"]),
        ("Novgorod Nizhny", ["nischni-nowgorod"]),
        ("grad", ["wolgograd"]),
        ("duren", ["dueren"]),
        ("Wolgograd Nischni", []),
        ("", ["dueren", "nischni-nowgorod", "wolgograd"]),
        ("---", ["dueren", "nischni-nowgorod", "wolgograd"]),
    ],
)
def test_search(towns: None, text: str, keys: list[str]):
    assert [place.key for place in Place.objects.search(text).order_by("key")] == keys


def test_the_order_is_that_of_the_names_shown(towns: None):
    with translation.override("ru"):
        assert [str(place) for place in Place.objects.by_name()] == ["Düren", "Волгоград", "Нижний Новгород"]
    with translation.override("de"):
        assert [str(place) for place in Place.objects.by_name()] == ["Düren", "Nischni Nowgorod", "Wolgograd"]


def test_an_entity_without_names_is_listed_by_its_key():
    PlaceFactory(key="nameless", names={})
    assert [(place.shown_name, str(place)) for place in Place.objects.by_name()] == [("nameless", "nameless")]


def test_who_lacks_a_name(towns: None):
    assert [place.key for place in Place.objects.without_name_in("ru")] == ["dueren"]
