"""Addresses of translations: readers of a language are led on within it, straight to the page."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from news.models import ArticlePage
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.site import home_of
from tests.factories.translation import edit, in_language, publish_family


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Give a page another slug, as what Wagtail does after it."""

    def rename(page: Page, slug: str) -> None:
        fresh = type(page).objects.get(pk=page.pk)
        fresh.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            fresh.save()

    return rename


def test_old_addresses_lead_straight_on_in_their_language(client: Client, translated: ArticlePage, rename) -> None:
    russian = in_language(translated, "ru")
    old = russian.url
    for slug in ("vtoroy", "tretiy"):
        rename(russian, slug)
    russian = in_language(translated, "ru")
    paths = list(Redirect.objects.order_by("pk").values_list("old_path", "redirect_page"))
    second = old.replace("god-nachinayetsya", "vtoroy")
    assert paths == [(old.rstrip("/"), russian.pk), (second.rstrip("/"), russian.pk)]
    for address in (old, second):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (301, russian.url)
    assert client.get(russian.url).status_code == 200


def test_the_other_languages_are_not_concerned(
    client: Client, translated: ArticlePage, django_capture_on_commit_callbacks
) -> None:
    german, russian = translated.url, in_language(translated, "ru").url
    with django_capture_on_commit_callbacks(execute=True):
        edit(translated, slug="ein-jahr")
    assert list(Redirect.objects.values_list("old_path", "redirect_page")) == [(german.rstrip("/"), translated.pk)]
    assert client.get(german).url == ArticlePage.objects.get(pk=translated.pk).url
    assert client.get(russian).status_code == 200


def test_back_at_an_old_address_nothing_leads_to_itself(client: Client, translated: ArticlePage, rename) -> None:
    russian = in_language(translated, "ru")
    old, slug = russian.url, russian.slug
    for name in ("vtoroy", slug):
        rename(russian, name)
    assert [row.old_path.rsplit("/", 1)[1] for row in Redirect.objects.all()] == ["vtoroy"]
    in_language(translated, "ru").unpublish()
    assert client.get(old).status_code == 410


def test_moved_to_where_its_slug_is_taken_it_gets_another(
    translated: ArticlePage, django_capture_on_commit_callbacks
) -> None:
    other = publish_family(NewsIndexPageFactory(parent=home_of("de"), title="Archiv"), ru={"title": "А", "lead": "Б"})
    above = in_language(other, "ru")
    ArticlePageFactory(parent=above, title="Год", slug="god-nachinayetsya", locale=above.locale)
    old = in_language(translated, "ru").url
    with django_capture_on_commit_callbacks(execute=True):
        ArticlePage.objects.get(pk=translated.pk).move(other, pos="last-child")
    russian = in_language(translated, "ru")
    assert (russian.get_parent().pk, russian.slug) == (above.pk, "god-nachinayetsya-1")
    led = Redirect.objects.filter(old_path=old.rstrip("/"))
    assert list(led.values_list("redirect_page", flat=True)) == [russian.pk]


def test_one_left_behind_comes_when_the_page_above_is_translated(translated: ArticlePage) -> None:
    index = NewsIndexPageFactory(parent=home_of("de"), title="Archiv", lead="Was war.")
    ArticlePage.objects.get(pk=translated.pk).move(index, pos="last-child")
    left = in_language(translated, "ru").get_parent()
    index.save_revision().publish()
    come = in_language(translated, "ru").get_parent()
    assert (left.translation_key != index.translation_key, come.translation_key) == (True, index.translation_key)
