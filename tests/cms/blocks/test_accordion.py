"""Accordions: native disclosures, one by one."""

import pytest

from news.models import ArticlePage
from tests.cms.blocks.presented import api, html, paths, refused, rows, text_of, with_body

pytestmark = pytest.mark.django_db
SECTIONS = rows({"title": "Wer?", "text": "<p>Alle.</p>"}, {"title": "Wann?", "text": "<p>Bald.</p>"})


def test_sections(article: ArticlePage):
    page = with_body(article, ("accordion", {"sections": SECTIONS}))
    found = html(page, {"body.b0.sections.i1.title": "ru", "body.b0.sections.i1.text": "ru"})
    assert [(text_of(one.summary), text_of(one.div), one.has_attr("open")) for one in found.select("details")] == [
        ("Wer?", "Alle.", False), ("Wann?", "Bald.", False),
    ]  # fmt: skip
    assert [element["lang"] for element in found.select("[lang]")] == ["ru", "ru"]
    assert api(page)[0]["sections"] == [
        {"title": "Wer?", "html": "<p>Alle.</p>"}, {"title": "Wann?", "html": "<p>Bald.</p>"},
    ]  # fmt: skip
    assert paths(page) == [
        *("body.b0.sections.i0.text", "body.b0.sections.i0.title"),
        *("body.b0.sections.i1.text", "body.b0.sections.i1.title"),
    ]


def test_one_section_is_no_accordion():
    assert refused(("accordion", {"sections": SECTIONS[:1]})) == {
        "sections": {"messages": ["Die minimale Anzahl an Elementen ist 2"]}
    }
