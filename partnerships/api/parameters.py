"""Filters of partnerships: the facets and ranges of the directory."""

import datetime
import re
from collections.abc import Mapping

from pydantic import Field, field_validator

from cms.api.parameters import MAX_LIMIT, FieldsParameters, LocaleParameters
from partnerships.models import RelationKind, State
from partnerships.services.directory.orders import DEFAULT, ORDERS, RELEVANCE
from partnerships.services.directory.query import DirectoryQuery
from partnerships.services.directory.rows import UNKNOWN

MOST_VALUES = 50
LONGEST_VALUE = 100
DECADE = re.compile(rf"\d\d\d0|{UNKNOWN}", re.ASCII)
LEVELS = ("city", "district", "region")


def values(description: str) -> list[str]:
    """A facet: may be repeated, alternatives."""
    return Field(default_factory=list, max_length=MOST_VALUES, description=f"{description} May be repeated.")


class FilterParameters(LocaleParameters):
    """What is counted and listed."""

    q: str = Field(
        default="", max_length=200, description="As /search/ finds it: names in any script, former ones too, words."
    )
    country: list[str] = values("ISO 3166-1 code of a country.")
    region: list[str] = values("Key of a region; of several countries one of each is wanted.")
    place: list[str] = values("Key of a place.")
    state: list[str] = values(f"{', '.join(State.values)}.")
    kind: list[str] = values(f"{', '.join(RelationKind.values)}.")
    topic: list[str] = values("Key of a topic.")
    decade: list[str] = values("First year of a decade, 1990, or unknown.")
    level: list[str] = values(f"Kind of a place: {', '.join(LEVELS)}.")
    since_from: datetime.date | None = Field(default=None, description="Beginning on or after this day.")
    since_until: datetime.date | None = Field(default=None, description="Beginning on or before this day.")
    distance_min: int | None = Field(default=None, ge=0, le=20_100, description="Kilometres, as the crow flies.")
    distance_max: int | None = Field(default=None, ge=0, le=20_100, description="Kilometres, as the crow flies.")
    confirmed_from: datetime.date | None = Field(default=None, description="Confirmed on or after this day.")

    @field_validator("state")
    @classmethod
    def known_states(cls, found: list[str]) -> list[str]:
        """States only."""
        return _allowed(found, State.values)

    @field_validator("kind")
    @classmethod
    def known_kinds(cls, found: list[str]) -> list[str]:
        """Kinds only."""
        return _allowed(found, RelationKind.values)

    @field_validator("level")
    @classmethod
    def known_levels(cls, found: list[str]) -> list[str]:
        """Kinds of places only."""
        return _allowed(found, LEVELS)

    @field_validator("decade")
    @classmethod
    def decades(cls, found: list[str]) -> list[str]:
        """First years only."""
        if not all(DECADE.fullmatch(value) for value in found):
            raise ValueError(f"Allowed: years like 1990, or {UNKNOWN}.")
        return found

    @field_validator("country", "region", "place", "topic")
    @classmethod
    def short_values(cls, found: list[str]) -> list[str]:
        """Keys are no longer than this."""
        if any(len(value) > LONGEST_VALUE for value in found):
            raise ValueError(f"At most {LONGEST_VALUE} characters.")
        return found

    def query(self, order: str | None = None) -> DirectoryQuery:
        """What the directory is asked."""
        names = ("country", "region", "place", "state", "kind", "topic", "decade", "level")
        chosen: Mapping[str, list[str]] = {name: getattr(self, name) for name in names}
        return DirectoryQuery(
            locale=self.locale,
            text=self.q,
            facets={name: tuple(found) for name, found in chosen.items() if found},
            order=order or "",
            ranges={
                "since": (_ordinal(self.since_from), _ordinal(self.since_until)),
                "distance": (self.distance_min, self.distance_max),
                "confirmed": (_ordinal(self.confirmed_from), None),
            },
        )


class ListingParameters(FilterParameters, FieldsParameters):
    """How a filtered list is cut."""

    order: str | None = Field(
        default=None,
        description=f"{', '.join((RELEVANCE, *ORDERS))}; by default {RELEVANCE} where q is given, else {DEFAULT}.",
        json_schema_extra={"enum": [RELEVANCE, *ORDERS]},
    )
    limit: int = Field(default=20, ge=1, le=MAX_LIMIT, description="Most items of one page.")
    cursor: str | None = Field(default=None, max_length=3000, description="next_cursor of the page before.")

    @field_validator("order")
    @classmethod
    def known_order(cls, value: str) -> str:
        """One of the directory's orders."""
        return _allowed([value], (RELEVANCE, *ORDERS))[0]


class PlacesParameters(LocaleParameters):
    """Which places, and how their list is cut."""

    q: str = Field(default="", max_length=200, description="Beginnings of names, any script, former ones too.")
    country: str | None = Field(default=None, max_length=2, description="ISO 3166-1 code.")
    limit: int = Field(default=20, ge=1, le=MAX_LIMIT, description="Most items of one page.")
    cursor: str | None = Field(default=None, max_length=2200, description="next_cursor of the page before.")


def _allowed(found: list[str], known: tuple[str, ...] | list[str]) -> list[str]:
    if any(value not in known for value in found):
        raise ValueError(f"Allowed: {', '.join(known)}.")
    return found


def _ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None
