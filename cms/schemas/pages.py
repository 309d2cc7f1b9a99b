"""Cards (in lists) and details of pages; page types extend both."""

import datetime
import uuid

from pydantic import Field, SerializeAsAny

from .base import Schema
from .blocks import Block
from .entities import EntityName
from .links import Breadcrumb, PageLink, Translation
from .pictures import Picture


class PageCard(Schema):
    """What a list shows of a page."""

    id: int
    type: str = Field(description="Plugin and kind, e.g. news.article.")
    locale: str
    translation_key: uuid.UUID = Field(description="The same for all languages of a page.")
    url: str
    title: str
    lead: str
    date: datetime.date
    updated_at: datetime.datetime
    picture: Picture | None
    topics: list[EntityName]
    tags: list[EntityName]
    foreign_text: dict[str, str] = Field(
        default_factory=dict,
        description="Paths whose text is not in the page's language yet, and the language each is in.",
    )


class Seo(Schema):
    """What search engines and shared links show."""

    title: str
    description: str
    picture: Picture | None = None


class Change(Schema):
    """The last change readers are told about."""

    on: datetime.date | None
    note: str


class PageDetail(PageCard):
    """Everything a page shows."""

    body: list[SerializeAsAny[Block]]
    related: list[PageLink] = Field(description="From both ends: chosen here, or choosing this page.")
    breadcrumbs: list[Breadcrumb] = Field(description="From the home page to the page above.")
    translations: list[Translation] = Field(description="Other languages in which the page is public.")
    seo: Seo
    change: Change | None
