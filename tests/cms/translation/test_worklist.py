"""The list of work per language, the counts on the home, and the explorer's column."""

from collections.abc import Callable
from io import StringIO
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page, WorkflowState

from cms.accounts.models import User
from cms.accounts.services.roles import grant_roles
from cms.translation.admin import work_in
from cms.translation.models import RevisionWords, TranslationProgress
from cms.translation.services import releasing, worklist
from news.models import ArticlePage
from tests.factories.accounts import UserFactory
from tests.factories.news import ArticlePageFactory
from tests.factories.site import build_site, home_of
from tests.factories.translation import draft_words, edit, in_language, locale_of, news_index, publish_family

WORDS = {"title": "Начало", "lead": "Одно предложение."}


@pytest.fixture(scope="module")
def keys(module_rows: None) -> dict[str, UUID]:
    """Six articles that wait in six states for Russian words, the oldest first."""
    build_site()
    grant_roles()
    index = news_index(home_of("de"))

    def article(title: str, **words: dict[str, str]) -> ArticlePage:
        return publish_family(ArticlePageFactory(parent=index, title=title, lead="Ein Satz."), **words)

    pages = {
        "new": article("Neu"),
        "outdated": edit(article("Veraltet", ru=WORDS), lead="Zwei kurze Sätze."),
        "incomplete": edit(article("Lücken", ru=WORDS), change_note="Neu"),
        "in_work": article("Begonnen"),
        "returned": article("Zurück"),
        "waiting": article("Wartend"),
    }
    for state in ("in_work", "returned", "waiting"):
        draft_words(pages[state], "ru", WORDS)
    translator, moderator = UserFactory(role="Translators (ru)"), UserFactory(role="Moderators")
    for state in ("returned", "waiting"):
        releasing.submit(in_language(pages[state], "ru"), translator)
    releasing.decide(in_language(pages["returned"], "ru"), moderator, "reject", "Bitte kürzer.")
    article("Fertig", ru=WORDS, en={"title": "Done", "lead": "One sentence."})
    return {state: page.translation_key for state, page in pages.items()}


@pytest.fixture
def russian(keys: dict[str, UUID], db: None) -> dict[str, Page]:
    return {state: ArticlePage.objects.get(translation_key=key, locale=locale_of("ru")) for state, key in keys.items()}


@pytest.fixture
def opened(client: Client, russian: dict[str, Page]) -> Callable[..., BeautifulSoup]:
    """opened("Translators (ru)", "/admin/...") -> what that role is shown."""

    def open_as(role: str, address: str, status: int = 200) -> BeautifulSoup:
        client.force_login(User.objects.filter(groups__name=role).first() or UserFactory(role=role))
        response = client.get(address)
        assert response.status_code == status
        return BeautifulSoup(response.content, "html.parser")

    return open_as


def titles(html: BeautifulSoup) -> list[str]:
    return [cell.a.get_text(strip=True) for cell in html.select(".work-list tbody th")]


def test_every_page_stands_in_one_state_the_longest_waiting_first(russian: dict[str, Page]) -> None:
    pages = worklist.work(User.objects.get(groups__name="Translators (ru)"))
    found = {page.pk: page.state for page in pages}
    assert found == {page.pk: state for state, page in russian.items()}
    assert worklist.numbers(pages) == dict.fromkeys(worklist.STATES, 1)
    moments = [page.waits_since for page in worklist.sorted_by_age(pages)]
    assert (moments, None in moments) == (sorted(moments), False)


def test_words_and_age_are_kept_until_the_work_is_done(russian: dict[str, Page]) -> None:
    page = russian["outdated"]
    progress = TranslationProgress.objects.get(page=page)
    before = progress.since
    assert (progress.outdated, progress.words, before <= timezone.now()) == (1, 3, True)
    source = ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code="de")
    edit(source, lead="Drei sehr kurze Sätze.", date="2018-05-01")
    progress.refresh_from_db()
    assert (progress.words, progress.since) == (4, before)
    draft_words(source, "ru", {"lead": "Три предложения."})
    progress.refresh_from_db()
    assert (progress.outdated, progress.words) == (1, 0)
    in_language(source, "ru").get_latest_revision().publish()
    progress.refresh_from_db()
    assert (progress.outdated, progress.words, progress.since) == (0, 0, None)


def test_rows_of_a_time_that_counted_less_are_counted_anew(russian: dict[str, Page]) -> None:
    def counted() -> list[tuple]:
        return list(
            TranslationProgress.objects.order_by("page").values_list("page", "outdated", "untranslated", "words")
        )

    before = counted()
    TranslationProgress.objects.filter(page=russian["new"]).delete()
    TranslationProgress.objects.update(words=0, since=None)
    call_command("translations", "recount", stdout=StringIO())
    assert counted() == before
    assert TranslationProgress.objects.get(page=russian["outdated"]).since is not None


@pytest.mark.parametrize(("language", "name"), [("ru", "Перевод: русский"), ("en", "Translation: Russian")])
def test_names_of_languages_are_written_as_each_language_does(
    language: str, name: str, russian: dict[str, Page]
) -> None:
    with override(language):
        assert work_in(locale_of("ru")) == name


