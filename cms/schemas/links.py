"""Links between pages and to elsewhere; addresses of this site are root-relative."""

import datetime

from pydantic import Field

from .base import Schema


class PageLink(Schema):
    """A public page, in the reader's language where it exists, else in the source language."""

    id: int = Field(description="Of the page in that language.")
    type: str = Field(description="Type of the page, e.g. news.article.")
    locale: str = Field(description="Language of title and target.")
    url: str = Field(description="Root-relative, with the language's prefix.")
    title: str
    date: datetime.date = Field(description="The day under which lists sort the page.")


class Link(Schema):
    """A labelled link to a page of this site or to an address elsewhere."""

    label: str = Field(description="What readers find there.")
    url: str = Field(description="Root-relative for pages of this site, absolute for all others.")
    page: PageLink | None = Field(default=None, description="Set when the link leads to a page of this site.")


class Breadcrumb(Schema):
    """One step from the home page down to the page."""

    url: str
    title: str


class Translation(Schema):
    """The same page in another language."""

    locale: str = Field(description="Code of the other language.")
    url: str = Field(description="Root-relative, with that language's prefix.")
    title: str = Field(description="In that language.")
