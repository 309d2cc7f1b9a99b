"""A project in the body: HTML, API, words for translators, preview, what it refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from cms.blocks.body import present_body
from cms.content_store.services.recorder import StoreRecorder
from cms.translation.units import units
from partnerships.blocks import ProjectBlock
from partnerships.models import PartnershipPage
from tests.factories.accounts import AdminFactory
from tests.factories.entities import TopicFactory
from tests.factories.media import PictureFactory
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.factories.site import build_site

pytestmark = pytest.mark.django_db


def project(**fields: Any) -> dict[str, Any]:
    """A raw block with nothing but title and text, and what is given."""
    empty = {"begins": "", "ends": "", "places": [], "topics": [], "picture": None, "alt_text": "", "caption": ""}
    words = {"title": "Obstgarten", "text": "<p>Bäume.</p>", "url": ""}
    return {"type": "partnerships_project", "id": "b0", "value": {**empty, **words, **fields}}


def listed(*entities: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "id": f"i{order}", "value": entity.pk} for order, entity in enumerate(entities)]


@pytest.fixture(scope="module")
def page_id(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """A profile with one full project, built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        chemnitz, volgograd = two_towns()
        facts = {
            "begins": "2019-05", "ends": "2021", "places": listed(volgograd), "url": "https://garten.example.org/x",
            "topics": listed(TopicFactory(key="jugend", names={"de": "Jugend", "ru": "Молодёжь"})),
            "picture": PictureFactory(credit="A. Muster").pk, "alt_text": "Bäume", "caption": "Im Mai",
        }  # fmt: skip
        yield profile(german_directory(), chemnitz, volgograd, body=[project(**facts)]).pk
        transaction.set_rollback(True)


@pytest.fixture
def page(page_id: int, db: None) -> PartnershipPage:
    return PartnershipPage.objects.get(pk=page_id)


def html(page: PartnershipPage, language: str = "de", **foreign: str) -> BeautifulSoup:
    with translation.override(language):
        context = {"page": page, "foreign_paths": foreign}
        return BeautifulSoup(str(page.body.render_as_block(context)), "html.parser")


def api(page: PartnershipPage, language: str = "de") -> dict[str, Any]:
    with translation.override(language):
        recorder = StoreRecorder(language, timezone.now())
        return present_body(page.body, recorder, language, page.pk)[0].model_dump()


def test_html(page: PartnershipPage) -> None:
    shown = html(page)
    assert " ".join(shown.get_text(" ").replace("\xa0", " ").split()) == (
        "Obstgarten Mai 2019 – 2021 · Wolgograd Im Mai Bildnachweis: A. Muster Bäume. Jugend garten.example.org"
    )
    assert shown.img["alt"] == "Bäume"
    assert shown.h2.get_text() == "Obstgarten"


def test_html_in_another_language_marks_what_is_foreign(page: PartnershipPage) -> None:
    shown = html(page, "ru", **{"body.b0.title": "de", "body.b0.text": "de", "body.b0.alt_text": "de"})
    assert (shown.h2["lang"], shown.select_one(".rich-text")["lang"], shown.img["lang"]) == ("de", "de", "de")
    when = shown.select_one(".project__when").get_text().replace("\xa0", " ")
    assert when == "май 2019 г. – 2021 г. · Волгоград"


def test_api(page: PartnershipPage) -> None:
    shown = api(page, "ru")
    picture = shown.pop("picture")
    assert (picture["alt"], picture["caption"], picture["credit"]) == ("Bäume", "Im Mai", "A. Muster")
    assert shown == {
        "id": "b0",
        "type": "partnerships_project",
        "title": "Obstgarten",
        "begins": "2019-05",
        "ends": "2021",
        "period_text": "май 2019\xa0г. – 2021\xa0г.",
        "places": [
            {
                "key": "volgograd-2", "name": "Волгоград", "language": "ru", "kind": "city", "country": "RU",
                "latitude": 48.71939, "longitude": 44.50184,
            }
        ],
        "topics": [{"key": "jugend", "name": "Молодёжь", "language": "ru"}],
        "html": "<p>Bäume.</p>",
        "url": "https://garten.example.org/x",
    }  # fmt: skip


def test_the_barest_project(page: PartnershipPage) -> None:
    page.body = [project()]
    assert " ".join(html(page).get_text(" ").split()) == "Obstgarten Bäume."
    assert (api(page)["picture"], api(page)["period_text"], api(page)["places"]) == (None, "", [])


def test_a_picture_that_may_not_be_shown_is_left_out(page: PartnershipPage) -> None:
    page.body[0].value["picture"].expires_on = timezone.localdate() - timezone.timedelta(days=1)
    assert html(page).img is None
    assert api(page)["picture"] is None


def test_translators_get_words_and_no_dates(page: PartnershipPage) -> None:
    content = {**page.serializable_data(), "body": list(page.body.raw_data)}
    found = {unit.path: unit.policy for unit in units(PartnershipPage, content) if unit.path.startswith("body.")}
    assert found == {f"body.b0.{leaf}": "source" for leaf in ("title", "alt_text", "caption", "text")}


@pytest.mark.parametrize(
    ("begins", "ends", "is_good"),
    [("2019", "2019-05", True), ("2019-05", "2019", True), ("2019-05", "2018", False), ("2019-13", "", False)],
)
def test_dates_are_checked(begins: str, ends: str, is_good: bool) -> None:
    block = ProjectBlock()
    value = block.to_python({**project()["value"], "begins": begins, "ends": ends})
    if is_good:
        assert block.clean(value)["ends"] == ends
        return
    with pytest.raises(ValidationError):
        block.clean(value)


def test_preview_in_the_editor(client: Client) -> None:
    client.force_login(AdminFactory())
    block = PartnershipPage._meta.get_field("body").stream_block.child_blocks["partnerships_project"]
    response = client.get("/admin/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "Austausch zweier Schulen" in response.content.decode()
