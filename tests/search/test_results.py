"""What the search page says beside its hits, and what helps where there are none."""

import re
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion

from cms.entities.models import Place
from search.engines.elastic import clients
from search.engines.elastic.breaker import breaker
from search.models import MissedSearch
from search.services import missed, throttling
from search.services.promoted import best_bets
from tests.factories.accounts import UserFactory
from tests.factories.pages import publish
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.factories.site import build_site, home_of
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import black_hole, recording
from tests.search_server.troubles import nothing_found

Show = Callable[[str], str]
EMPTY = 'class="empty"'


@pytest.fixture
def towns(db: None) -> tuple[Place, Place]:
    build_site()
    cache.clear()
    towns = two_towns()
    towns[1].names.add(type(towns[1].names.first())(language="de", kind="former", text="Stalingrad"))
    towns[1].save()
    publish(profile(german_directory(), *towns))
    return towns


@pytest.fixture
def show(client: Client) -> Show:
    return lambda address: " ".join(client.get(address).content.decode().split())


def test_kinds_stand_beside_each_other_with_their_counts(towns: tuple[Place, Place], client: Client) -> None:
    address = "/de/search/?q=Wolgograd"
    everything, *kinds = client.get(f"{address}&country=RU").context["kinds"]
    assert (str(everything.label), everything.count, everything.active, everything.address) == (
        "Alle", 3, True, f"{address}&country=RU",
    )  # fmt: skip
    assert sorted((str(kind.label), kind.count, kind.active, kind.address) for kind in kinds) == [
        ("Ort", 1, False, f"{address}&country=RU&type=partnerships.place"),
        ("Partnerschaft", 1, False, f"{address}&country=RU&type=partnerships.partnership"),
        ("Region", 1, False, f"{address}&country=RU&type=partnerships.region"),
    ]
    context = client.get(f"{address}&type=partnerships.region").context
    assert [str(kind.label) for kind in context["kinds"] if kind.active] == ["Region"]
    assert [hit.card["title"] for hit in context["result"].hits] == ["Gebiet Wolgograd"]


def test_what_was_read_instead_of_what_was_typed(towns: tuple[Place, Place], show: Show) -> None:
    html = show("/de/search/?q=Wolgogrod&country=RU")
    assert "Ergebnisse für <strong>Wolgograd</strong>." in html
    assert 'href="/de/search/?q=Wolgogrod&amp;country=RU&amp;as_typed=1"' in html
    assert "Ergebnisse für" not in show("/de/search/?q=Wolgogrod&as_typed=1")
    assert "Nichts enthält alle diese Wörter" in show("/de/search/?q=Wolgograd+Eisenbahn&as_typed=1")


def test_nothing_found_helps(towns: tuple[Place, Place], client: Client, show: Show) -> None:
    address = "/ru/search/?q=Волгоград"
    context = client.get(address).context
    assert [(other.code, other.total, other.address) for other in context["other_languages"]] == [
        ("de", 4, "/de/search/?q=%D0%92%D0%BE%D0%BB%D0%B3%D0%BE%D0%B3%D1%80%D0%B0%D0%B4&as_typed=1")
    ]
    html = show(address)
    assert EMPTY in html
    assert 'lang="de"><li><a href=' in html
    similar = client.get("/de/search/?q=Wolgogxxx&as_typed=1").context["similar"]
    assert [name.title for name in similar][:1] == ["Wolgograd"]
    assert "Ohne Filter suchen" in show("/de/search/?q=Wolgograd&country=FR")


