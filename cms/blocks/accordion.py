"""Questions and answers that open one by one."""

from typing import ClassVar, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks

from cms.schemas.base import Schema
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock
from .text import TEXT_FEATURES


class AccordionSection(Schema):
    """One section."""

    title: str
    html: str = Field(description="Paragraphs, lists, bold, italic and links, whose addresses are resolved.")


class Accordion(Block):
    """Sections that readers open one by one."""

    words: ClassVar[tuple[str, ...]] = ("sections.title", "sections.html")

    type: Literal["accordion"] = "accordion"
    sections: list[AccordionSection]


class AccordionSectionBlock(blocks.StructBlock):
    """A title that stands open to all and a text below it."""

    title = blocks.CharBlock(label=_("Title"), max_length=255, help_text=_("A question, or what stands below."))
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "list-ul"
        label = _("Section")
        label_format = "{title}"


class AccordionBlock(ContentBlock, blocks.StructBlock):
    """Sections whose texts are closed until asked for; in print all stand open."""

    sections = blocks.ListBlock(AccordionSectionBlock(), label=_("Sections"), min_num=2)

    api_schema = Accordion

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> Accordion:
        """Titles and HTML."""
        return Accordion(
            id=block_id,
            sections=[
                AccordionSection(title=section["title"], html=recorder.rich_text(section["text"].source))
                for section in value["sections"]
            ],
        )

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds the sections as (id of the item, section)."""
        context = super().get_context(value, parent_context=parent_context)
        context["sections"] = [(item.id, item.value) for item in value["sections"].bound_blocks]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """A sample in the language of the editor."""
        answers = {
            gettext("Who can take part?"): gettext("Town halls, associations and schools of both countries."),
            gettext("What does it cost?"): gettext("Nothing; travel is paid by those who travel."),
        }
        return self.normalize(
            {"sections": [{"title": asked, "text": f"<p>{answer}</p>"} for asked, answer in answers.items()]}
        )

    class Meta:
        icon = "list-ul"
        group = _("Text")
        label = _("Accordion")
        description = _("Sections that readers open one by one; good for questions and answers.")
        template = "cms/blocks/accordion.html"
