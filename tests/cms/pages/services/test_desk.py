"""What the admin's home lists for editors: own drafts, what is in moderation, what publishes itself later."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.accounts.models import User
from cms.accounts.services.roles import grant_roles
from cms.pages.services import desk
from news.models import ArticlePage, NewsIndexPage
from tests.factories.accounts import UserFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.site import build_site, home_of

pytestmark = pytest.mark.django_db
LATER = timezone.now() + datetime.timedelta(days=3)


@pytest.fixture
def index() -> Page:
    build_site()
    grant_roles()
    index = NewsIndexPageFactory(parent=home_of("de"))
    index.save_revision().publish()
    return index


@pytest.fixture
def editor(index: Page) -> User:
    return UserFactory(role="Editors")


def draft(index: Page, user: User, title: str, **fields: object) -> ArticlePage:
    page = ArticlePageFactory(parent=index, title=title, live=False, **fields)
    page.save_revision(user=user)
    return ArticlePage.objects.get(pk=page.pk)


def titles(pages: object) -> list[str]:
    return [page.title for page in pages]


def test_drafts_are_ones_own_and_leave_the_list_when_they_are_sent(index: Page, editor: User) -> None:
    sent = draft(index, editor, "Entwurf A")
    draft(index, editor, "Entwurf B")
    draft(index, UserFactory(role="Editors"), "Fremder Entwurf")
    assert titles(desk.drafts_of(editor)) == ["Entwurf A", "Entwurf B"]
    sent.get_workflow().start(sent, editor)
    assert titles(desk.drafts_of(editor)) == ["Entwurf B"]
    assert titles(desk.in_moderation_for(editor)) == ["Entwurf A"]


def test_translations_begun_by_a_publish_are_not_the_publishers_drafts(index: Page) -> None:
    moderator = UserFactory(role="Moderators")
    NewsIndexPage.objects.get(locale__language_code="ru").save_revision(user=moderator)
    assert titles(desk.drafts_of(moderator)) == []


def test_what_publishes_itself_is_scheduled_and_no_draft(index: Page, editor: User) -> None:
    page = draft(index, editor, "Bald")
    page.go_live_at = LATER
    page.save_revision(user=editor).publish()
    assert titles(desk.scheduled_for(editor)) == ["Bald"]
    assert desk.scheduled_for(editor)[0].publishes_at == LATER
    assert titles(desk.drafts_of(editor)) == []


def test_only_editors_and_moderators_write_the_source(index: Page, editor: User) -> None:
    assert desk.writes_source(editor) is True
    assert desk.writes_source(UserFactory(role="Moderators")) is True
    assert desk.writes_source(UserFactory(role="Translators (ru)")) is False


def test_the_home_costs_the_same_for_one_and_for_three(index: Page, editor: User, client: Client) -> None:
    UserProfile.objects.create(user=editor, preferred_language="de")
    client.force_login(editor)
    draft(index, editor, "Eins")
    client.get("/admin/")
    with CaptureQueriesContext(connection) as one:
        client.get("/admin/")
    draft(index, editor, "Zwei")
    draft(index, editor, "Drei")
    with CaptureQueriesContext(connection) as three:
        answer = client.get("/admin/").content.decode()
    assert desk_queries(three) == desk_queries(one) == 3
    assert answer.count('id="desk-drafts-heading"') == 1


def desk_queries(captured: CaptureQueriesContext) -> int:
    """Wagtail's own panel of recent edits asks per page; the desk does not."""
    return sum(
        "moderated_since" in query["sql"] or "publishes_at" in query["sql"] for query in captured.captured_queries
    )
