"""Parameters of the search: its text, the facets that apps declare, ranges, neighbourhood, order and page."""

import datetime
import re
from typing import Any

from django.utils import translation
from pydantic import Field, create_model, field_validator

from cms.api.parameters import LocaleParameters
from search.query import ORDERS, Near, SearchQuery
from search.services.facets import groups

MAX_LENGTH = 200
MAX_PAGE, MAX_LIMIT = 100, 50
MOST_VALUES, LONGEST_VALUE = 50, 100
NEAR = re.compile(r"(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?),(\d{1,5}(?:\.\d{1,3})?)")
# Further away is nothing on earth.
HALF_ROUND = 20_100


class SuggestParameters(LocaleParameters):
    """What was typed so far."""

    q: str = Field(max_length=MAX_LENGTH, description="Beginning of a name or title, in any script.")
    limit: int = Field(default=8, ge=1, le=8, description="Most suggestions.")


class TextParameters(LocaleParameters):
    """What is searched beside facets."""

    q: str = Field(
        max_length=MAX_LENGTH, description='Words; "quoted words" stand together, a leading minus leaves a word out.'
    )
    since: datetime.date | None = Field(default=None, description="First day of the items' dates.")
    until: datetime.date | None = Field(default=None, description="Last day of the items' dates.")
    near: str | None = Field(
        default=None,
        max_length=40,
        description="latitude,longitude,kilometres: only what lies so near, 50.84,12.93,50.",
    )
    order: str = Field(
        default="relevance", description=f"{', '.join(ORDERS)}.", json_schema_extra={"enum": list(ORDERS)}
    )
    as_typed: bool = Field(default=False, description="Do not replace misspelt words.")
    page: int = Field(default=1, ge=1, le=MAX_PAGE, description="Beyond the last one, that one.")
    limit: int = Field(default=10, ge=1, le=MAX_LIMIT, description="Most items of one page.")

    @field_validator("order")
    @classmethod
    def known_order(cls, value: str) -> str:
        """One of the engines' orders."""
        if value not in ORDERS:
            raise ValueError(f"Allowed: {', '.join(ORDERS)}.")
        return value

    @field_validator("near")
    @classmethod
    def known_point(cls, value: str | None) -> str | None:
        """A point on earth and how far around it."""
        if value is not None and near_of(value) is None:
            raise ValueError("Give latitude,longitude,kilometres, e.g. 50.84,12.93,50.")
        return value

    def query(self) -> SearchQuery:
        """What engines are asked."""
        chosen = {name: tuple(getattr(self, name)) for name in groups()}
        return SearchQuery(
            text=self.q.strip(),
            locale=self.locale,
            facets={name: values for name, values in chosen.items() if values},
            since=self.since,
            until=self.until,
            near=near_of(self.near) if self.near else None,
            order=self.order,
            page=self.page,
            page_size=self.limit,
            as_typed=self.as_typed,
        )


def search_parameters() -> type[TextParameters]:
    """With every facet that the active apps declare; to be made once all are ready."""
    fields: dict[str, Any] = {}
    with translation.override("en"):
        for name, group in groups().items():
            about = f"{group.label}; a value of the facet. May be repeated, alternatives."
            fields[name] = (list[str], Field(default_factory=list, max_length=MOST_VALUES, description=about))
    return create_model("SearchParameters", __base__=TextParameters, **fields)


def near_of(text: str) -> Near | None:
    """The neighbourhood, or None where that is none."""
    found = NEAR.fullmatch(text)
    if found is None:
        return None
    latitude, longitude, km = map(float, found.groups())
    return Near(latitude, longitude, km) if abs(latitude) <= 90 and abs(longitude) <= 180 and km <= HALF_ROUND else None
