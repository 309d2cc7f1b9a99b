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

    id: int = Field(description="Of the page in this language; its translations have others.")
    type: str = Field(description="Plugin and kind, e.g. news.article.")
    locale: str = Field(description="Code of the page's language.")
    translation_key: uuid.UUID = Field(description="The same for all languages of a page.")
    url: str = Field(description="Root-relative address with the language's prefix; changes with the page's slug.")
    title: str
    lead: str = Field(description="One or two sentences without markup; may be empty.")
    date: datetime.date = Field(description="The day under which lists sort the page.")
    updated_at: datetime.datetime = Field(description="Last published at, in UTC.")
    picture: Picture | None = Field(description="For lists; null when there is none that may be shown.")
    topics: list[EntityName] = Field(description="Curated; their keys filter lists.")
    tags: list[EntityName] = Field(description="Free; their keys filter lists.")
    foreign_text: dict[str, str] = Field(
        default_factory=dict,
        description="Paths whose text is not in the page's language yet, and the language each is in.",
    )


class Seo(Schema):
    """What search engines and shared links show."""

    title: str = Field(description="For the head of the document.")
    description: str = Field(description="At most about 300 characters; may be empty.")
    picture: Picture | None = Field(default=None, description="When shared elsewhere; else use the card's.")


class Change(Schema):
    """The last change readers are told about."""

    on: datetime.date | None
    note: str = Field(description="What readers should know of the change; may be empty.")


class PageDetail(PageCard):
    """Everything a page shows."""

    body: list[SerializeAsAny[Block]] = Field(description="Blocks in reading order, told apart by their type.")
    related: list[PageLink] = Field(description="From both ends: chosen here, or choosing this page.")
    breadcrumbs: list[Breadcrumb] = Field(description="From the home page to the page above.")
    translations: list[Translation] = Field(description="Other languages in which the page is public.")
    seo: Seo
    change: Change | None = Field(description="Null when readers are told of none.")
