"""Nothing that is private in the source language is public in another."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from cms.content_store.services import reading
from cms.pages.refusals import PublishRefused
from cms.translation.models import FollowedUnpublish
from cms.translation.services.privacy import withdraw_exposed
from news.models import ArticlePage, NewsIndexPage
from tests.factories.accounts import AdminFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import restrict
from tests.factories.site import home_of
from tests.factories.translation import draft_words, edit, in_language, publish_family

WORDS = {"title": "Год", "lead": "Начало."}


def alone(title: str) -> NewsIndexPage:
    """A German section without translations."""
    index = publish_family(NewsIndexPageFactory(parent=home_of("de"), title=title))
    NewsIndexPage.objects.filter(translation_key=index.translation_key).exclude(pk=index.pk).delete()
    return NewsIndexPage.objects.get(pk=index.pk)


def moved_into(section: NewsIndexPage, article: ArticlePage) -> None:
    """The article below the section; its translations stay where they are."""
    ArticlePage.objects.get(pk=article.pk).move(section, pos="last-child")


def public(page: Page) -> dict[str, bool]:
    """Per language, whether readers see the page."""
    pages = Page.objects.filter(translation_key=page.translation_key).select_related("locale")
    return {found.locale.language_code: reading.detail_of(found.pk) is not None for found in pages}


def restrictions_of(page: Page) -> list[tuple[str, list[str]]]:
    rows = PageViewRestriction.objects.filter(page_id=page.pk)
    return [(row.restriction_type, sorted(row.groups.values_list("name", flat=True))) for row in rows]


def test_a_section_moved_into_a_private_one_takes_what_is_below_out_of_the_public(translated: ArticlePage) -> None:
    section = NewsIndexPage.objects.get(pk=translated.get_parent().pk)
    private = alone("Intern")
    restrict(private)
    section.move(private, pos="last-child")
    assert public(translated) == {"de": False, "ru": False, "en": False}
    assert [in_language(page, "ru").live for page in (section, translated)] == [False, False]
    assert FollowedUnpublish.objects.filter(page=in_language(translated, "ru").pk).count() == 1


def test_a_section_restricted_later_reaches_translations_that_stand_elsewhere(translated: ArticlePage) -> None:
    section = alone("Intern")
    moved_into(section, translated)
    assert public(translated) == {"de": True, "ru": True, "en": False}
    restrict(section)
    assert public(translated) == {"de": False, "ru": False, "en": False}


def test_what_is_as_private_as_its_source_stays_live(translated: ArticlePage) -> None:
    restrict(NewsIndexPage.objects.get(pk=translated.get_parent().pk))
    assert (in_language(translated, "ru").live, public(translated)["ru"]) == (True, False)


def test_a_translation_moved_alone_or_opened_alone_is_withdrawn(translated: ArticlePage) -> None:
    section = NewsIndexPage.objects.get(pk=translated.get_parent().pk)
    restrict(section)
    in_language(translated, "ru").move(home_of("ru"), pos="last-child")
    assert in_language(translated, "ru").live is False
    PageViewRestriction.objects.get(page_id=in_language(section, "ru").pk).delete()
    assert in_language(section, "ru").live is False


def test_it_does_not_come_back_before_its_source_is_public(translated: ArticlePage) -> None:
    section = alone("Intern")
    moved_into(section, translated)
    restriction = restrict(section)
    edit(translated, date=date(2018, 5, 1))
    assert in_language(translated, "ru").live is False
    PageViewRestriction.objects.get(pk=restriction.pk).delete()
    edit(translated, date=date(2018, 5, 2))
    russian = in_language(translated, "ru")
    assert (russian.live, russian.date, public(translated)["ru"]) == (True, date(2018, 5, 2), True)
    assert FollowedUnpublish.objects.count() == 0


def test_nobody_publishes_it_by_hand_unless_it_is_private_too(translated: ArticlePage) -> None:
    section = alone("Intern")
    moved_into(section, translated)
    restrict(section)
    with pytest.raises(PublishRefused) as refusal:
        draft_words(translated, "ru", {"lead": "Новый текст."}).publish()
    (message,) = refusal.value.messages
    assert message == (
        "Die übersetzte Seite ist nicht öffentlich, diese wäre es. "
        "Machen Sie zuerst diese Seite oder eine Seite darüber privat."
    )
    assert in_language(translated, "ru").live is False
    restrict(in_language(translated, "ru"))
    in_language(translated, "ru").latest_revision.publish()
    russian = in_language(translated, "ru")
    assert (russian.live, russian.lead, public(translated)["ru"]) == (True, "Новый текст.", False)


def set_privacy(client: Client, page: Page, *groups: Group) -> None:
    data = {"restriction_type": "groups", "groups": [group.pk for group in groups]}
    assert client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), data).status_code == 200


def test_the_groups_of_wagtails_form_are_those_of_the_translation(client: Client, translated: ArticlePage) -> None:
    client.force_login(AdminFactory())
    council, press = Group.objects.create(name="Beirat"), Group.objects.create(name="Presse")
    russian = in_language(translated, "ru")
    set_privacy(client, translated, council, press)
    assert restrictions_of(russian) == [("groups", ["Beirat", "Presse"])]
    set_privacy(client, translated, press)
    assert restrictions_of(russian) == [("groups", ["Presse"])]
    # The same from the group's side, and for none at all.
    row = PageViewRestriction.objects.get(page_id=translated.pk)
    council.pageviewrestriction_set.add(row)
    assert restrictions_of(russian) == [("groups", ["Beirat", "Presse"])]
    row.groups.clear()
    assert restrictions_of(russian) == [("groups", [])]


@pytest.mark.parametrize("by_query", [False, True])
def test_a_restriction_deleted_with_its_page_stays_on_what_is_kept(translated: ArticlePage, by_query: bool) -> None:
    restrict(translated)
    russian = in_language(translated, "ru")
    if by_query:
        Page.objects.filter(pk=translated.pk).delete()
    else:
        ArticlePage.objects.get(pk=translated.pk).delete()
    assert restrictions_of(russian) == [("login", [])]
    russian.refresh_from_db()
    assert russian.live is False


def test_a_restriction_lifted_by_a_query_is_lifted_everywhere(translated: ArticlePage) -> None:
    restrict(translated)
    PageViewRestriction.objects.filter(page_id=translated.pk).delete()
    assert restrictions_of(in_language(translated, "ru")) == []
    assert public(translated) == {"de": True, "ru": True, "en": False}


@pytest.mark.parametrize("number", [1, 3])
def test_looking_for_what_is_exposed_costs_two_queries(
    article: ArticlePage, django_assert_num_queries: Callable, number: int
) -> None:
    section = NewsIndexPage.objects.get(pk=article.get_parent().pk)
    for count in range(number):
        page = publish_family(ArticlePageFactory(parent=section, title=f"Seite {count}", lead="Ein Satz."), ru=WORDS)
        restrict(page)
    # And the savepoint around them.
    with django_assert_num_queries(4):
        withdraw_exposed(section.path)
