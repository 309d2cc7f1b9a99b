"""Pairs as content items, for tests that want them to be public."""

from typing import Literal

from cms.content_store.presenters import Fields, PagePresenter
from cms.content_store.services.recorder import StoreRecorder
from cms.schemas.entities import Place
from cms.schemas.pages import PageCard, PageDetail

from .models import PairPage


class PairCard(PageCard):
    """A pair in lists."""

    type: Literal["pairs.pair"] = "pairs.pair"
    places: list[Place]


class PairDetail(PairCard, PageDetail):
    """A pair."""


class PairPresenter(PagePresenter):
    """A pair is found by each of its places."""

    type = "pairs.pair"
    card_schema = PairCard
    detail_schema = PairDetail

    def facets(self, page: PairPage) -> dict[str, list[str]]:
        """The keys of its places."""
        return {**super().facets(page), "pairs:place": [str(row.place.key) for row in page.places.all()]}

    def card_fields(self, page: PairPage, recorder: StoreRecorder) -> Fields:
        """With its places."""
        return {
            **super().card_fields(page, recorder),
            "places": [recorder.place(row.place) for row in page.places.all()],
        }
