"""A profile as its page shows it: made of the detail of its content item, in words of the page's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.delivery.services.languages import format_locale
from partnerships.models import Evidence, State

from .drawing.maps import draw_strip
from .drawing.shapes import Drawing, MapPair, MapPlace
from .sides import Letter, side_letters
from .sources import licence_url
from .wording import date_words

Data = dict[str, Any]
# What makes an entry of the history worth a place on the page; for a state that is not known a source is not enough.
SAID = ("starts", "continues", "condition", "note", "letter", "answer")
SINCE_NOTES = {"year": gettext_lazy("Only the year is known."), "month": gettext_lazy("The day is not known.")}


@dataclass(frozen=True)
class SideOutline:
    """One place; `joined` is the letter of the place before it, empty for the first."""

    place: Data
    letter: Letter
    joined: str
    population: str
    actors: Sequence[Data]


@dataclass(frozen=True)
class Moment:
    """An entry of the timeline: when in words, and the entry; without one it is the beginning."""

    starts: str
    words: str
    entry: Data | None = None


@dataclass(frozen=True)
class Word:
    """Who confirmed the profile and when; `place` is None for staff."""

    place: Data | None
    office: str
    on: str


class ProfileOutline:
    """Reads the detail of a profile, stored or of a draft in preview."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.language: str = data["locale"]

    @cached_property
    def sides(self) -> list[SideOutline]:
        """In their order, each with its actors."""
        places = self.data["places"]
        letters = side_letters([place["country"] for place in places])
        return [
            SideOutline(
                place=place,
                letter=letter,
                joined=joined,
                population=self.number(place["population"]),
                actors=[actor for actor in self.data["actors"] if actor["place"] == place["key"]],
            )
            for place, letter, joined in zip(places, letters, ["", *letters], strict=False)
        ]

    @property
    def has_actors(self) -> bool:
        """Whether anybody may be named."""
        return any(side.actors for side in self.sides)

    @property
    def current(self) -> Data | None:
        """The entry that tells the state today."""
        return self.data["history"][-1] if self.data["history"] else None

    @cached_property
    def timeline(self) -> list[Moment]:
        """From the beginning to today; empty when there is no more than a beginning or a state that is not known."""
        told = [entry for entry in self.data["history"] if _says_something(entry)]
        moments = [Moment(row["starts"], date_words(row["starts"], self.language, alone=True), row) for row in told]
        since = self.data["since"]
        is_told = not since or not moments or any(moment.starts == since for moment in moments)
        begins = [] if is_told else [Moment(since, self.data["since_text"])]
        return [*begins, *moments]

    @property
    def tells_a_story(self) -> bool:
        """Whether there is more than names, facts and states."""
        return bool(self.data["body"] or self.data["lead"] or self.has_actors)

    @property
    def story_has_its_heading(self) -> bool:
        """Whether the story begins with a heading of its own."""
        return bool(self.data["body"]) and self.data["body"][0]["type"] == "heading"

    @property
    def evidence(self) -> str:
        """How well the facts are documented, in words."""
        return str(Evidence(self.data["evidence"]).label)

    @property
    def as_of(self) -> str:
        """Of when the evidence of the state is, in words."""
        return date_words(self.data["status"]["as_of"], self.language, alone=True)

    @property
    def since_note(self) -> str:
        """How exactly the beginning is known, where that is less than the day."""
        return str(SINCE_NOTES.get(self.data["since_precision"], ""))

    @property
    def distance(self) -> str:
        """2.262 km, 2 262 км; empty while it is not known."""
        kilometres = self.data["distance_km"]
        return _("%(number)s\u00a0km") % {"number": self.number(kilometres)} if kilometres else ""

    @cached_property
    def confirmations(self) -> list[Word]:
        """The last word of each side and of staff, the newest first."""
        places = {place["key"]: place for place in self.data["places"]}
        return [Word(places.get(row["place"]), row["office"], row["on"]) for row in self.data["confirmations"]]

    @property
    def licence_url(self) -> str:
        """The text of the licence."""
        return licence_url(self.data["licence"])

    @cached_property
    def map(self) -> Drawing | None:
        """The places and the arc between them; None unless two of them have a position."""
        ends = tuple(
            MapPlace(
                key=side.place["key"],
                name=side.place["name"],
                url=side.place["url"],
                latitude=side.place["latitude"],
                longitude=side.place["longitude"],
                side=side.letter,
                weight=side.place["population"] or 0,
            )
            for side in self.sides
        )
        if sum(end.latitude is not None and end.longitude is not None for end in ends) < 2:
            return None
        data = self.data
        return draw_strip(MapPair(str(data["id"]), data["title"], data["url"], data["status"]["state"], ends))

    @cached_property
    def mentions(self) -> list[Data]:
        """Pages that speak of the places, without those that are related anyway."""
        related = {link["id"] for link in self.data["related"]}
        return [link for link in self.data["mentions"] if link["id"] not in related]

    @property
    def directory(self) -> Data | None:
        """The page above, while it is public."""
        steps = self.data["breadcrumbs"]
        return steps[-1] if len(steps) > 1 else None

    def number(self, value: int | None) -> str:
        """As the language writes it, never broken at a space; empty for none."""
        if value is None:
            return ""
        return format_decimal(value, locale=format_locale(self.language)).replace("\u202f", "\u00a0")


def _says_something(entry: Data) -> bool:
    return entry["state"] != State.UNKNOWN or any(entry[name] for name in SAID)
