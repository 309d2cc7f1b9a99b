"""Events in the order in which they happened."""

import datetime
from typing import Any, ClassVar, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, gettext, to_locale
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks

from cms.schemas.base import Schema
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock
from .text import TEXT_FEATURES

# How much of an ISO date is known.
SHOWN = {"day": 10, "month": 7, "year": 4}


class TimelineEvent(Schema):
    """One event."""

    when: str = Field(description="1991, 1991-06 or 1991-06-20, as exact as it is known.")
    when_text: str = Field(description="In words of the page's language.")
    title: str
    html: str = Field(description="Paragraphs, lists, bold, italic and links, whose addresses are resolved.")


class Timeline(Block):
    """Events, the earliest first."""

    words: ClassVar[tuple[str, ...]] = ("title", "events.title", "events.html")

    type: Literal["timeline"] = "timeline"
    title: str
    events: list[TimelineEvent]


def words_of(day: datetime.date, precision: str, language: str) -> str:
    """Juni 1991, июнь 1991 г., 20 June 1991: as much of the day as is known."""
    try:
        locale = Locale.parse(to_locale("en-gb" if language == "en" else language))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en_GB")
    if precision == "year":
        return str(day.year)
    words = format_date(day, "long", locale) if precision == "day" else format_skeleton("yMMMM", day, locale=locale)
    return words.replace("\u202f", "\xa0")


class EventValue(blocks.StructValue):
    """An event and how much of its day is known."""

    @property
    def when(self) -> str:
        """1991, 1991-06 or 1991-06-20."""
        return self["day"].isoformat()[: SHOWN[self["precision"]]] if self["day"] else ""

    def when_text(self, language: str) -> str:
        """In words of the language."""
        return words_of(self["day"], self["precision"], language) if self["day"] else ""


class EventBlock(blocks.StructBlock):
    """What happened on a day, in a month or in a year."""

    day = blocks.DateBlock(label=_("Date"), help_text=_("Any day of the month or year where no more is known."))
    precision = blocks.ChoiceBlock(
        label=_("What is known of it"),
        choices=[("day", _("the day")), ("month", _("the month")), ("year", _("the year"))],
        default="day",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, required=False)

    class Meta:
        icon = "history"
        label = _("Event")
        value_class = EventValue
        label_format = "{day} {title}"


class TimelineBlock(ContentBlock, blocks.StructBlock):
    """Events in the order of their dates, whatever the order in which they were written down."""

    title = blocks.CharBlock(label=_("Title"), max_length=255)
    events = blocks.ListBlock(EventBlock(), label=_("Events"), min_num=2)

    api_schema = Timeline

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> Timeline:
        """Dates are facts; their words follow the language."""
        return Timeline(
            id=block_id,
            title=value["title"],
            events=[
                TimelineEvent(
                    when=event.when,
                    when_text=event.when_text(locale),
                    title=event["title"],
                    html=recorder.rich_text(event["text"].source),
                )
                for _id, event in _in_order(value)
            ],
        )

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds the events as (id of the item, event, its date in words)."""
        context = super().get_context(value, parent_context=parent_context)
        language = get_language() or ""
        context["events"] = [(key, event, event.when_text(language)) for key, event in _in_order(value)]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """A sample in the language of the editor."""
        founded, visited = datetime.date(1987, 6, 20), datetime.date(2011, 5, 1)
        events = [
            {"day": founded, "precision": "day", "title": gettext("The mayors sign the treaty"), "text": ""},
            {"day": visited, "precision": "month", "title": gettext("The first exchange of schools"), "text": ""},
        ]
        return self.normalize({"title": gettext("How it began"), "events": events})

    class Meta:
        icon = "history"
        group = _("Text")
        label = _("Timeline")
        description = _("Events with their dates, the earliest first.")
        template = "cms/blocks/timeline.html"
        label_format = "{title}"


def _in_order(value: Any) -> list[tuple[str, EventValue]]:
    # A month comes before its days, a year before its months.
    dated = [(item.id, item.value) for item in value["events"].bound_blocks]
    return sorted(dated, key=lambda entry: entry[1].when)
