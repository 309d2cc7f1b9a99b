"""Links between pages and to elsewhere; addresses of this site are root-relative."""

import datetime

from pydantic import Field

from .base import Schema


class PageLink(Schema):
    """A public page, in the reader's language where it exists, else in the source language."""

    id: int
    type: str
    locale: str = Field(description="Language of title and target.")
    url: str
    title: str
    date: datetime.date


class Link(Schema):
    """A labelled link to a page of this site or to an address elsewhere."""

    label: str
    url: str
    page: PageLink | None = Field(default=None, description="Set when the link leads to a page of this site.")


class Breadcrumb(Schema):
    """One step from the home page down to the page."""

    url: str
    title: str


class Translation(Schema):
    """The same page in another language."""

    locale: str
    url: str
    title: str