def test_translators_reach_their_language_and_moderators_all(
    opened: Callable[..., BeautifulSoup], russian: dict[str, Page]
) -> None:
    own = opened("Translators (ru)", "/admin/translation/ru/")
    assert sorted(titles(own)) == sorted(page.draft_title for page in russian.values())
    assert own.h1.get_text(strip=True) == "Übersetzung: Russisch"
    opened("Translators (ru)", "/admin/translation/en/", status=302)
    opened("Editors", "/admin/translation/ru/", status=302)
    opened("Translators (ru)", "/admin/translation/xx/", status=404)
    assert len(titles(opened("Moderators", "/admin/translation/ru/"))) == 6


def test_it_is_narrowed_by_state_and_section(opened: Callable[..., BeautifulSoup], russian: dict[str, Page]) -> None:
    html = opened("Translators (ru)", "/admin/translation/ru/?state=outdated")
    assert titles(html) == [russian["outdated"].draft_title]
    assert [cell.get_text(strip=True) for cell in html.select("tbody .work-list__number")] == ["3"]
    section = russian["new"].get_parent()
    assert len(titles(opened("Translators (ru)", f"/admin/translation/ru/?section={section.pk}"))) == 6
    assert [option["value"] for option in html.select("#work-section option")] == ["", str(section.pk)]


def test_pages_of_the_list_keep_the_section_and_show_each_title_once(
    opened: Callable[..., BeautifulSoup], russian: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.translation.admin.PER_PAGE", 3)
    section = russian["new"].get_parent().pk
    first = opened("Translators (ru)", f"/admin/translation/ru/?section={section}")
    following = first.find("a", rel="next")["href"]
    assert (following, first.find("a", rel="prev")) == (f"?section={section}&p=2", None)
    second = opened("Translators (ru)", f"/admin/translation/ru/{following}")
    assert (len(titles(first)), len(titles(second)), second.find("a", rel="next")) == (3, 3, None)
    assert sorted(titles(first) + titles(second)) == sorted(page.draft_title for page in russian.values())


def test_the_home_tells_how_much_waits_and_what_comes_first(
    opened: Callable[..., BeautifulSoup], russian: dict[str, Page]
) -> None:
    panel = opened("Translators (ru)", "/admin/").find(id="translation-work-content")
    assert [link.get_text(strip=True) for link in panel.select(".work-numbers a")] == [
        "Russisch", "neu (1)", "veraltet (1)", "unvollständig (1)", "in Arbeit (1)",
        "Änderungen erbeten (1)", "wartet auf Moderation (1)",
    ]  # fmt: skip
    next_up = {page.draft_title for state, page in russian.items() if state != "waiting"}
    assert (set(titles(panel)), len(titles(panel))) == (next_up, 5)
    # Whoever writes sources has the numbers alone, and where nothing waits it says so.
    panel = opened("Moderators", "/admin/").find(id="translation-work-content")
    assert (len(panel.select(".work-numbers li")), titles(panel)) == (2, [])
    TranslationProgress.objects.all().update(outdated=0, untranslated=0)
    Page.objects.filter(locale=locale_of("ru"), live=False).update(first_published_at=timezone.now())
    RevisionWords.objects.all().delete()
    text = opened("Translators (ru)", "/admin/").find(class_="work-numbers").get_text(" ", strip=True)
    assert text == "Russisch : Änderungen erbeten (1) , wartet auf Moderation (1)"
    WorkflowState.objects.all().delete()
    text = opened("Translators (ru)", "/admin/").find(class_="work-numbers").get_text(" ", strip=True)
    assert text.split() == ["Russisch", ":", "nichts", "ist", "zu", "tun"]


def test_the_explorer_tells_what_waits(opened: Callable[..., BeautifulSoup], russian: dict[str, Page]) -> None:
    parent = russian["outdated"].get_parent()
    text = opened("Translators (ru)", f"/admin/pages/{parent.pk}/").find("main").get_text(" ", strip=True)
    assert text.count("wartet auf Moderation") == 1
    source = Page.objects.get(translation_key=parent.translation_key, locale__language_code="de")
    text = opened("Editors", f"/admin/pages/{source.pk}/").find("main").get_text(" ", strip=True)
    assert "Russisch: veraltet, Englisch: neu" in text


def test_costs_the_same_for_one_and_for_three(client: Client, russian: dict[str, Page]) -> None:
    client.force_login(User.objects.get(groups__name="Translators (ru)"))

    def cost(address: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            html = BeautifulSoup(client.get(address).content, "html.parser")
        return len(captured), len(titles(html))

    cost("/admin/translation/ru/")
    one, three = cost("/admin/translation/ru/?state=new"), cost("/admin/translation/ru/")
    assert (one[1], three) == (1, (one[0], 6))
    for pages in (list(russian.values())[:1], list(russian.values())[:3]):
        with CaptureQueriesContext(connection) as captured:
            found = worklist.states_beside(pages)
        assert (len(captured), len(found)) == (1, len(pages))
