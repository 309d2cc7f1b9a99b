"""Blocks of running text."""

from typing import ClassVar, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.rich_text import RichText

from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock

# What staff can set in running text; everything else has a block of its own.
TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]


class Heading(Block):
    """A sub-heading."""

    words: ClassVar[tuple[str, ...]] = ("text",)

    type: Literal["heading"] = "heading"
    text: str
    level: Literal[2, 3]


class HeadingBlock(ContentBlock, blocks.StructBlock):
    """A sub-heading of level 2 or 3."""

    text = blocks.CharBlock(label=_("Heading"), max_length=255)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Sub-section"))],
        default="2",
        help_text=_("Readers of screen readers jump from heading to heading: do not skip a level."),
    )

    api_schema = Heading

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> Heading:
        """Text and level."""
        return Heading(id=block_id, text=value["text"], level=int(value["level"]))

    class Meta:
        icon = "title"
        group = _("Text")
        label = _("Heading")
        description = _("Divides a long text into sections.")
        template = "cms/blocks/heading.html"
        label_format = "{text}"
        preview_value: ClassVar = {"text": _("What the theme year wants to achieve"), "level": "2"}


class Text(Block):
    """Paragraphs, lists and links."""

    words: ClassVar[tuple[str, ...]] = ("html",)

    type: Literal["rich_text"] = "rich_text"
    html: str = Field(description="Paragraphs, lists, bold, italic and links, whose addresses are resolved.")


class RichTextBlock(ContentBlock, blocks.RichTextBlock):
    """Paragraphs, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    api_schema = Text

    def present(self, value: RichText, block_id: str, recorder: Recorder, locale: str) -> Text:
        """HTML whose links lead to pages in the reader's language."""
        return Text(id=block_id, html=recorder.rich_text(value.source))

    def get_preview_value(self) -> RichText:
        """A sample paragraph in the language of the editor."""
        paragraph = gettext("Towns in both countries tell what their partnership means to them.")
        return RichText(f"<p>{paragraph}</p>")

    class Meta:
        icon = "pilcrow"
        group = _("Text")
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "cms/blocks/rich_text.html"
