"""The loader of shipped entities creates what is missing in few queries and changes nothing else."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.entities.models import Country, Person, Place, PlaceName, Region
from cms.management.demo.entities import EntityLoader
from cms.management.demo.pages import Builder

pytestmark = pytest.mark.django_db

REGION = """
[[region]]
key = "region-{number}"
country = "de"
kind = "state"
names = [{{language = "de", text = "Region {number}"}}]
"""
PLACE = """
[[place]]
key = "place-{number}"
kind = "city"
country = "de"
region = "region-{number}"
geonames_id = {number}
names = [
  {{language = "de", text = "Nürnberg {number}"}},
  {{language = "ru", kind = "former", text = "Щёлково {number}", valid_from = "1900", valid_to = "1950"}},
]
"""


@pytest.fixture
def loader() -> EntityLoader:
    """A loader that has the host's entities."""
    loader = EntityLoader()
    loader.load()
    return loader


def folder_of(path: Path, numbers: range) -> Path:
    """A folder of a plugin with regions and places of these numbers."""
    (path / "regions.toml").write_text("".join(REGION.format(number=number) for number in numbers), encoding="utf-8")
    (path / "places.toml").write_text("".join(PLACE.format(number=number) for number in numbers), encoding="utf-8")
    return path


def test_a_plugins_folder_adds_to_the_hosts_entities(loader: EntityLoader, tmp_path: Path):
    assert loader.load_folder(folder_of(tmp_path, range(1, 3))) == 4
    place = Place.objects.get(key="place-2")
    assert loader.get("place", "place-2") == place
    assert (place.country.code, place.region.key, place.geonames_id) == ("DE", "region-2", 2)
    assert list(
        place.names.values_list("sort_order", "language", "kind", "text", "folded", "valid_from", "valid_to")
    ) == [
        (0, "de", "official", "Nürnberg 2", "nurnberg 2", "", ""),
        (1, "ru", "former", "Щёлково 2", "xelkovo 2", "1900", "1950"),
    ]
    assert [found.key for found in Place.objects.search("Shchelkovo 2")] == ["place-2"]


def test_a_plugin_asks_the_builder_for_its_folder(loader: EntityLoader, tmp_path: Path):
    demo = Builder(loader, print)
    demo.load_entities(folder_of(tmp_path, range(1, 2)))
    assert demo.entity("place", "place-1") == Place.objects.get(key="place-1")
    assert demo.entity("place", "kaluga") == Place.objects.get(key="kaluga")


def test_entities_of_every_kind_have_their_rows(loader: EntityLoader):
    for kind in ("country", "region", "place", "topic", "organisation", "person"):
        model = type(loader.get(kind, next(key for known, key in loader._found if known == kind)))
        assert model.objects.exists()
        assert not model.objects.filter(names__isnull=True).exists()
    assert not Person.objects.filter(functions__isnull=True).exists()
    assert not PlaceName.objects.filter(folded="").exists()


def test_a_second_run_creates_nothing_and_finds_everything(loader: EntityLoader, tmp_path: Path):
    folder = folder_of(tmp_path, range(1, 3))
    loader.load_folder(folder)
    rows = PlaceName.objects.count()
    again = EntityLoader()
    assert (again.load(), again.load_folder(folder)) == (0, 0)
    assert again.get("place", "place-1") == Place.objects.get(key="place-1")
    assert PlaceName.objects.count() == rows


def test_what_staff_edited_stays(loader: EntityLoader, tmp_path: Path):
    folder = folder_of(tmp_path, range(1, 3))
    loader.load_folder(folder)
    place = Place.objects.get(key="place-1")
    place.names.filter(kind="former").delete()
    place.names.update(text="Nuremberg")
    Place.objects.filter(pk=place.pk).update(geonames_id=99)
    Place.objects.get(key="place-2").delete()
    again = EntityLoader()
    again.load()
    assert again.load_folder(folder) == 1
    assert list(place.names.values_list("text", flat=True)) == ["Nuremberg"]
    assert Place.objects.get(pk=place.pk).geonames_id == 99
    assert Place.objects.get(key="place-2").names.count() == 2


def test_a_folder_with_an_unknown_country_is_refused_and_leaves_nothing(loader: EntityLoader, tmp_path: Path):
    (tmp_path / "regions.toml").write_text(REGION.format(number=1), encoding="utf-8")
    (tmp_path / "places.toml").write_text(
        PLACE.format(number=1).replace('"de"\nregion', '"xx"\nregion'), encoding="utf-8"
    )
    with pytest.raises(KeyError):
        loader.load_folder(tmp_path)
    assert not Region.objects.filter(key="region-1").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(loader: EntityLoader, tmp_path: Path, count: int):
    folder = folder_of(tmp_path, range(count))
    with CaptureQueriesContext(connection) as first:
        loader.load_folder(folder)
    with CaptureQueriesContext(connection) as second:
        loader.load_folder(folder)
    # A savepoint of two; per kind one to find, one for the entities, one for their names.
    assert (len(first), len(second)) == (8, 4)
    assert Country.objects.count() == 2
