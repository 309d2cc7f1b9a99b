"""The named places of templates and what plugins put there are the same set."""

import re

from django.conf import settings

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
        "home.deadlines",
        "home.next_edition",
        "home.styles",
        "site.footer",
        "site.name",
        "site.navigation",
        "site.title",
    }
    assert used == set(registry.read("slots"))
