"""Stored rich text as HTML for readers: page links in the page's language, private targets without address."""

from collections.abc import Callable
from typing import Any

from django.utils.html import escape
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter

from cms.media.models import DocumentFile, Picture
from cms.schemas.links import PageLink

Attributes = dict[str, str]


def expand(html: str, recorder: Any) -> str:
    """The HTML with links and pictures resolved by the recorder."""
    links = LinkRewriter(
        bulk_rules={
            "page": lambda found: page_links(found, recorder),
            "document": lambda found: document_links(found, recorder),
        }
    )
    pictures = EmbedRewriter(
        bulk_rules={"image": lambda found: _pictures(found, recorder)},
    )
    return pictures(links(html))


def page_links(found: list[Attributes], recorder: Any) -> list[str]:
    """Opening tags of links to pages, without address where readers may not see the page."""
    targets = recorder.pages([int(attributes["id"]) for attributes in found if "id" in attributes])
    return [_page_link(targets.get(int(attributes.get("id", 0))), recorder.language) for attributes in found]


def _page_link(target: PageLink | None, language: str) -> str:
    if target is None:
        return "<a>"
    foreign = "" if target.locale == language else f' hreflang="{escape(target.locale)}"'
    return f'<a href="{escape(target.url)}"{foreign}>'


def document_links(found: list[Attributes], recorder: Any) -> list[str]:
    """Opening tags of links to documents, without address where readers may not have the file."""
    return _files(found, DocumentFile, lambda document: _document_link(document, recorder))


def _files(found: list[Attributes], model: type, tag: Callable[[Any], str]) -> list[str]:
    ids = [int(attributes.get("id", 0)) for attributes in found]
    files = model.objects.in_bulk(ids)
    return [tag(files.get(pk)) for pk in ids]


def _document_link(document: DocumentFile | None, recorder: Any) -> str:
    shape = recorder.document(document)
    return f'<a href="{escape(shape.url)}">' if shape else "<a>"


def _pictures(found: list[Attributes], recorder: Any) -> list[str]:
    alts = iter([attributes.get("alt", "") for attributes in found])
    return _files(found, Picture, lambda picture: _picture(recorder.picture(picture, alt=next(alts))))


def _picture(shape: Any) -> str:
    if shape is None:
        return ""
    source = shape.sources[-1]
    return f'<img src="{escape(source.url)}" width="{source.width}" height="{source.height}" alt="{escape(shape.alt)}">'