def test_a_page_without_results_waits_for_the_server_no_longer_than_one_search(
    towns: tuple[Place, Place], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words are asked in three languages and corrected; a server that always answers late fails, too."""
    monkeypatch.setattr(clients, "SWIFT", 0.05)
    monkeypatch.setattr(clients, "PATIENCE", 0.1)
    with black_hole() as address, searching_on(address):
        assert client.get("/ru/search/?q=Wolgogrda+Zugvogel").status_code == 200
        assert breaker.fail_counter == 1
    answers = {
        f"/test-{language}/{path}": (200, nothing_found(9))
        for language in ("de", "ru", "en")
        for path in ("_msearch", "_count")
    }
    with recording(answers, delay=0.04) as server, searching_on(server.address):
        assert EMPTY in client.get("/ru/search/?q=Wolgogrda&as_typed=1").content.decode()
        assert 1 <= len(server.requests) <= 3


def test_best_bets_of_staff_stand_first_while_they_are_public(towns: tuple[Place, Place], show: Show) -> None:
    query = Query.get("Partner finden")
    SearchPromotion.objects.create(query=query, page=home_of("de"), description="Hier beginnen", sort_order=0)
    SearchPromotion.objects.create(
        query=query, external_link_url="https://example.org/", external_link_text="Beispiel", sort_order=1
    )
    SearchPromotion.objects.create(query=query, page=home_of("ru"), sort_order=2)
    assert [(bet.url, bet.description) for bet in best_bets("  partner FINDEN ", "de")] == [
        ("/de/", "Hier beginnen"), ("https://example.org/", ""),
    ]  # fmt: skip
    html = show("/de/search/?q=Partner+finden")
    assert re.search(r'id="best-bets">Empfohlen</h2> <ul><li><a href="/de/">', html)
    assert QueryDailyHits.objects.count() == 0
    home_of("de").unpublish()
    assert [bet.url for bet in best_bets("partner finden", "de")] == ["https://example.org/"]


def test_searches_in_vain_are_kept_from_the_third_network_on(towns: tuple[Place, Place], client: Client) -> None:
    for number in (1, 2, 2, 1):
        client.get("/de/search/?q=Eisenbahn", REMOTE_ADDR=f"192.0.2.{number}")
    assert not MissedSearch.objects.exists()
    for number, text in enumerate(("Eisenbahn", "  EISENBAHN ", "Wolgograd", "Eisenbahn&country=RU"), 3):
        client.get(f"/de/search/?q={text}", REMOTE_ADDR=f"192.0.2.{number}")
    rows = MissedSearch.objects.values_list("day", "locale", "text", "searches")
    assert list(rows) == [(timezone.localdate(), "de", "eisenbahn", 4)]


@pytest.mark.parametrize("text", ["anna@example.org", "0371 48812-34", "+7 (8442) 30-50-00", "x" * 101, " "])
def test_what_may_be_somebody_is_never_kept(db: None, text: str) -> None:
    cache.clear()
    for number in range(4):
        missed.note(text, "de", f"192.0.2.{number}")
    assert not MissedSearch.objects.exists()


def test_years_may_be_kept_and_old_ones_go(db: None) -> None:
    cache.clear()
    for number in range(3):
        missed.note("Treffen 2018", "de", f"192.0.2.{number}")
    MissedSearch.objects.create(day=timezone.localdate() - missed.KEPT * 2, locale="de", text="alt", searches=3)
    assert missed.forget_old() == 1
    assert [row.text for row in MissedSearch.objects.all()] == ["treffen 2018"]


def test_staff_see_the_commonest_searches_in_vain(db: None, admin_client: Client) -> None:
    day = timezone.localdate()
    for text, searches in (("bahn", 3), ("boot", 9)):
        MissedSearch.objects.create(day=day, locale="de", text=text, searches=searches)
    MissedSearch.objects.create(day=day - missed.KEPT / 2, locale="de", text="bahn", searches=7)
    response = admin_client.get("/admin/reports/missed-searches/")
    assert [(row["text"], row["searches_of_all"]) for row in response.context["rows"]] == [("bahn", 10), ("boot", 9)]
    other = Client()
    other.force_login(UserFactory())
    assert other.get("/admin/reports/missed-searches/").status_code in (302, 403)


def test_suggestions_while_somebody_types(
    towns: tuple[Place, Place], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = client.get("/de/search/suggestions/?q=stalin").json()["suggestions"]
    assert found[0] == {
        "label": "Stalingrad → Wolgograd", "note": "Ort", "language": "",
        "url": "/de/partnerships/places/volgograd-2/",
    }  # fmt: skip
    monkeypatch.setattr(throttling, "MOST_SUGGESTIONS", 0)
    assert client.get("/de/search/suggestions/?q=stalin").status_code == 429


def test_browsers_learn_of_the_search(towns: tuple[Place, Place], client: Client, show: Show) -> None:
    response = client.get("/ru/search/opensearch.xml")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ET.fromstring(response.content)  # noqa: S314
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert [url.get("template") for url in root.findall("o:Url", names)] == [
        "http://localhost/ru/search/?q={searchTerms}", "http://localhost/ru/search/opensearch.xml",
    ]  # fmt: skip
    assert 0 < len(root.findtext("o:ShortName", namespaces=names)) <= 16
    assert 'rel="search" type="application/opensearchdescription+xml"' in show("/de/")


def test_who_searches_without_end_waits(
    towns: tuple[Place, Place], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "MOST_SEARCHES", 1)
    monkeypatch.setattr(throttling, "WINDOW", timedelta(days=365))
    answers = [client.get(f"/de/search/{query}", REMOTE_ADDR="192.0.2.77") for query in ("?q=a", "?q=b", "")]
    assert [answer.status_code for answer in answers] == [200, 429, 200]
    assert "Bitte suchen Sie in einer Minute noch einmal." in answers[1].content.decode()
    assert (answers[1]["Cache-Control"], 'value="b"' in answers[1].content.decode()) == ("no-store", True)
    directory = [
        client.get(f"/de/partnerschaften/{query}", REMOTE_ADDR="192.0.2.77")
        for query in ("?q=a", "?q=b", "?view=table")
    ]
    assert [answer.status_code for answer in directory] == [200, 429, 200]
    assert "Bitte suchen Sie in einer Minute noch einmal." in directory[1].content.decode()
