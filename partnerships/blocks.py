"""What partnerships put into the body of any page: a project of two towns."""

from typing import Any, ClassVar, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.content import ContentBlock
from cms.blocks.text import TEXT_FEATURES
from cms.entities.choosers import PlaceChooserBlock, TopicChooserBlock
from cms.media.models import Picture
from cms.schemas import pictures
from cms.schemas.blocks import Block
from cms.schemas.entities import EntityName, Place
from cms.schemas.recording import Recorder
from partnerships.fields import earliest_day, latest_day
from partnerships.schemas import PARTIAL
from partnerships.services.wording import period_words
from partnerships.streams import PartialDateBlock


class Project(Block):
    """A project of a partnership."""

    words: ClassVar[tuple[str, ...]] = ("title", "html", "picture.caption", "picture.alt", "picture.credit")

    type: Literal["partnerships_project"] = "partnerships_project"
    title: str
    begins: str = Field(description=PARTIAL)
    ends: str = Field(description=PARTIAL)
    period_text: str = Field(description="In words; empty when neither is known.")
    places: list[Place] = Field(description="Where it takes place; may be empty.")
    topics: list[EntityName]
    picture: pictures.Picture | None = Field(description="Null when there is none that may be shown.")
    html: str = Field(description="Paragraphs, lists, bold, italic and links, whose addresses are resolved.")
    url: str = Field(description="Of the project elsewhere; may be empty.")


class ProjectBlock(ContentBlock, blocks.StructBlock):
    """A project: what was done, when and where, with a picture."""

    title = blocks.CharBlock(label=_("Title"), max_length=255)
    begins = PartialDateBlock(label=_("Beginning"), help_text=_("1991, 1991-06 or 1991-06-20"))
    ends = PartialDateBlock(label=_("End"), help_text=_("Empty while it goes on, or when it is not known."))
    places = blocks.ListBlock(PlaceChooserBlock(label=_("Place")), label=_("Places"), default=[], collapsed=True)
    topics = blocks.ListBlock(TopicChooserBlock(label=_("Topic")), label=_("Topics"), default=[], collapsed=True)
    picture = ImageChooserBlock(
        label=_("Picture"), required=False, help_text=_("Needs a credit before the page can be published.")
    )
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=255,
        required=False,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        max_length=500,
        required=False,
        help_text=_("The credit is added by itself from the picture."),
    )
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)

    api_schema = Project

    def clean(self, value: Any) -> blocks.StructValue:
        """Refuse a project that ends before it begins."""
        cleaned = super().clean(value)
        begins, ends = earliest_day(cleaned["begins"]), latest_day(cleaned["ends"])
        if begins and ends and ends < begins:
            error = ValidationError(_("The end lies before the beginning."))
            raise StructBlockValidationError({"ends": error})
        return cleaned

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> Project:
        """With the names of places and topics as readers of the language know them."""
        return Project(
            id=block_id,
            title=value["title"],
            begins=value["begins"],
            ends=value["ends"],
            period_text=period_words(value["begins"], value["ends"], locale),
            places=[recorder.place(place) for place in value["places"] if place],
            topics=[recorder.name(topic) for topic in value["topics"] if topic],
            picture=recorder.picture(value["picture"], value["alt_text"], value["caption"]),
            html=recorder.rich_text(value["text"].source),
            url=value["url"],
        )

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds the period in words, and (name, its language) of places and topics."""
        context = super().get_context(value, parent_context=parent_context)
        shown = get_language()
        context["period"] = period_words(value["begins"], value["ends"], shown)
        context["places"] = [place.localized_name(shown) for place in value["places"] if place]
        context["topics"] = [topic.localized_name(shown) for topic in value["topics"] if topic]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """A sample in the language of the editor with the newest picture of the library."""
        done = gettext("Pupils of both towns planted an orchard together.")
        return self.normalize(
            {
                "title": gettext("Exchange of two schools"),
                "begins": "2019-05",
                "ends": "2021",
                "places": [],
                "topics": [],
                "picture": Picture.objects.order_by("-pk").first(),
                "alt_text": gettext("What the picture shows"),
                "caption": "",
                "url": "",
                "text": f"<p>{done}</p>",
            }
        )

    class Meta:
        icon = "pair"
        label = _("Project")
        description = _("A project of a partnership: what was done, when and where, with a picture.")
        template = "partnerships/blocks/project.html"
        label_format = "{title}"


content_blocks = {"partnerships_project": ProjectBlock}
