"""Words inside f-strings are not found when catalogues are made: they would never be translated."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

SOURCES = ("cms", "conference", "home", "news", "partnerships", "search")
TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def hidden_words(source: str) -> Iterator[int]:
    """Lines in which words are translated within an f-string."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            calls = (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))
            yield from (call.lineno for call in calls if getattr(call.func, "id", "") in TRANSLATING)


def test_no_words_are_hidden_from_the_catalogues():
    assert list(hidden_words('a = f"<p>{_(\'Hello\')}</p>"\nb = _("Hello")\nc = f"{b} {len(a)}"')) == [1]
    files = (path for name in SOURCES for path in (Path(settings.BASE_DIR) / name).rglob("*.py"))
    assert [f"{path}:{line}" for path in files for line in hidden_words(path.read_text())] == []
