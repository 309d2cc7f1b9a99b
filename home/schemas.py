"""Shapes of home and standard pages, in content items and in the API."""

from cms.schemas.links import PageLink
from cms.schemas.pages import PageDetail
from cms.schemas.pictures import Picture


class HomeDetail(PageDetail):
    """The home page of one language."""

    claim: str
    hero: Picture | None
    lead_page: PageLink | None


class StandardDetail(PageDetail):
    """A page of lasting text."""

    hero: Picture | None
