"""Query parameters: known ones are typed, unknown ones are refused."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field, field_validator

from cms.content_store.services.listing import ORDERS

from .errors import RefusedParameter
from .trimming import MEDIA_TYPE

MAX_LIMIT = 100


def known_parameters(schema: type[Schema] | None = None) -> Callable:
    """Refuse parameters that the schema does not name, and repeated ones that it takes once."""
    names = {field.alias or name: field for name, field in (schema.model_fields if schema else {}).items()}
    repeatable = {name for name, field in names.items() if "list" in str(field.annotation)}

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            for name, values in request.GET.lists():
                if name not in names:
                    raise RefusedParameter(name, f"Unknown parameter; allowed: {', '.join(sorted(names)) or 'none'}.")
                if len(values) > 1 and name not in repeatable:
                    raise RefusedParameter(name, "May be given once only.")
            return view(request, *args, **kwargs)

        return checked

    return decorate


def known_locale(value: str) -> str:
    """A code of one of the site's languages; raises ValueError."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    if value not in codes:
        raise ValueError(f"Allowed: {', '.join(codes)}.")
    return value


class FieldsParameters(Schema):
    """What is wanted of each page."""

    fields: str | None = Field(
        default=None,
        max_length=2000,
        description="Names of top-level fields, separated by commas: each page comes with these only, "
        f"as {MEDIA_TYPE}. Without it pages are whole.",
    )


class LocaleParameters(Schema):
    """The language of the answer."""

    locale: str = Field(default_factory=lambda: settings.LANGUAGE_CODE, description="Language code, e.g. de.")

    @field_validator("locale")
    @classmethod
    def one_of_the_site(cls, value: str) -> str:
        """One of the site's languages."""
        return known_locale(value)


class FilterParameters(LocaleParameters):
    """Which pages of a language."""

    since: datetime.date | None = Field(default=None, description="First day of the items' dates.")
    until: datetime.date | None = Field(default=None, description="Last day of the items' dates.")


class ListParameters(FilterParameters, FieldsParameters):
    """Size, place and order of a list."""

    limit: int = Field(default=20, ge=1, le=MAX_LIMIT, description="Most items of one page.")
    cursor: str | None = Field(default=None, max_length=2200, description="next_cursor of the page before.")
    order: str = Field(
        default="-date",
        description="One of -date, date, title, -title.",
        json_schema_extra={"enum": list(ORDERS)},
    )

    @field_validator("order")
    @classmethod
    def known_order(cls, value: str) -> str:
        """One of the store's orders."""
        if value not in ORDERS:
            raise ValueError(f"Allowed: {', '.join(ORDERS)}.")
        return value


class ChangesParameters(LocaleParameters):
    """Since when, and how much at once."""

    since: datetime.datetime = Field(description="Moment with time zone, e.g. 2026-11-24T00:00:00Z.")
    limit: int = Field(default=100, ge=1, le=500, description="Most items of one page.")
    cursor: str | None = Field(default=None, max_length=200, description="next_cursor of the page before.")

    @field_validator("since")
    @classmethod
    def one_moment(cls, value: datetime.datetime) -> datetime.datetime:
        """In UTC: without a zone it is no one moment, and databases do not know every zone there can be."""
        if value.tzinfo is None:
            raise ValueError("Give the time zone, e.g. 2026-11-24T00:00:00Z.")
        try:
            return value.astimezone(datetime.UTC)
        except OverflowError as error:
            raise ValueError("Out of range.") from error
