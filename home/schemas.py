"""Shapes of home and standard pages, in content items and in the API."""

from typing import Literal

from pydantic import Field

from cms.schemas.links import PageLink
from cms.schemas.pages import PageCard, PageDetail
from cms.schemas.pictures import Picture


class HomeCard(PageCard):
    """A home page in lists."""

    type: Literal["home.home"] = "home.home"


class HomeDetail(HomeCard, PageDetail):
    """The home page of one language; its news are the newest of the list."""

    claim: str = Field(description="One line below the forum's name; may be empty.")
    hero: Picture | None = Field(description="The main picture; the card's may be another one.")
    lead_page: PageLink | None = Field(description="What opens the home page.")


class StandardCard(PageCard):
    """A page of lasting text in lists."""

    type: Literal["home.standard"] = "home.standard"


class StandardDetail(StandardCard, PageDetail):
    """A page of lasting text."""

    hero: Picture | None = Field(description="The main picture; the card's may be another one.")
