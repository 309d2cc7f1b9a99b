"""A page whose pictures lack credit or alternative text is refused at every door; drafts are always kept."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile

from cms.accounts.services.roles import grant_roles
from cms.media.models import Picture
from cms.pages.refusals import PublishRefused
from cms.pages.services.publish_checks import problems_of
from cms.pages.views import refusal_message
from news.models import ArticlePage, NewsIndexPage
from tests.factories.accounts import UserFactory
from tests.factories.media import PictureFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.site import build_site, home_of

pytestmark = pytest.mark.django_db
NO_CREDIT = "Main picture: the picture “Brücke” has no credit. Add it to the picture."
NO_ALT = "Main picture: the alternative text is missing. Say what the picture shows."


@pytest.fixture(autouse=True)
def _source_texts() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def index_id(module_rows: None) -> int:
    build_site()
    grant_roles()
    return NewsIndexPageFactory(parent=home_of("de"), live=True).pk


@pytest.fixture
def index(index_id: int, db: None) -> Page:
    return NewsIndexPage.objects.get(pk=index_id)


@pytest.fixture
def article(index: Page) -> ArticlePage:
    """A draft whose main picture has neither credit nor alternative text."""
    page = ArticlePageFactory(parent=index, hero_picture=PictureFactory(title="Brücke", credit=""))
    page.save_revision()
    return page


def messages(page: Page) -> list[str]:
    return [problem.message for problem in problems_of(page)]


def body(page: ArticlePage, *blocks: tuple[str, dict]) -> ArticlePage:
    page.body = [{"type": name, "value": value, "id": f"b{number}"} for number, (name, value) in enumerate(blocks)]
    return page


def picture_block(picture: Picture | None, **fields: object) -> tuple[str, dict]:
    value = {
        "picture": picture.pk if picture else None,
        "alt_text": "",
        "decorative": False,
        "caption": "",
        **fields,
    }
    return "picture", value


def test_fields_say_what_is_missing_and_where(article: ArticlePage):
    article.listing_picture = PictureFactory(title="Turm", credit=" ")
    article.listing_picture_alt = "Ein Turm"
    assert [(problem.field, problem.message) for problem in problems_of(article)] == [
        ("listing_picture", "Picture in lists: the picture “Turm” has no credit. Add it to the picture."),
        ("hero_picture", NO_CREDIT),
        ("hero_picture_alt", NO_ALT),
    ]


def test_blocks_are_counted_as_staff_count_them(index: Page):
    good, bad = PictureFactory(), PictureFactory(title="Turm", credit="")
    page = ArticlePageFactory(parent=index)
    body(
        page,
        ("heading", {"text": "Titel", "level": "2"}),
        picture_block(good, alt_text="Eine Brücke"),
        picture_block(good, decorative=True),
        picture_block(bad),
    )
    assert [(problem.field, problem.block, problem.message) for problem in problems_of(page)] == [
        (
            "body",
            (3, "picture"),
            "Block 4 (Picture): the picture “Turm” has no credit. Add it to the picture.",
        ),
        (
            "body",
            (3, "alt_text"),
            "Block 4 (Picture): the alternative text is missing. Say what the picture shows.",
        ),
    ]


def test_the_messages_are_in_the_language_of_the_staff(article: ArticlePage):
    with translation.override("de"):
        found = messages(article)
    assert found != messages(article)
    assert len(found) == 2


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (5, False)])
def test_an_expired_picture(index: Page, days: int, refused: bool):
    until = timezone.localdate() + timedelta(days=days)
    page = ArticlePageFactory(parent=index, hero_picture=PictureFactory(expires_on=until), hero_picture_alt="Brücke")
    assert bool(messages(page)) is refused


def test_a_picture_that_expires_before_the_page_goes_live(index: Page):
    picture = PictureFactory(expires_on=timezone.localdate() + timedelta(days=2))
    page = ArticlePageFactory(parent=index, hero_picture=picture, hero_picture_alt="Brücke")
    page.go_live_at = timezone.now() + timedelta(days=4)
    assert len(messages(page)) == 1


def test_a_translation_is_not_asked(article: ArticlePage, index: Page):
    """Its pictures are facts of the source, and a missing alternative text is shown in the source language."""
    copy = ArticlePageFactory(
        parent=home_of("ru"),
        locale=Locale.objects.get(language_code="ru"),
        translation_key=article.translation_key,
        hero_picture=article.hero_picture,
    )
    assert messages(copy) == []


def test_a_page_that_exists_in_russian_alone_is_asked(index: Page):
    page = ArticlePageFactory(
        parent=home_of("ru"), locale=Locale.objects.get(language_code="ru"), hero_picture=PictureFactory()
    )
    assert messages(page) == [NO_ALT]


# Doors


def test_revision_publish(article: ArticlePage):
    with pytest.raises(PublishRefused) as refusal:
        article.get_latest_revision().publish()
    assert [problem.message for problem in refusal.value.problems] == [NO_CREDIT, NO_ALT]
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_the_action_that_the_admin_calls(article: ArticlePage):
    with pytest.raises(PublishRefused):
        PublishPageRevisionAction(article.get_latest_revision()).execute()
    assert not ArticlePage.objects.get(pk=article.pk).live


@pytest.mark.parametrize("live_before", [False, True])
def test_scheduling(article: ArticlePage, live_before: bool):
    if live_before:
        ArticlePage.objects.filter(pk=article.pk).update(hero_picture=None)
        ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    page = ArticlePage.objects.get(pk=article.pk)
    page.hero_picture = Picture.objects.get()
    page.go_live_at = timezone.now() + timedelta(days=1)
    revision = page.save_revision()
    with pytest.raises(PublishRefused):
        revision.publish()
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_drafts_of_a_live_page_are_kept(index: Page):
    page = ArticlePageFactory(parent=index, hero_picture=PictureFactory(title="Brücke"), hero_picture_alt="Brücke")
    page.save_revision().publish()
    page.refresh_from_db()
    page.hero_picture_alt = ""
    revision = page.save_revision()
    with pytest.raises(PublishRefused):
        revision.publish()
    assert ArticlePage.objects.get(pk=page.pk).hero_picture_alt == "Brücke"


def test_a_live_page_whose_picture_expired_can_still_be_saved_and_moved(index: Page):
    picture = PictureFactory()
    page = ArticlePageFactory(parent=index, hero_picture=picture, hero_picture_alt="Brücke")
    page.save_revision().publish()
    Picture.objects.update(expires_on="2020-01-01")
    page = ArticlePage.objects.get(pk=page.pk)
    page.save()
    page.move(NewsIndexPageFactory(parent=home_of("de")), pos="last-child")
    page.unpublish()
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_a_draft_with_an_empty_field_is_refused_with_the_fields_name(index: Page):
    page = ArticlePageFactory(parent=index)
    revision = page.save_revision()
    revision.content["date"] = None
    revision.save()
    with pytest.raises(PublishRefused) as refusal:
        revision.publish()
    assert [problem.message for problem in refusal.value.problems] == ["Date: This field cannot be null."]


# In the admin


@pytest.fixture
def moderator(article: ArticlePage, client: Client) -> Client:
    client.force_login(UserFactory(role="Moderators"))
    return client


def shown(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_bulk_publish_leads_to_the_page_and_says_what_to_mend(article: ArticlePage, moderator: Client):
    address = f"/admin/bulk/wagtailcore/page/publish/?id={article.pk}&next=/admin/"
    response = moderator.post(address, {"include_descendants": ""}, follow=True)
    assert response.redirect_chain == [(f"/admin/pages/{article.pk}/edit/", 302)]
    assert len(shown(response)) == 1
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_the_message_is_in_the_language_of_the_account_not_of_the_browser(article: ArticlePage, client: Client):
    moderator = UserFactory(role="Moderators")
    UserProfile.objects.create(user=moderator, preferred_language="de")
    client.force_login(moderator)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={article.pk}&next=/admin/"
    response = client.post(address, {"include_descendants": ""}, follow=True, headers={"Accept-Language": "en"})
    with translation.override("de"):
        message = refusal_message(PublishRefused(article, problems_of(article)))
    assert shown(response) == [message]
    assert "cannot be published" not in message


@pytest.mark.parametrize("window", [True, False])
def test_approving_in_moderation(article: ArticlePage, moderator: Client, window: bool):
    editor = UserFactory(role="Editors")
    article.get_workflow().start(article, editor)
    state = ArticlePage.objects.get(pk=article.pk).current_workflow_task_state
    headers = {"X-Requested-With": "XMLHttpRequest"} if window else {}
    response = moderator.post(
        f"/admin/pages/workflow/action/{article.pk}/approve/{state.pk}/", {"comment": ""}, headers=headers
    )
    address = f"/admin/pages/{article.pk}/edit/"
    if window:
        assert response.json() == {"step": "success", "redirect": address}
    else:
        assert (response.status_code, response["Location"]) == (302, address)
    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.live, page.current_workflow_task_state.pk) == (False, state.pk)
