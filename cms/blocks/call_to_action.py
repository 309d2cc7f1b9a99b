"""One thing that readers are asked to do."""

from typing import ClassVar, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks

from cms.schemas.blocks import Block
from cms.schemas.links import Link
from cms.schemas.recording import Recorder

from .content import ContentBlock
from .link_list import LinkBlock, presented_link
from .links import public_addresses


class CallToAction(Block):
    """A button with a sentence; null while its page is not public."""

    words: ClassVar[tuple[str, ...]] = ("text", "link.label")

    type: Literal["call_to_action"] = "call_to_action"
    text: str = Field(description="May be empty.")
    link: Link | None = Field(description="Null while its page is not public.")


class CallToActionBlock(ContentBlock, LinkBlock):
    """A button that leads to a page of this site or elsewhere, with a sentence before it."""

    text = blocks.CharBlock(
        label=_("Sentence"),
        max_length=500,
        required=False,
        help_text=_("Why, or until when; stands before the button."),
    )

    api_schema = CallToAction

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> CallToAction:
        """Where the button leads."""
        return CallToAction(id=block_id, text=value["text"], link=presented_link(value, recorder))

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds `address` ("" while nothing is there) and `page_language` (None elsewhere, "" as the one shown)."""
        context = super().get_context(value, parent_context=parent_context)
        page, shown = value["page"], get_language() or ""
        address, language = (value["url"], None) if not page else ("", "")
        if page:
            address, language = public_addresses([page], shown).get(page.pk, ("", ""))
        return {**context, "address": address, "page_language": "" if language == shown else language}

    class Meta:
        icon = "mail"
        group = _("Links")
        label = _("Call to action")
        description = _("A button for the one thing readers should do next.")
        template = "cms/blocks/call_to_action.html"
        label_format = "{label}"
        preview_value: ClassVar = {
            "label": _("Register"),
            "page": None,
            "url": "https://example.org/",
            "text": _("Registration is open until the end of May."),
        }
