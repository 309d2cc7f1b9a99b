"""A list of links."""

from typing import Any, ClassVar, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.schemas.blocks import Block
from cms.schemas.links import Link
from cms.schemas.recording import Recorder

from .content import ContentBlock
from .links import public_addresses


class LinkList(Block):
    """Links under a title; those to pages that are not public are left out."""

    words: ClassVar[tuple[str, ...]] = ("title", "links.label")

    type: Literal["link_list"] = "link_list"
    title: str = Field(description="May be empty.")
    links: list[Link]


class LinkBlock(blocks.StructBlock):
    """One link, to a page of this site or to an address elsewhere."""

    label = blocks.CharBlock(label=_("Label"), max_length=255, help_text=_("What readers find there."))
    page = blocks.PageChooserBlock(
        label=_("Page"), required=False, help_text=_("Each language links to the page in that language.")
    )
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)

    def clean(self, value: Any) -> blocks.StructValue:
        """Refuse two targets; refuse none once the page is to be published."""
        cleaned = super().clean(value)
        if cleaned["page"] and cleaned["url"]:
            raise self._target_error()
        if not (cleaned["page"] or cleaned["url"] or self.is_deferred_validation):
            raise self._target_error()
        return cleaned

    @staticmethod
    def _target_error() -> StructBlockValidationError:
        message = _("Give either an address elsewhere or a page of this site.")
        return StructBlockValidationError({"url": ValidationError(message)})

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"


def presented_link(item: blocks.StructValue, recorder: Recorder) -> Link | None:
    """The link for the API; None when its page is not public."""
    if item["url"]:
        return Link(label=item["label"], url=item["url"])
    page = recorder.page(item["page"]) if item["page"] else None
    return Link(label=item["label"], url=page.url, page=page) if page else None


class LinkListBlock(ContentBlock, blocks.StructBlock):
    """Links under a title."""

    title = blocks.CharBlock(label=_("Title"), max_length=255, required=False)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    api_schema = LinkList

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> LinkList:
        """The links that lead somewhere."""
        links = [link for link in (presented_link(item, recorder) for item in value["links"]) if link is not None]
        return LinkList(id=block_id, title=value["title"], links=links)

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds the links that lead somewhere, as (id of the item, link, address, language of its page).

        The language is None for an address elsewhere, "" for the one being shown.
        """
        context = super().get_context(value, parent_context=parent_context)
        shown = get_language()
        links = [(item.id, item.value) for item in value["links"].bound_blocks]
        targets = public_addresses((link["page"] for _id, link in links if link["page"]), shown)
        context["links"] = []
        for key, link in links:
            address, language = targets.get(link["page"].pk, ("", "")) if link["page"] else (link["url"], None)
            if address:
                context["links"].append((key, link, address, "" if language == shown else language))
        return context

    class Meta:
        icon = "link"
        group = _("Links")
        label = _("Link list")
        description = _("Links to pages of this site or elsewhere.")
        template = "cms/blocks/link_list.html"
        label_format = "{title}"
        preview_value: ClassVar = {
            "title": _("Further information"),
            "links": [{"label": _("Programme of the conference"), "page": None, "url": "https://example.org/"}],
        }
