"""Walks as content items."""

from cms.content_store.presenters import Fields, PagePresenter
from cms.content_store.services.recorder import StoreRecorder

from .models import WalkPage
from .schemas import WalkCard, WalkDetail

LONG = 90


class WalkPresenter(PagePresenter):
    """A walk is found by its length."""

    type = "walks.walk"
    card_schema = WalkCard
    detail_schema = WalkDetail

    def facets(self, page: WalkPage) -> dict[str, list[str]]:
        """Long or short."""
        return {**super().facets(page), "walks:length": ["long" if page.minutes >= LONG else "short"]}

    def card_fields(self, page: WalkPage, recorder: StoreRecorder) -> Fields:
        """With the minutes."""
        return {**super().card_fields(page, recorder), "minutes": page.minutes}


presenters = {WalkPage: WalkPresenter()}
