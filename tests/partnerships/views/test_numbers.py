"""Numbers of today: on a page, as files, and for other sites."""

import csv
import io
import re

import pytest
from django.http import HttpResponse
from django.test import Client

from cms.content_store.models import ContentItem
from partnerships.models import DirectoryPage
from tests.factories.directory import card, side, store
from tests.factories.entities import CountryFactory, PlaceFactory, RegionFactory
from tests.factories.pages import publish

SUHL = side("suhl", region="thuringia")
KIEL = side("kiel", region="holstein")
KALUGA = side("kaluga", region="kaluga-oblast", country="RU")
FIRST = 1_000_000
PAGE = "/de/partnerships/numbers/"


@pytest.fixture
def stored(directory: DirectoryPage) -> str:
    CountryFactory(code="DE", names={"de": "Deutschland"})
    CountryFactory(code="RU", names={"de": "Russland"})
    store(
        card(FIRST + 1, SUHL, KALUGA, state="resting", since="1969", topics=["youth"]),
        card(FIRST + 2, KIEL, KALUGA, since="1991-05", topics=["youth", "culture"]),
        card(FIRST + 3, KIEL, SUHL, KALUGA, state="resting"),
    )
    return directory.url


def test_the_page_counts_what_is_public(client: Client, stored: str) -> None:
    response = client.get(PAGE)
    assert response.context["summary"].startswith("3 Partnerschaften, davon 2 ruhend (Stand: ")
    charts = {entry["chart"].identity: entry["chart"] for entry in response.context["charts"]}
    shown = {name: [(shape.bar.label, shape.bar.count) for shape in chart.shapes] for name, chart in charts.items()}
    assert shown == {
        "states": [("aktiv", 1), ("ruht", 2)],
        "decades": [("1960–1969", 1), ("1990–1999", 1), ("nicht bekannt", 1)],
        "regions-de": [("Holstein", 2), ("Thuringia", 2)],
        "regions-ru": [("Kaluga-oblast", 3)],
        "kinds": [("Partnerschaft", 3)],
        "levels": [("Stadt oder Gemeinde", 3)],
        "topics": [("Youth", 2), ("Culture", 1)],
    }
    assert charts["states"].title == "Partnerschaften nach Stand"
    assert charts["regions-ru"].title == "Partnerschaften nach Region: Russland"
    assert (charts["states"].total, charts["topics"].total) == (3, None)
    assert charts["states"].shapes[1].bar.url == f"{stored}?state=resting"
    assert [shape.bar.short for shape in charts["decades"].shapes] == ["1960er", "1990er", "k.\xa0A."]


def test_numbers_of_a_part(client: Client, stored: str) -> None:
    response = client.get(f"{PAGE}?topic=culture")
    assert response.context["summary"].startswith("1 Partnerschaft (Stand: ")
    assert response.context["charts"][0]["chart"].shapes[0].bar.url == f"{stored}?state=active&topic=culture"
    assert bars(response)["topics"] == [("Culture", 1, f"{stored}?topic=culture"), ("Youth", 1, "")]
    assert b'content="noindex"' in response.content
    assert b'content="noindex"' not in client.get(PAGE).content


def bars(response: HttpResponse) -> dict[str, list[tuple[str, int, str]]]:
    """Per chart what each bar is called, counts and leads to."""
    charts = [entry["chart"] for entry in response.context["charts"]]
    return {
        chart.identity: [(shape.bar.label, shape.bar.count, shape.bar.url) for shape in chart.shapes]
        for chart in charts
    }


def test_a_bar_leads_to_exactly_what_it_counts(client: Client, stored: str) -> None:
    found = bars(client.get(f"{PAGE}?region=thuringia&region=holstein"))
    assert found["regions-de"] == [
        ("Holstein", 2, f"{stored}?region=holstein"),
        ("Thuringia", 2, f"{stored}?region=thuringia"),
    ]
    found = bars(client.get(f"{PAGE}?region=thuringia"))
    chosen = f"{stored}?region=thuringia"
    assert found["regions-de"] == [("Thuringia", 2, chosen), ("Holstein", 1, "")]
    assert found["regions-ru"] == [("Kaluga-oblast", 2, f"{chosen}&region=kaluga-oblast")]
    for _label, count, address in (bar for name in ("regions-de", "regions-ru") for bar in found[name] if bar[2]):
        assert client.get(address).context["result"].total == count


