"""A plugin's block that fails is contained: the page is served, and the log says where."""

import logging

import pytest
from django.utils import timezone

from cms.blocks.body import present_body
from cms.content_store.services.recorder import StoreRecorder
from cms.pages.services.publish_checks import problems_of
from news.models import ArticlePage
from tests.cms.blocks.conftest import stream
from tests.factories.media import PictureFactory

pytestmark = pytest.mark.usefixtures("notes_plugin")
BROKEN = stream(("heading", {"text": "Titel", "level": "2"}), ("notes_note", {"text": "broken"}))


def places(records: list[logging.LogRecord]) -> list[tuple]:
    return [(record.plugin, record.block_type, record.block_id, record.page_id) for record in records]


def test_html(article: ArticlePage, caplog: pytest.LogCaptureFixture):
    article.body = BROKEN
    html = str(article.body.render_as_block({"page": article}))
    assert html.strip() == "<h2>Titel</h2>"
    assert places(caplog.records) == [("notes", "notes_note", "b1", article.pk)]


def test_api(article: ArticlePage, caplog: pytest.LogCaptureFixture):
    article.body = BROKEN
    shown = present_body(article.body, StoreRecorder("de", timezone.now()), "de", article.pk)
    assert [(block.type, block.id) for block in shown] == [("heading", "b0"), ("unavailable", "b1")]
    assert places(caplog.records) == [("notes", "notes_note", "b1", article.pk)]


def test_the_hosts_own_failures_are_loud(article: ArticlePage):
    article.body = stream(("heading", {"text": "Titel", "level": "five"}))
    with pytest.raises(ValueError, match="invalid literal"):
        present_body(article.body, StoreRecorder("de", timezone.now()), "de", article.pk)


def test_pictures_in_a_plugins_block_are_checked_before_publishing(article: ArticlePage):
    good, bad = PictureFactory(), PictureFactory(title="Turm", credit="")
    use = {"picture": bad.pk, "alt_text": "", "decorative": False, "caption": ""}
    fine = {"picture": good.pk, "alt_text": "Brücke", "decorative": False, "caption": ""}
    pictures = [
        {"type": "item", "value": fine, "id": "p0"},
        {"type": "item", "value": use, "id": "p1"},
    ]
    article.body = stream(("notes_gallery", {"cover": bad.pk, "pictures": pictures}))
    assert [problem.block for problem in problems_of(article)] == [
        (0, "cover"),
        (0, "pictures", 1, "picture"),
        (0, "pictures", 1, "alt_text"),
    ]
