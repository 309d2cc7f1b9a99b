"""Directories and profiles, as drafts: publish() of pages does what an editor does."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import factory

from cms.entities.models import Place
from partnerships.models import DirectoryPage, PartnershipActor, PartnershipPage, PartnershipPlace, StatusChange

from .entities import CountryFactory, PlaceFactory, RegionFactory
from .pages import ForumPageFactory, publish_section
from .site import home_of


class DirectoryPageFactory(ForumPageFactory):
    """A directory below a home page: DirectoryPageFactory(parent=home)."""

    class Meta:
        model = DirectoryPage

    title = "Partnerschaften"
    slug = factory.Sequence(lambda number: f"partnerships-{number}")
    lead = "Alle Partnerschaften."


class PartnershipPageFactory(ForumPageFactory):
    """A profile without its places: see profile()."""

    class Meta:
        model = PartnershipPage

    slug = factory.Sequence(lambda number: f"partnership-{number}")
    since = "1991-06-20"
    texts_of = date(2026, 1, 1)


def profile(directory: DirectoryPage, *places: Place, **facts: Any) -> PartnershipPage:
    """A draft of the places' profile; `changes` and `actors` are lists of field values of its children."""
    changes: Sequence[dict[str, Any]] = facts.pop("changes", ())
    actors: Sequence[dict[str, Any]] = facts.pop("actors", ())
    page = PartnershipPageFactory.build(**facts)
    page.places = [PartnershipPlace(place=place, sort_order=order) for order, place in enumerate(places)]
    page.status_changes = [StatusChange(sort_order=order, **fields) for order, fields in enumerate(changes)]
    page.actors = [PartnershipActor(sort_order=order, **fields) for order, fields in enumerate(actors)]
    page.title = page.derive(directory.locale.language_code)["title"]
    return directory.add_child(instance=page)


def german_directory() -> DirectoryPage:
    """A published directory below the German home page of a site that is there."""
    return publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))


def two_towns() -> tuple[Place, Place]:
    """Chemnitz and Wolgograd with names in three languages, regions and positions."""
    saxony = RegionFactory(key="saxony-2", names={"de": "Sachsen", "ru": "Саксония", "en": "Saxony"})
    names = {"de": "Gebiet Wolgograd", "ru": "Волгоградская область", "en": "Volgograd Oblast"}
    oblast = RegionFactory(key="volgograd-oblast-2", country=CountryFactory(code="RU"), names=names)
    first = PlaceFactory(
        key="chemnitz-2", region=saxony, latitude=50.8357, longitude=12.9292,
        names={"de": "Chemnitz", "ru": "Хемниц", "en": "Chemnitz"},
    )  # fmt: skip
    second = PlaceFactory(
        key="volgograd-2", region=oblast, country=oblast.country, latitude=48.71939, longitude=44.50184,
        names={"de": "Wolgograd", "ru": "Волгоград", "en": "Volgograd"},
    )  # fmt: skip
    return first, second