def test_without_a_directory_nothing_leads_there(client: Client, stored: str) -> None:
    ContentItem.objects.filter(type="partnerships.directory").update(public=False)
    response = client.get(f"{PAGE}?region=thuringia")
    assert response.context["directory_url"] == ""
    assert {url for bars_of_chart in bars(response).values() for *_bar, url in bars_of_chart} == {""}


def test_all_numbers_as_a_table(client: Client, stored: str) -> None:
    response = client.get("/de/partnerships/numbers.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["Was gezählt wird", "Wert", "Anzahl", "Stand"]
    assert [row[:3] for row in rows[1:3]] == [
        ["Partnerschaften nach Stand", "aktiv", "1"],
        ["Partnerschaften nach Stand", "ruht", "2"],
    ]


def test_a_chart_stands_by_itself(client: Client, stored: str) -> None:
    response = client.get(f"{PAGE}states.svg")
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response.content.decode().startswith(("<?xml", "<svg"))
    assert "'sha256-" in response["Content-Security-Policy"]
    for missing in ("states2", "regions-xx", "regions-"):
        assert client.get(f"{PAGE}{missing}.svg").status_code == 404
        assert client.get(f"{PAGE}{missing}/embed/").status_code == 404


def test_only_the_embedded_chart_may_be_framed(client: Client, stored: str) -> None:
    embedded, page = client.get(f"{PAGE}states/embed/"), client.get(PAGE)
    assert "X-Frame-Options" not in embedded
    assert "frame-ancestors *" in embedded["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert embedded.cookies == {}
    assert re.findall("<h1>(.*?)</h1>", embedded.content.decode()) == ["Partnerschaften nach Stand"]
    assert re.findall(r"https?://(?!localhost)[^/\"]+", embedded.content.decode()) == []


def test_the_code_for_other_sites_is_shown_not_run(client: Client, stored: str) -> None:
    content = client.get(PAGE).content.decode()
    assert "<iframe" not in content
    assert (
        "&lt;iframe src=&quot;http://localhost/de/partnerships/numbers/states/embed/&quot; "
        "title=&quot;Partnerschaften nach Stand&quot;"
    ) in content


def test_without_partnerships_there_is_nothing_to_count(client: Client, directory: DirectoryPage) -> None:
    response = client.get(PAGE)
    assert (response.status_code, response.context["charts"]) == (200, [])


def marked(response: HttpResponse) -> list[tuple[str, str]]:
    """What the navigation marks as where the reader is."""
    navigation = re.search(r'<nav class="site-navigation"[^>]*>(.*?)</nav>', response.content.decode(), re.DOTALL)[1]
    return re.findall(r'href="([^"]+)" aria-current="(\w+)"', navigation)


def test_the_navigation_marks_the_directory(client: Client, stored: str, directory: DirectoryPage) -> None:
    directory.show_in_menus = True
    publish(directory)
    region, place = "/de/partnerships/regions/thuringia/", "/de/partnerships/places/suhl/"
    PlaceFactory(key="suhl", region=RegionFactory(key="thuringia"))
    for address in (PAGE, region, place):
        assert (address, marked(client.get(address))) == (address, [(stored, "true")])
    assert marked(client.get(stored)) == [(stored, "page")]


def test_requests_are_no_part_of_a_directory_that_is_called_like_their_address(
    client: Client, directory: DirectoryPage
) -> None:
    directory.show_in_menus, directory.slug = True, "partnerships"
    publish(directory)
    assert marked(client.get("/de/partnerships/requests/new/")) == []
