"""What older pages say when a partnership they are related to has changed since."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from cms.plugins.registry import registry
from news.models import NewsIndexPage
from partnerships.models import PartnershipPage
from partnerships.slots import page_context
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section, relate, restrict
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.factories.site import build_site, home_of

# An article without related pages.
PLAIN = 12
CHANGED = {"state": "suspended", "starts": "2022-03-10", "decided_by": "mayor"}


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[int, list[int]]]:
    """An index of news and three changed pairs, built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        directory, towns = german_directory(), two_towns()
        index = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
        yield index.pk, [publish(profile(directory, *towns, changes=[CHANGED])).pk for _number in range(3)]
        transaction.set_rollback(True)


@pytest.fixture
def index(built: tuple[int, list[int]], db: None) -> NewsIndexPage:
    return NewsIndexPage.objects.get(pk=built[0])


@pytest.fixture
def pairs(built: tuple[int, list[int]], db: None) -> list[PartnershipPage]:
    return list(PartnershipPage.objects.filter(pk__in=built[1]).order_by("pk"))


@pytest.fixture
def pair(pairs: list[PartnershipPage]) -> PartnershipPage:
    return pairs[0]


def article(index: NewsIndexPage, day: str, *pairs: PartnershipPage, **fields: Any) -> str:
    """The address of an article of a day about pairs."""
    page = ArticlePageFactory(parent=index, date=datetime.date.fromisoformat(day), **fields)
    for pair in pairs:
        relate(page, pair)
    return publish(page).get_url_parts()[2]


def banner(client: Client, path: str) -> str:
    found = BeautifulSoup(client.get(path).content.decode(), "html.parser").select_one("main > .context-banner")
    return " ".join(found.get_text(" ").replace("\xa0", " ").split()) if found else ""


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (
            "2022-03-09",
            (
                "Geschrieben am 9. März 2022 . Seither hat sich der Stand einer Partnerschaft geändert: "
                "Chemnitz – Wolgograd : Ausgesetzt seit dem 10. März 2022, auf Entscheidung des Stadtoberhaupts."
            ),
        ),
        ("2022-03-10", ""),
        ("2022-03-11", ""),
    ],
)
def test_before_on_and_after_the_day(
    client: Client, index: NewsIndexPage, pair: PartnershipPage, day: str, text: str
) -> None:
    assert banner(client, article(index, day, pair)) == text


def test_a_later_change_of_the_page_counts(client: Client, index: NewsIndexPage, pair: PartnershipPage) -> None:
    assert banner(client, article(index, "2021-01-01", pair, changed_on=datetime.date(2022, 4, 1))) == ""


def test_a_change_without_date_says_nothing(client: Client, index: NewsIndexPage, pair: PartnershipPage) -> None:
    towns = [row.place for row in pair.places.all()]
    undated = publish(profile(pair.get_parent().specific, *towns, changes=[{"state": "resting"}]))
    assert banner(client, article(index, "1999-01-01", undated)) == ""


def test_only_of_public_pairs_that_are_named(client: Client, index: NewsIndexPage, pair: PartnershipPage) -> None:
    unrelated, related = article(index, "2021-01-01"), article(index, "2021-01-01", pair)
    assert (banner(client, unrelated), banner(client, related) != "") == ("", True)
    restrict(pair)
    assert banner(client, related) == ""


def test_a_profile_does_not_speak_of_its_neighbours(client: Client, pairs: list[PartnershipPage]) -> None:
    relate(pairs[1], pairs[0])
    assert banner(client, publish(pairs[1]).get_url_parts()[2]) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_for_all_pairs_and_none_without(
    client: Client,
    index: NewsIndexPage,
    pairs: list[PartnershipPage],
    count: int,
    django_assert_num_queries: Any,
) -> None:
    plain, related = article(index, "2021-01-01"), article(index, "2021-01-02", *pairs[:count])
    client.get(plain)
    with django_assert_num_queries(PLAIN):
        client.get(plain)
    # Its cards below are one more.
    with django_assert_num_queries(PLAIN + 2):
        assert banner(client, related).count("Chemnitz") == count


def test_nothing_where_partnerships_are_not_active(
    client: Client, index: NewsIndexPage, pair: PartnershipPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = article(index, "2021-01-01", pair)
    slots = {name: found for name, found in registry.read("slots").items() if name != "page.context"}
    monkeypatch.setitem(registry._stores, "slots", slots)
    assert banner(client, path) == ""


def test_each_language_speaks_its_own(client: Client, index: NewsIndexPage, pair: PartnershipPage) -> None:
    path = article(index, "2021-01-01", pair)
    context = client.get(path).context
    said = {}
    for language in ("ru", "en"):
        with translation.override(language):
            text = BeautifulSoup(page_context(context), "html.parser").p.get_text()
            said[language] = " ".join(text.replace("\xa0", " ").split())
    assert said == {
        "ru": "Текст от 1 января 2021 г. — с тех пор изменилось состояние партнёрства:",
        "en": "Written on 1 January 2021. Since then the state of a partnership has changed:",
    }
