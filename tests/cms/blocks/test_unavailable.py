"""Blocks of an inactive plugin are kept word for word through load, clean, form, revision and save."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cms.blocks.body import BodyBlock, present_body
from cms.content_store.services.recorder import StoreRecorder
from news.models import ArticlePage
from tests.cms.blocks.conftest import stream
from tests.factories.accounts import AdminFactory

GONE = {"type": "notes_note", "value": {"text": "Merke", "deep": [1, {"a": None}]}, "id": "b1"}
BODY = [*stream(("heading", {"text": "Titel", "level": "2"})), GONE]


def stored(page: ArticlePage) -> list[dict]:
    return ArticlePage.objects.get(pk=page.pk).body.get_prep_value()


def test_load_and_save(article: ArticlePage):
    article.body = BODY
    article.save()
    page = ArticlePage.objects.get(pk=article.pk)
    assert [child.block_type for child in page.body] == ["heading", "notes_note"]
    page.save()
    assert stored(page) == BODY


def test_clean():
    block = BodyBlock()
    assert block.clean(block.to_python(BODY)).get_prep_value() == BODY


def test_revision_and_publish(article: ArticlePage):
    article.body = BODY
    article.save_revision().publish()
    assert stored(article) == BODY


def test_form_round_trip():
    block = BodyBlock()
    state = block.get_form_state(block.to_python(BODY))
    assert [(item["type"], item["id"]) for item in state] == [("heading", "b0"), ("unavailable", "b1")]
    data = {
        "body-count": "2",
        "body-0-deleted": "",
        "body-0-order": "1",
        "body-0-type": "heading",
        "body-0-id": "b0",
        "body-0-value-text": "Titel",
        "body-0-value-level": "2",
        "body-1-deleted": "",
        "body-1-order": "0",
        "body-1-type": "unavailable",
        "body-1-id": "b1",
        "body-1-value": state[1]["value"],
    }
    assert block.value_from_datadict(data, {}, "body").get_prep_value() == [GONE, BODY[0]]


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '{"type": "notes_note"}'])
def test_a_form_that_was_tampered_with_adds_nothing(text: str):
    data = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "unavailable",
        "body-0-id": "b1",
        "body-0-value": text,
    }
    assert BodyBlock().value_from_datadict(data, {}, "body").get_prep_value() == []


def test_a_known_block_cannot_slip_through_unchecked():
    block = BodyBlock()
    carried = json.dumps({"type": "heading", "value": {"text": "x" * 300, "level": "2"}})
    data = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "unavailable",
        "body-0-id": "b1",
        "body-0-value": carried,
    }
    with pytest.raises(Exception, match="Validation error in StreamBlock"):
        block.clean(block.value_from_datadict(data, {}, "body"))


def test_readers_see_nothing(article: ArticlePage):
    article.body = BODY
    html = str(article.body.render_as_block({"page": article}))
    assert "Merke" not in html
    assert html.strip() == "<h2>Titel</h2>"


def test_the_api_gives_null():
    body = BodyBlock().to_python(BODY)
    assert [block.model_dump() for block in present_body(body, StoreRecorder("de", timezone.now()), "de")] == [
        {"id": "b0", "type": "heading", "text": "Titel", "level": 2},
        {"id": "b1", "type": "unavailable", "name": "notes_note", "value": None},
    ]


def test_the_editor_shows_and_keeps_it(article: ArticlePage, client: Client):
    article.body = BODY
    article.save()
    client.force_login(AdminFactory())
    response = client.get(f"/admin/pages/{article.pk}/edit/")
    assert response.status_code == 200
    assert "cms.blocks.BodyBlock" in response.content.decode()


def test_with_the_plugin_the_block_is_back(notes_plugin: None, article: ArticlePage):
    article.body = stream(("notes_note", {"text": "Merke"}))
    assert str(article.body.render_as_block({"page": article})) == '<p class="note">Merke</p>'


@pytest.mark.slow
@pytest.mark.parametrize(("plugins", "known"), [("", False), (",tests.plugins.notes", True)])
def test_a_real_process_with_and_without_the_plugin(plugins: str, known: bool):
    """Also: the blocks of a plugin never change the migrations of a page."""
    script = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "from news.models import ArticlePage\n"
        "call_command('makemigrations', 'news', 'home', check=True, dry_run=True, verbosity=0)\n"
        "print('notes_note' in list(ArticlePage._meta.get_field('body').stream_block.child_blocks))\n"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "CMS_PLUGINS": f"home,news,conference{plugins}",
    }
    done = subprocess.run(  # noqa: S603  (our own script)
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, str(known)), done.stderr
