"""Screens of the desk have their heading: Wagtail's header shows a variable `heading` in its place, an empty h1."""

import re
from pathlib import Path

from django.conf import settings

SOURCES = ("cms", "conference", "home", "news", "partnerships", "search")
HEADER = "wagtailadmin/shared/header.html"
NAMED = re.compile(
    r"{%\s*(?:translate|blocktranslate|with)\b[^%]*\b(?:as|asvar)\s+heading\b|{%\s*with\b[^%]*\bheading="
)


def test_no_template_hides_its_heading():
    assert NAMED.search('{% translate "Import" as heading %}')
    assert NAMED.search("{% blocktranslate asvar heading with number=1 %}")
    templates = (path for name in SOURCES for path in (Path(settings.BASE_DIR) / name).rglob("*.html"))
    including = [(path, text) for path in templates if HEADER in (text := path.read_text())]
    assert len(including) > 10
    assert [str(path) for path, text in including if NAMED.search(text)] == []
