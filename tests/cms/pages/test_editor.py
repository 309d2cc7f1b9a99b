"""In the editor a refusal stands beside the field and at the block; drafts go through."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from cms.accounts.services.roles import grant_roles
from news.models import ArticlePage
from tests.factories.accounts import UserFactory
from tests.factories.entities import TagFactory, TopicFactory
from tests.factories.media import PictureFactory
from tests.factories.news import NewsIndexPageFactory
from tests.factories.site import build_site, home_of

pytestmark = pytest.mark.django_db
NO_ALT = "The alternative text is missing. Say what the picture shows."


@pytest.fixture(autouse=True)
def _source_texts() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def index() -> Page:
    build_site()
    grant_roles()
    index = NewsIndexPageFactory(parent=home_of("de"))
    index.save_revision().publish()
    return index


def log_in(client: Client, role: str) -> Client:
    user = UserFactory(role=role)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def fields(**changes: object) -> dict:
    """What the form of an article posts."""
    return nested_form_data(
        {
            "title": "Auftakt",
            "slug": "auftakt",
            "lead": "Es beginnt.",
            "kind": "article",
            "date": "2017-06-28",
            "dateline_place": "",
            "theme_year": "",
            "hero_picture": "",
            "hero_picture_alt": "",
            "hero_caption": "",
            "listing_picture": "",
            "listing_picture_alt": "",
            "body": streamfield([]),
            "links": inline_formset([]),
            "contacts": inline_formset([]),
            "page_topics": inline_formset([]),
            "page_tags": inline_formset([]),
            "related_page_links": inline_formset([]),
            "comments": inline_formset([]),
            **changes,
        }
    )


def picture_in_body(picture_id: int, alt_text: str = "") -> dict:
    value = {"picture": picture_id, "alt_text": alt_text, "decorative": "", "caption": ""}
    return streamfield([("rich_text", rich_text("<p>Text</p>")), ("picture", value)])


def create(client: Client, index: Page, **changes: object):
    return client.post(f"/admin/pages/add/news/articlepage/{index.pk}/", fields(**changes))


def test_a_draft_is_saved_as_it_is(index: Page, client: Client):
    picture = PictureFactory(credit="")
    response = create(log_in(client, "Editors"), index, hero_picture=picture.pk, body=picture_in_body(picture.pk))
    page = ArticlePage.objects.get(locale__language_code="de")
    assert (response.status_code, response["Location"]) == (302, f"/admin/pages/{page.pk}/edit/")
    assert (page.live, page.hero_picture) == (False, picture)


@pytest.mark.parametrize(("role", "action"), [("Editors", "action-submit"), ("Moderators", "action-publish")])
def test_the_form_says_what_is_missing_beside_the_field(index: Page, client: Client, role: str, action: str):
    picture = PictureFactory(title="Brücke")
    response = create(log_in(client, role), index, hero_picture=picture.pk, **{action: "1"})
    assert response.status_code == 200
    assert response.context["form"].errors == {"hero_picture_alt": [NO_ALT]}
    assert ArticlePage.objects.count() == 0


def test_the_form_says_what_is_missing_at_the_block(index: Page, client: Client):
    picture = PictureFactory(title="Brücke")
    response = create(log_in(client, "Moderators"), index, body=picture_in_body(picture.pk), **{"action-publish": "1"})
    assert response.status_code == 200
    error = response.context["form"].errors.as_data()["body"][0].as_json_data()
    assert error == {
        "messages": ["Block 2 (Picture): the alternative text is missing. Say what the picture shows."],
        "blockErrors": {1: {"blockErrors": {"alt_text": {"messages": [NO_ALT]}}}},
    }


def test_what_is_complete_is_published(index: Page, client: Client):
    picture = PictureFactory()
    response = create(
        log_in(client, "Moderators"),
        index,
        hero_picture=picture.pk,
        hero_picture_alt="Eine Brücke",
        body=picture_in_body(picture.pk, "Ein Turm"),
        **{"action-publish": "1"},
    )
    assert response.status_code == 302
    assert ArticlePage.objects.get(locale__language_code="de").live


def test_an_edited_page_is_refused_in_the_same_way(index: Page, client: Client):
    client = log_in(client, "Moderators")
    create(client, index, **{"action-publish": "1"})
    page = ArticlePage.objects.get(locale__language_code="de")
    data = fields(hero_picture=PictureFactory().pk, **{"action-publish": "1"})
    response = client.post(f"/admin/pages/{page.pk}/edit/", data)
    assert response.context["form"].errors == {"hero_picture_alt": [NO_ALT]}
    assert ArticlePage.objects.get(locale__language_code="de").hero_picture is None


def test_a_moderator_may_ask_for_changes_of_an_incomplete_page(index: Page, client: Client):
    create(log_in(client, "Editors"), index)
    page = ArticlePage.objects.get(locale__language_code="de")
    page.get_workflow().start(page, UserFactory(role="Editors"))
    moderator = log_in(Client(), "Moderators")
    data = fields(
        hero_picture=PictureFactory().pk,
        **{"action-workflow-action": "true", "workflow-action-name": "reject"},
    )
    response = moderator.post(f"/admin/pages/{page.pk}/edit/", data)
    assert response.status_code == 302
    assert ArticlePage.objects.get(locale__language_code="de").current_workflow_state.status == "needs_changes"


def test_tags_and_topics_are_not_mixed_up(index: Page, client: Client):
    response = create(
        log_in(client, "Moderators"),
        index,
        page_topics=inline_formset([{"topic": TagFactory().pk}]),
        page_tags=inline_formset([{"tag": TopicFactory().pk}]),
        **{"action-publish": "1"},
    )
    formsets = response.context["form"].formsets
    assert formsets["page_topics"].errors == [{"topic": ["This is a tag. Choose it among the tags."]}]
    assert formsets["page_tags"].errors == [{"tag": ["This is a topic. Choose it among the topics."]}]


def test_the_tag_panel_offers_tags(index: Page, client: Client):
    response = log_in(client, "Editors").get(f"/admin/pages/add/news/articlepage/{index.pk}/")
    html = response.content.decode()
    assert ("/admin/tag_chooser/" in html, "/admin/topic_chooser/" in html) == (True, True)


def test_rows_sent_again_without_their_numbers_do_not_stand_twice(client: Client, index: Page) -> None:
    editor = log_in(client, "Editors")
    row = {"label": "Fragen", "url": "https://example.org/", "target": ""}
    create(editor, index, links=inline_formset([row]))
    page = ArticlePage.objects.get()
    editor.post(f"/admin/pages/{page.pk}/edit/", fields(links=inline_formset([row]), **{"action-submit": "1"}))
    page.refresh_from_db()
    assert [link.label for link in page.get_latest_revision_as_object().links.all()] == ["Fragen"]
    assert [link.label for link in page.links.all()] == ["Fragen"]
