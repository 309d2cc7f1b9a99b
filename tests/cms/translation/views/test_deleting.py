"""What becomes of translations when their source is deleted in the admin: as staff choose."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from cms.accounts.services.roles import grant_roles
from cms.translation.models import ApprovedWording
from news.models import ArticlePage
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.news import ArticlePageFactory
from tests.factories.translation import in_language

BULK = "/admin/bulk/wagtailcore/page/delete/"


def states(page: Page) -> dict[str, bool]:
    """{language: live} of what is left of a family."""
    rows = Page.objects.filter(translation_key=page.translation_key)
    return dict(rows.values_list("locale__language_code", "live"))


def asked(client: Client, address: str) -> tuple[str, list[tuple[str, bool]]]:
    """The question, and the answers with whether they are chosen."""
    html = BeautifulSoup(client.get(address).content, "html.parser")
    fieldset = html.find("fieldset")
    if fieldset is None:
        return "", []
    choices = [(choice["value"], choice.has_attr("checked")) for choice in fieldset.find_all("input")]
    return fieldset.legend.get_text(strip=True), choices


def delete(client: Client, page: Page, **data: Any) -> int:
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), data).status_code


def test_staff_are_asked_and_keeping_is_the_default(client: Client, translated: ArticlePage) -> None:
    user = AdminFactory()
    client.force_login(user)
    address = reverse("wagtailadmin_pages:delete", args=[translated.pk])
    question = "Was soll aus 2 Übersetzungen werden?"
    assert asked(client, address) == (question, [("keep", True), ("delete", False)])
    assert delete(client, translated) == 302
    assert states(translated) == {"ru": False, "en": False}
    # A page of one language has nothing to ask about, nor has a translation.
    assert asked(client, reverse("wagtailadmin_pages:delete", args=[in_language(translated, "en").pk])) == ("", [])
    # Its words stay as long as one of its pages.
    words = ApprovedWording.objects.filter(translation_key=translated.translation_key)
    assert words.exists()
    for language in ("en", "ru"):
        assert delete(client, in_language(translated, language)) == 302
    assert (states(translated), words.exists()) == ({}, False)


def test_they_are_deleted_along_where_staff_say_so(client: Client, translated: ArticlePage) -> None:
    user = AdminFactory()
    client.force_login(user)
    keys = list(Page.objects.filter(translation_key=translated.translation_key).values_list("pk", flat=True))
    assert delete(client, translated, translations="delete") == 302
    assert states(translated) == {}
    told = PageLogEntry.objects.filter(action="wagtail.delete", page__in=keys, user=user)
    assert sorted(told.values_list("page", flat=True)) == sorted(keys)
    assert not ApprovedWording.objects.filter(translation_key=translated.translation_key).exists()


def test_a_section_takes_its_own_along_and_leaves_those_of_others(client: Client, translated: ArticlePage) -> None:
    index = Page.objects.get(pk=translated.pk).get_parent()
    russian = in_language(index.specific, "ru")
    # Written in Russian only: no German page answers for it.
    own = ArticlePageFactory(parent=russian, title="Только по-русски", locale=russian.locale)
    client.force_login(AdminFactory())
    response = client.get(reverse("wagtailadmin_pages:delete", args=[index.pk]))
    assert [page.pk for page in response.context["doomed"].kept] == [russian.pk]
    assert delete(client, index, translations="delete") == 302
    assert (states(index), states(translated), states(own)) == ({"ru": False}, {}, {"ru": own.live})


def test_those_without_the_right_keep_them(client: Client, translated: ArticlePage) -> None:
    grant_roles()
    draft = ArticlePageFactory(parent=Page.objects.get(pk=translated.pk).get_parent().specific, title="Entwurf")
    in_russian = ArticlePageFactory(
        parent=in_language(translated, "ru").get_parent().specific,
        title="Черновик",
        locale=in_language(translated, "ru").locale,
        translation_key=draft.translation_key,
    )
    editor = UserFactory(role="Editors")
    Page.objects.filter(pk=draft.pk).update(live=False)
    client.force_login(editor)
    assert asked(client, reverse("wagtailadmin_pages:delete", args=[draft.pk]))[1] == [("keep", True)]
    assert delete(client, draft, translations="delete") == 302
    assert states(draft) == {"de": False, "ru": in_russian.live}
    assert delete(client, draft, translations="keep") == 302
    assert states(draft) == {"ru": False}


@pytest.mark.parametrize("choice", ["keep", "delete"])
def test_of_several_pages(client: Client, translated: ArticlePage, choice: str) -> None:
    parent = Page.objects.get(pk=translated.pk).get_parent().specific
    other = ArticlePageFactory(parent=parent, title="Zwilling", lead="Ein Satz.")
    other.save_revision().publish()
    client.force_login(AdminFactory())
    address = f"{BULK}?id={translated.pk}&id={other.pk}"
    assert asked(client, address) == (
        "Was soll aus 4 Übersetzungen werden?",
        [("keep", True), ("delete", False)],
    )
    assert client.post(address, {"translations": choice}).status_code == 302
    left = {"ru": False, "en": False} if choice == "keep" else {}
    assert (states(translated), states(other)) == (left, left)


def test_the_name_of_the_site_guards_large_sections(client: Client, translated: ArticlePage) -> None:
    index = Page.objects.get(pk=translated.pk).get_parent()
    Page.objects.filter(pk=translated.pk).update(live=False)
    client.force_login(AdminFactory())
    assert delete(client, index, translations="delete", confirm_site_name="falsch") == 200
    assert states(index) == {"de": True, "ru": True, "en": True}
