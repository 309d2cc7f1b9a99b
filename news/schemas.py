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
    label: str = Field(description="The office or the subject.")
    organisation: Organisation | None
    person: Person | None
    email: str = Field(description="May be empty.")
    phone: str = Field(description="As written by editors; may be empty.")


class NewsIndexCard(PageCard):
    """The news index in lists."""

    type: Literal["news.index"] = "news.index"


class NewsIndexDetail(NewsIndexCard, PageDetail):
    """The news index; its articles are listed by /news/articles/."""


class ArticleCard(PageCard):
    """An article in lists."""

    type: Literal["news.article"] = "news.article"
    kind: Kind = Field(description="What the label above the title says.")
    kind_label: str = Field(description="The kind in the page's language.")
    place: Place | None = Field(description="The place of the dateline.")
    theme_year: PageLink | None = Field(description="Its translation_key filters lists.")


class ArticleDetail(ArticleCard, PageDetail):
    """An article."""

    hero: Picture | None = Field(description="The main picture; the card's may be another one.")
    links: list[ArticleLink] = Field(
        description="Further information; those to pages that are not public are left out."
    )
    contacts: list[ArticleContact]


class ThemeYearCard(PageCard):
    """A theme year in lists."""

    type: Literal["news.theme_year"] = "news.theme_year"
    period: Period
    motto: str = Field(description="May be empty.")


class ThemeYearDetail(ThemeYearCard, PageDetail):
    """A theme year with what belongs to it."""

    hero: Picture | None = Field(description="The main picture; the card's may be another one.")
    patrons: list[Person] = Field(description="Those whom visitors may see.")
    gathered: list[PageLink] = Field(description="Articles, editions and others that belong to the year, newest first.")
