"""A box of facts."""

from typing import ClassVar, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks

from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock
from .text import TEXT_FEATURES


class FactBox(Block):
    """Facts beside the text."""

    words: ClassVar[tuple[str, ...]] = ("title", "html")

    type: Literal["fact_box"] = "fact_box"
    title: str
    html: str = Field(description="Paragraphs, lists, bold, italic and links, whose addresses are resolved.")


class FactBoxBlock(ContentBlock, blocks.StructBlock):
    """Facts beside the text, under a title of their own."""

    title = blocks.CharBlock(label=_("Title"), max_length=255)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    api_schema = FactBox

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> FactBox:
        """Title and HTML."""
        return FactBox(id=block_id, title=value["title"], html=recorder.rich_text(value["text"].source))

    def get_preview_value(self) -> blocks.StructValue:
        """A sample in the language of the editor."""
        fact = gettext("opened in June, closed in September")
        return self.normalize(
            {
                "title": gettext("The year at a glance"),
                "text": f"<ul><li>{fact}</li></ul>",
            }
        )

    class Meta:
        icon = "info-circle"
        group = _("Text")
        label = _("Fact box")
        description = _("Facts beside the text, under a title of their own.")
        template = "cms/blocks/fact_box.html"
        label_format = "{title}"
