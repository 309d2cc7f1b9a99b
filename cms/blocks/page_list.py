"""Pages of this site that readers may go on to."""

from typing import ClassVar, Literal

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.models import Site

from cms.schemas.blocks import Block
from cms.schemas.links import PageLink
from cms.schemas.recording import Recorder

from .content import ContentBlock
from .links import public_pages


class PageListShape(Block):
    """Pages under a title; those that are not public are left out."""

    words: ClassVar[tuple[str, ...]] = ("title", "pages.title")

    type: Literal["page_list"] = "page_list"
    title: str = Field(description="May be empty.")
    pages: list[PageLink]


class PageListBlock(ContentBlock, blocks.StructBlock):
    """Pages by their own titles, which follow when those change."""

    title = blocks.CharBlock(label=_("Title"), max_length=255, required=False)
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")),
        label=_("Pages"),
        min_num=1,
        help_text=_("Each language links to the page in that language."),
    )

    api_schema = PageListShape

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> PageListShape:
        """Those that are public."""
        chosen = [page.pk for page in value["pages"] if page is not None]
        found = recorder.pages(chosen)
        return PageListShape(id=block_id, title=value["title"], pages=[found[pk] for pk in chosen if pk in found])

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds `pages`: (page as it is shown, its language where it is not the one being shown)."""
        context = super().get_context(value, parent_context=parent_context)
        shown = get_language() or ""
        chosen = [page for page in value["pages"] if page is not None]
        found = public_pages(chosen, shown)
        pages = [found[page.pk] for page in chosen if page.pk in found]
        languages = [page.locale.language_code for page in pages]
        context["pages"] = [
            (page, "" if language == shown else language) for page, language in zip(pages, languages, strict=True)
        ]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """The home page."""
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        return self.normalize({"title": gettext("Further information"), "pages": [site.root_page] if site else []})

    class Meta:
        icon = "doc-empty"
        group = _("Links")
        label = _("List of pages")
        description = _("Pages of this site by their own titles.")
        template = "cms/blocks/page_list.html"
        label_format = "{title}"
