"""What readers, the API and translators get of a page's body."""

from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.blocks.body import BodyBlock, present_body
from cms.content_store.services.recorder import StoreRecorder
from news.models import ArticlePage
from tests.cms.blocks.conftest import stream


def html(page: ArticlePage, foreign_paths: dict[str, str] | None = None) -> BeautifulSoup:
    context = {"page": page, "foreign_paths": foreign_paths or {}}
    return BeautifulSoup(str(page.body.render_as_block(context)), "html.parser")


def api(page: ArticlePage, language: str = "de") -> list[dict[str, Any]]:
    shown = present_body(page.body, StoreRecorder(language, timezone.now()), language, page.pk)
    return [block.model_dump() for block in shown]


def paths(page: ArticlePage) -> list[str]:
    """What translators get of the body, by wagtail-localize's paths."""
    page.save()
    found = extract_segments(ArticlePage.objects.get(pk=page.pk))
    words = [item for item in found if isinstance(item, StringSegmentValue | TemplateSegmentValue)]
    return sorted({item.path for item in words if item.path.startswith("body.")})


def with_body(page: ArticlePage, *blocks: tuple[str, Any]) -> ArticlePage:
    page.body = stream(*blocks)
    return page


def text_of(element: Any) -> str:
    return element.get_text(" ", strip=True)


def rows(*values: Any) -> list[dict[str, Any]]:
    """Raw items of a list block; ids are i0, i1 ..."""
    return [{"type": "item", "id": f"i{number}", "value": value} for number, value in enumerate(values)]


def refused(*blocks: tuple[str, Any], draft: bool = False) -> Any:
    """What the form says of the first block, in English; None when it is accepted."""
    block = BodyBlock()
    if draft:
        block.defer_required_validation()
    try:
        block.clean(block.to_python(stream(*blocks)))
    except ValidationError as error:
        with translation.override("en"):
            return error.as_json_data()["blockErrors"][0]["blockErrors"]
    finally:
        if draft:
            block.restore_deferred_validation()
    return None
