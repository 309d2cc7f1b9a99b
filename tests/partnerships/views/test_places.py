"""Pages of places and regions: names, figures, and all partnerships."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.content_store.models import ContentItem
from cms.entities.models import Place, PlaceName, Region
from partnerships.models import DirectoryPage
from partnerships.views import places
from tests.factories.directory import card, side, store
from tests.factories.entities import PlaceFactory

FIRST = 1_000_000
PLACE, REGION = "/de/partnerships/places/volgograd-1/", "/de/partnerships/regions/volgograd-oblast-1/"


@pytest.fixture
def stored(directory: DirectoryPage, chemnitz: Place, volgograd: Place) -> str:
    """A town, a second town and the region itself, each with a partnership; and one elsewhere."""
    Place.objects.filter(pk=volgograd.pk).update(
        population=1_013_533, population_year=2024, population_source="GeoNames, 2026-11-24"
    )
    PlaceName.objects.filter(entity=volgograd, kind="former").update(valid_from="1925-04-10", valid_to="1961")
    here: dict[str, Any] = {"region": "volgograd-oblast-1", "country": "RU"}
    store(
        card(FIRST + 1, side("chemnitz-1", region="saxony"), side("volgograd-1", "Wolgograd", **here), state="resting"),
        card(FIRST + 2, side("suhl", region="thuringia"), side("volzhsky", "Wolschski", **here)),
        card(
            FIRST + 3,
            side("hesse", region="hesse", kind="region"),
            side("oblast", "Gebiet Wolgograd", kind="region", **here),
        ),
        card(FIRST + 4, side("suhl", region="thuringia"), side("kaluga", region="kaluga-oblast", country="RU")),
    )
    return directory.url


def ids(cards: Any) -> list[int]:
    return [found["id"] - FIRST for found in cards]


def test_a_place_with_its_names_and_partnerships(client: Client, stored: str) -> None:
    response = client.get(PLACE)
    context = response.context
    assert (ids(context["cards"]), [row.page_id - FIRST for row in context["above"]]) == ([1], [3])
    assert context["summary"].startswith("1 Partnerschaft (Stand: ")
    assert [(name.text, name.languages) for name in context["names"]] == [
        ("Wolgograd", "Deutsch"), ("Волгоград", "Russisch"), ("Volgograd", "Englisch"),
    ]  # fmt: skip
    former = [(names.years, [name.text for name in names.names]) for names in context["former_names"]]
    assert former == [("1925–1961", ["Stalingrad", "Сталинград"])]
    content = response.content.decode()
    assert "1.013.533" in content
    assert "2024, Quelle: GeoNames, 24.\xa0November 2026<" in content
    assert f'href="{REGION}"' in content
    assert context["directory_url"] == f"{stored}?place=volgograd-1"
    assert [(row["state"], row["count"]) for row in context["states"]] == [("resting", 1)]


def test_a_region_with_what_it_has_and_what_is_in_it(client: Client, stored: str) -> None:
    context = client.get(REGION).context
    assert (ids(context["umbrella"]), ids(context["below"])) == ([3], [1, 2])
    assert [(partner["label"], partner["count"], partner["url"]) for partner in context["partners"]] == [
        ("Hesse", 1, f"{stored}?region=volgograd-oblast-1&region=hesse"),
        ("Saxony", 1, f"{stored}?region=volgograd-oblast-1&region=saxony"),
        ("Thuringia", 1, f"{stored}?region=volgograd-oblast-1&region=thuringia"),
    ]
    assert context["map"].pairs == 3


def test_a_region_shows_its_own_partnership_however_many_lie_in_it(
    client: Client, stored: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MOST_LISTED", 1)
    response = client.get(REGION)
    assert [ids(response.context[name]) for name in ("umbrella", "below")] == [[3], []]
    more = f'<a href="{stored}?region=volgograd-oblast-1">2 weitere Partnerschaften</a>'
    assert more in response.content.decode()
    ContentItem.objects.filter(type="partnerships.directory").update(public=False)
    for path in (PLACE, REGION):
        assert 'href=""' not in client.get(path).content.decode()


def test_what_has_no_public_partnership_has_no_page(client: Client, stored: str) -> None:
    PlaceFactory(key="nowhere")
    for path in ("places/nowhere", "places/unknown", "regions/saxony-anhalt", "regions/unknown"):
        assert client.get(f"/de/partnerships/{path}/").status_code == 404
    assert client.get(PLACE.replace("/de/", "/ru/")).status_code == 404
    assert Region.objects.filter(key="thuringia").exists() is False
    assert client.get("/de/partnerships/regions/thuringia/").status_code == 404


def test_a_name_of_many_languages_names_them_all(client: Client, stored: str, volgograd: Place) -> None:
    PlaceName.objects.filter(entity=volgograd, kind="official").update(text="Wolgograd")
    names = client.get(PLACE).context["names"]
    assert [(name.text, name.languages) for name in names] == [("Wolgograd", "Deutsch, Russisch und Englisch")]


def test_other_languages_and_structured_data(client: Client, stored: str) -> None:
    russian = card(FIRST + 11, side("chemnitz-1"), side("volgograd-1", country="RU"), locale="ru", url="/ru/p/11/")
    store(russian)
    response = client.get(PLACE)
    assert response.context["alternates"] == [
        ("de", f"http://localhost{PLACE}"),
        ("ru", f"http://localhost{PLACE.replace('/de/', '/ru/')}"),
        ("x-default", f"http://localhost{PLACE}"),
    ]
    found = json.loads(re.search(r'ld\+json">(.*?)</script>', response.content.decode(), re.S)[1])
    assert (found["@type"], found["name"], found["alternateName"]) == (
        "City",
        "Wolgograd",
        ["Stalingrad", "Volgograd", "Волгоград", "Сталинград"],
    )


@pytest.mark.parametrize("path", [PLACE, REGION])
def test_more_partnerships_cost_no_more_queries(client: Client, stored: str, path: str) -> None:
    def queries() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        return len(found)

    few = queries()
    here: dict[str, Any] = {"region": "volgograd-oblast-1", "country": "RU"}
    store(*(card(FIRST + number, side(f"town-{number}"), side("volgograd-1", **here)) for number in (20, 21)))
    assert queries() == few


def test_the_sitemap_knows_numbers_places_and_regions(client: Client, stored: str) -> None:
    content = client.get("/sitemap.xml").content.decode()
    found = re.findall(r"<loc>http://localhost(/de/partnerships/[^<]*)</loc>", content)
    assert sorted(found) == sorted(
        [
            "/de/partnerships/numbers/",
            *(
                f"/de/partnerships/regions/{key}/"
                for key in ("saxony", "thuringia", "hesse", "kaluga-oblast", "volgograd-oblast-1")
            ),
            *(
                f"/de/partnerships/places/{key}/"
                for key in ("chemnitz-1", "suhl", "hesse", "kaluga", "oblast", "volgograd-1", "volzhsky")
            ),
        ]
    )
