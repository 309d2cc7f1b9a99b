"""The named places of templates and what plugins put there are the same set."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.safestring import SafeString, mark_safe

from cms.plugins.registry import registry

SLOT = re.compile(r"{%\s*slot\s+[\"']([\w.]+)[\"']")


def test_every_slot_is_offered_and_every_contribution_is_shown() -> None:
    folders = [settings.BASE_DIR / name for name in ("cms", "search", *settings.CMS_PLUGINS)]
    used = {
        name
        for folder in folders
        for path in folder.rglob("templates/**/*.html")
        for name in SLOT.findall(path.read_text())
    }
    assert used == {
        "error.nearby",
        "home.deadlines",
        "home.directory",
        "home.next_edition",
        "home.styles",
        "page.context",
        "site.contact",
        "site.footer",
        "site.name",
        "site.navigation",
        "site.title",
    }
    assert used == set(registry.read("slots"))


def breaks(context: Context) -> SafeString:
    raise RuntimeError("A slot broke.")


def stays(context: Context) -> SafeString:
    return mark_safe("<p>Da</p>")


@pytest.mark.django_db
def test_a_contribution_that_fails_is_logged_and_left_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(registry._stores["slots"], "home.deadlines", [breaks, stays])
    template = Template("{% load plugin_slots %}{% slot 'home.deadlines' %}")
    assert template.render(Context()) == "<p>Da</p>"
    assert [(record.slot, record.exc_info[0]) for record in caplog.records] == [("home.deadlines", RuntimeError)]
