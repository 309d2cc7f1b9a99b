"""What changes together is rendered once, when all of it can be linked to."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from wagtail.models import Page

from cms.content_store.models import ContentItem
from cms.content_store.services import following, reading, sweeping, turns, writing
from cms.content_store.services.writing import gathering, many_writes
from news.content import ArticlePresenter
from news.models import ArticlePage, NewsIndexPage
from tests.factories.entities import PlaceFactory
from tests.factories.news import ArticlePageFactory
from tests.factories.pages import publish, relate, restrict
from tests.factories.pairs import new_pair, pairs_presented
from tests.factories.site import build_site, home_of
from tests.factories.translation import article_with_texts, edit, in_language, news_index, translate
from tests.plugins.pairs.content import PairPresenter
from tests.plugins.pairs.models import PairPage


@pytest.fixture
def home(db: None) -> Iterator[Page]:
    build_site()
    with pairs_presented():
        yield home_of("de")


@contextmanager
def renderings() -> Iterator[Counter[int]]:
    """How often each page is rendered inside."""
    seen: Counter[int] = Counter()
    with pytest.MonkeyPatch.context() as patched:
        for module in (following, writing):
            render = module.render
            patched.setattr(module, "render", lambda page, render=render: (seen.update([page.pk]), render(page))[1])
        yield seen


def drift() -> list[sweeping.Drift]:
    return list(sweeping.drift())


def family_of(page: Page) -> dict[int, int]:
    return dict.fromkeys(Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True), 1)


def test_a_family_is_rendered_once_each(home: Page) -> None:
    page = new_pair(home, PlaceFactory(), PlaceFactory())
    with renderings() as seen:
        page.save_revision().publish()
    assert seen == family_of(page)
    assert [link["locale"] for link in reading.detail_of(page.pk).data["translations"]] == ["ru", "en"]
    with renderings() as seen:
        edit(page, since=1988)
    assert seen == family_of(page)
    assert drift() == []


def test_a_batch_is_rendered_once_each_and_its_lists_once(home: Page) -> None:
    first, second = (new_pair(home, PlaceFactory()) for _number in range(2))
    relate(second, first)
    with renderings() as seen, many_writes():
        first.save_revision().publish()
        second.save_revision().publish()
    related = [link["title"] for link in reading.detail_of(first.pk).data["related"]]
    assert related == [second.title]
    # The first ones were rendered before anything pointed at them.
    assert seen == {**dict.fromkeys(family_of(first), 2), **family_of(second)}
    assert drift() == []


def test_of_a_batch_that_fails_nothing_is_left(home: Page) -> None:
    page = new_pair(home, PlaceFactory())

    def publish_and_fail() -> None:
        with many_writes():
            page.save_revision().publish()
            raise RuntimeError("the file is broken")

    with pytest.raises(RuntimeError):
        publish_and_fail()
    assert not Page.objects.get(pk=page.pk).live
    assert ContentItem.objects.filter(translation_key=page.translation_key).count() == 0
    assert turns.gathered() is None


def test_withdrawals_do_not_wait(home: Page) -> None:
    page = new_pair(home, PlaceFactory())
    page.save_revision().publish()
    other = new_pair(home, PlaceFactory())
    with many_writes():
        other.save_revision().publish()
        assert reading.detail_of(other.pk) is None
        PairPage.objects.get(pk=page.pk).unpublish()
        assert [reading.detail_of(pk) for pk in family_of(page)] == [None, None, None]
        restrict(other)
    assert [reading.detail_of(pk) for pk in family_of(other)] == [None, None, None]
    assert drift() == []


def test_addresses_changed_in_a_batch_reach_all_below(index: NewsIndexPage, article: ArticlePage) -> None:
    index.slug = "neues"
    article.slug = "jahr"
    with many_writes():
        publish(article)
        publish(index)
    assert reading.card_of(article.pk)["url"] == "/de/neues/jahr/"
    assert drift() == []


def fails_for(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    render = ArticlePresenter.detail_fields

    def fail(self: ArticlePresenter, page: Page, recorder: object) -> dict:
        if page.locale.language_code == language:
            raise ValueError(language)
        return render(self, page, recorder)

    monkeypatch.setattr(ArticlePresenter, "detail_fields", fail)


def test_a_translation_that_cannot_be_rendered_keeps_what_readers_have(
    home: Page, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    article = article_with_texts(news_index(home))
    translate(article, "ru", {"title": "Год", "lead": "Год."})
    russian = in_language(article, "ru")
    with monkeypatch.context() as patched:
        fails_for("ru", patched)
        edit(article, kind="announcement")
        item = ContentItem.objects.get(pk=russian.pk)
        assert (item.public, item.dirty_since is not None) == (True, True)
        assert reading.card_of(russian.pk)["kind"] == "article"
        assert reading.card_of(article.pk)["kind"] == "announcement"
        assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
            "content_store.write_failed"
        ]
    sweeping.sweep()
    assert reading.card_of(russian.pk)["kind"] == "announcement"
    assert drift() == []


def test_a_first_translation_that_cannot_be_rendered_is_not_public(home: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    render = PairPresenter.card_fields

    def fail(self: PairPresenter, page: Page, recorder: object) -> dict:
        if page.locale.language_code == "ru":
            raise ValueError(page.title)
        return render(self, page, recorder)

    page = new_pair(home, PlaceFactory())
    with monkeypatch.context() as patched:
        patched.setattr(PairPresenter, "card_fields", fail)
        page.save_revision().publish()
    russian = in_language(page, "ru")
    assert reading.detail_of(russian.pk) is None
    assert [card["locale"] for card in reading.list_cards("ru", types=["pairs.pair"]).cards] == []
    assert [link["locale"] for link in reading.detail_of(page.pk).data["translations"]] == ["en"]
    sweeping.sweep()
    assert reading.detail_of(russian.pk).data["title"] == russian.title


def test_a_page_that_somebody_publishes_must_be_rendered(index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_for("de", monkeypatch)
    page = ArticlePageFactory(parent=index)
    with pytest.raises(ValueError, match="de"):
        page.save_revision().publish()
    assert not Page.objects.get(pk=page.pk).live


def test_languages_link_to_each_other_by_the_names_of_now(home: Page) -> None:
    place = PlaceFactory(names={"de": "Kaluga"})
    page = new_pair(home, place, PlaceFactory(names={"de": "Minden"}))
    page.save_revision().publish()
    name = place.names.get()
    name.text = "Tarussa"
    name.save()
    titles = [[link["title"] for link in reading.detail_of(pk).data["translations"]] for pk in family_of(page)]
    assert titles == [["Tarussa – Minden"] * 2] * 3
    assert drift() == []


def test_what_is_gathered_inside_belongs_to_the_outermost(home: Page) -> None:
    page = new_pair(home, PlaceFactory())
    with gathering() as outer, gathering() as inner:
        assert outer is inner
        page.save_revision().publish()
        assert set(outer.written) == set(family_of(page))
    assert turns.gathered() is None
    assert reading.detail_of(page.pk) is not None
