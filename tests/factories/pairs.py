"""Pairs of places: their titles come from the names of their rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wagtail.models import Page

from cms.entities.models import Place
from cms.plugins.registry import registry
from tests.plugins.pairs.content import PairPresenter
from tests.plugins.pairs.models import PairNote, PairPage, PairPlace

from .entities import PlaceFactory


@contextmanager
def pairs_presented() -> Iterator[None]:
    """As if an active plugin presented pairs."""
    registry.read("presenters")
    registry._stores["presenters"][PairPage] = PairPresenter()
    try:
        yield
    finally:
        del registry._stores["presenters"][PairPage]


def chemnitz() -> Place:
    return PlaceFactory(key="chemnitz", names={"de": "Chemnitz", "ru": "Хемниц", "en": "Chemnitz"})


def volgograd() -> Place:
    return PlaceFactory(key="volgograd", names={"de": "Wolgograd", "ru": "Волгоград", "en": "Volgograd"})


def new_pair(parent: Page, *places: Place, notes: tuple[str, ...] = (), **values: Any) -> PairPage:
    """A draft below a parent, its rows saved with it."""
    page = PairPage(live=False, **values)
    for order, place in enumerate(places):
        page.places.add(PairPlace(place=place, sort_order=order))
    for order, text in enumerate(notes):
        page.notes.add(PairNote(text=text, sort_order=order, locale=parent.locale))
    return parent.add_child(instance=page)
