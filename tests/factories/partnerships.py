"""Directories and profiles, as drafts: publish() of pages does what an editor does."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import factory

from cms.entities.models import Place
from partnerships.models import DirectoryPage, PartnershipActor, PartnershipPage, PartnershipPlace, StatusChange

from .pages import ForumPageFactory


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
