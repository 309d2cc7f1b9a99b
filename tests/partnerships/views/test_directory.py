"""The directory's page: one result in three views, narrowed, ordered, shared by its address."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import ContentItem
from cms.content_store.signals import item_changed
from cms.delivery.services.periods import date_text
from partnerships.models import DirectoryPage
from partnerships.services.directory.freshness import TYPE
from partnerships.services.remembering import Remembered
from partnerships.views import maps
from tests.factories.directory import card, side, store
from tests.factories.entities import CountryFactory

SUHL = side("suhl", region="thuringia", latitude=50.6, longitude=10.7)
GERA = side("gera", region="thuringia", latitude=50.9, longitude=12.1)
KIEL = side("kiel", region="holstein", latitude=54.3, longitude=10.1)
KALUGA = side("kaluga", region="kaluga-oblast", country="RU", latitude=54.5, longitude=36.2)
PSKOV = side("pskov", region="pskov-oblast", country="RU", latitude=57.8, longitude=28.3)
FIRST = 1_000_001
CARDS = (
    card(FIRST, SUHL, KALUGA, state="resting", since="1969", distance_km=1700, topics=["youth"]),
    card(FIRST + 1, GERA, PSKOV, since="1972", distance_km=1300, confirmed_on="2026-03-01"),
    card(FIRST + 2, KIEL, PSKOV, state="resting", distance_km=1200, kind="friendship", kind_label="Freundschaft"),
)


@pytest.fixture
def three(directory: DirectoryPage) -> str:
    """The address of a directory of three partnerships."""
    CountryFactory(code="DE", names={"de": "Deutschland"})
    CountryFactory(code="RU", names={"de": "Russland"})
    store(*CARDS)
    return directory.url


def titles(response: HttpResponse) -> list[str]:
    return [shown["title"] for shown in response.context["cards"]]


def words(response: HttpResponse, pattern: str) -> list[str]:
    """What a pattern finds, each on one line."""
    return [" ".join(found.split()) for found in re.findall(pattern, response.content.decode(), re.S)]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("", ["Gera – Pskov", "Kiel – Pskov", "Suhl – Kaluga"]),
        ("?order=since", ["Suhl – Kaluga", "Gera – Pskov", "Kiel – Pskov"]),
        ("?state=resting&view=table", ["Kiel – Pskov", "Suhl – Kaluga"]),
        ("?state=resting&region=thuringia&view=map", ["Suhl – Kaluga"]),
        ("?view=map&bounds=27,57,29,59", ["Gera – Pskov", "Kiel – Pskov"]),
        ("?q=kal&page=9", ["Suhl – Kaluga"]),
    ],
)
def test_the_address_says_what_is_shown(client: Client, three: str, parameters: str, expected: list[str]) -> None:
    response = client.get(f"{three}{parameters}")
    assert (response.status_code, titles(response)) == (200, expected)


def test_numbers_filters_and_active_words(client: Client, three: str) -> None:
    response = client.get(f"{three}?state=resting&region=thuringia")
    today = date_text(timezone.localdate(), "de")
    assert words(response, r'id="directory-total" tabindex="-1">(.*?)</h2>') == [f"1 Partnerschaft (Stand: {today})"]
    assert client.get(three).context["summary"] == f"3 Partnerschaften, davon 2 ruhend (Stand: {today})"
    assert words(response, r"<legend[^>]*>(.*?)</legend>") == ["Stand heute", "Region: Deutschland"]
    chosen = [(found.label, found.value, found.address) for found in response.context["active_filters"]]
    assert chosen == [
        ("Stand heute", "ruht", f"{three}?region=thuringia"),
        ("Region", "Thuringia", f"{three}?state=resting"),
    ]
    counts = {
        (found.identity, choice.label): (choice.count, choice.chosen)
        for found in response.context["filters"]
        for choice in found.open
    }
    assert counts["state", "aktiv"] == (1, False)
    assert counts["region-de", "Holstein"] == (1, False)
    assert counts["region-de", "Thuringia"] == (1, True)


def test_the_language_switch_keeps_what_is_asked(client: Client, in_russian: Page, three: str) -> None:
    store(card(FIRST + 9, SUHL, KALUGA, state="resting", locale="ru", url="/ru/p/9/"))
    switch = r'<a href="([^"]+)" lang="ru" hreflang="ru">'
    asked = "state=resting&region=thuringia&order=since&view=table"
    (address,) = words(client.get(f"{three}?{asked}&page=1&nonsense=1"), switch)
    assert address == f"{in_russian.url}?{asked}".replace("&", "&amp;")
    assert client.get(address.replace("&amp;", "&")).context["result"].total == 1
    assert words(client.get(f"{three}?page=2"), switch) == [in_russian.url]


def test_everything_works_by_form_and_links(client: Client, three: str) -> None:
    response = client.get(f"{three}?view=table&state=resting&place=pskov")
    kept = words(response, r'<input type="hidden" name="([^"]+" value="[^"]+)')
    assert kept == ['view" value="table', 'place" value="pskov']
    assert words(response, r'<input type="checkbox" form="directory-form" name="state" value="(\w+)" checked') == [
        "resting"
    ]
    assert words(response, r'<a href="([^"]+)" aria-current="true" rel="nofollow">') == [
        f"{three}?state=resting&amp;place=pskov&amp;view=table"
    ]


def test_only_the_plain_directory_is_indexed(client: Client, three: str) -> None:
    robots = {
        parameters: b'content="noindex"' in client.get(f"{three}{parameters}").content
        for parameters in ("", "?view=map", "?q=x")
    }
    assert robots == {"": False, "?view=map": True, "?q=x": True}


def test_the_table_says_how_it_is_ordered(client: Client, three: str) -> None:
    response = client.get(f"{three}?view=table&order=since")
    assert words(response, r'aria-sort="(\w+)"') == ["ascending"]
    assert response.context["columns"]["since"].address == f"{three}?order=-since&view=table"
    assert words(response, r'<td class="pair-table__number">(.*?)</td>') == ["1.700 km", "1.300 km", "1.200 km"]


def test_the_map_draws_what_is_selected(client: Client, three: str) -> None:
    drawing = client.get(f"{three}?view=map&state=resting").context["map"]
    assert (drawing.pairs, [(row.state, row.count) for row in drawing.states]) == (2, [("resting", 2)])
    assert {mark.url for mark in drawing.sheets[0].marks} >= {SUHL["url"], KIEL["url"]}


def test_a_map_is_drawn_once_and_nobody_has_them_drawn_without_end(
    client: Client, three: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maps, "MOST_DRAWN", 2)
    # No minute ends between the requests.
    monkeypatch.setattr(maps, "WINDOW", timedelta(days=365))
    monkeypatch.setattr(maps, "surveys", Remembered(4))
    asked = [f"{three}?view=map&bounds={west},57,29,59" for west in (27, 27.001, 20, 10)]
    answers = [client.get(address, REMOTE_ADDR="198.51.100.8") for address in asked]
    first, again, *_others = (answer.context["map"] for answer in answers)
    assert again is first
    assert len(maps.surveys) == 1
    assert [answer.context["map"] is None for answer in answers] == [False, False, False, True]
    assert "Von hier wurden gerade zu viele Karten verlangt" in answers[3].content.decode()
    assert titles(answers[3]) == ["Gera – Pskov", "Kiel – Pskov"]
    assert client.get(asked[3], REMOTE_ADDR="203.0.113.8").context["map"] is not None


def test_pages_of_the_result(client: Client, directory: DirectoryPage) -> None:
    store(*(card(FIRST + number, SUHL, KALUGA) for number in range(51)))
    response = client.get(f"{directory.url}?page=2")
    assert (len(titles(response)), response.context["first_number"]) == (1, 51)
    assert (response.context["previous_page"], response.context["next_page"]) == (directory.url, "")


def test_three_cost_as_many_queries_as_one(client: Client, three: str) -> None:
    queries = {}
    for parameters in ("?kind=friendship", "", "?view=table", "?view=map"):
        client.get(f"{three}{parameters}")
        with CaptureQueriesContext(connection) as found:
            client.get(f"{three}{parameters}")
        queries[parameters] = len(found)
    assert set(queries.values()) == {queries[""]}


def test_what_is_withdrawn_or_embargoed_is_gone_at_once(client: Client, three: str) -> None:
    ContentItem.objects.filter(pk=FIRST).update(public=False)
    item_changed.send(ContentItem, page_id=FIRST, item_type=TYPE, locale="de", removed=True)
    store(CARDS[1], expires_at=timezone.now())
    assert titles(client.get(three)) == ["Kiel – Pskov"]
    assert b"Suhl" not in client.get(three).content


def test_texts_from_outside_stay_texts(client: Client, directory: DirectoryPage) -> None:
    evil: dict[str, Any] = card(FIRST, side("suhl", name="<b>Suhl"), KALUGA)
    store(evil)
    content = client.get(f"{directory.url}?q=%3Cscript%3E&topic=%22%3E%3Cscript%3E").content.decode()
    assert "<script>" not in content
    assert "<b>Suhl" not in client.get(directory.url).content.decode()
