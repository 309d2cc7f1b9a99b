"""Shapes of news pages, in content items and in the API."""

import uuid
from typing import Literal

from pydantic import Field

from cms.schemas.base import Schema
from cms.schemas.entities import Organisation, Person, Place
from cms.schemas.links import Link, PageLink
from cms.schemas.pages import PageCard, PageDetail
from cms.schemas.period import Period
from cms.schemas.pictures import Picture

Kind = Literal["article", "announcement", "press_invitation"]


class ArticleLink(Link):
    """A further-information link."""

    id: uuid.UUID = Field(description="The same in all languages; names the label in foreign_text.")


class ArticleContact(Schema):
    """Whom readers may write to; a person only if visitors may see them."""

    id: uuid.UUID = Field(description="The same in all languages; names the label in foreign_text.")
    label: str
    organisation: Organisation | None
    person: Person | None
    email: str
    phone: str


class ArticleCard(PageCard):
    """An article in lists."""

    kind: Kind
    kind_label: str = Field(description="The kind in the page's language.")
    place: Place | None = Field(description="The place of the dateline.")
    theme_year: PageLink | None


class ArticleDetail(ArticleCard, PageDetail):
    """An article."""

    hero: Picture | None
    links: list[ArticleLink]
    contacts: list[ArticleContact]


class ThemeYearCard(PageCard):
    """A theme year in lists."""

    period: Period
    motto: str


class ThemeYearDetail(ThemeYearCard, PageDetail):
    """A theme year with what belongs to it."""

    hero: Picture | None
    patrons: list[Person]
    gathered: list[PageLink] = Field(description="Articles, editions and others that belong to the year, newest first.")
