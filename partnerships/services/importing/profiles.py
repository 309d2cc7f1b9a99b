"""What the directory says today: which places have a profile, and its facts, read for a batch at a time."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from partnerships.models import ImportedFacts, PartnershipPage, PartnershipPlace, StatusChange

FACTS = ("kind", "since", "sources", "evidence", "licence")
STATE_FACTS = ("state", "starts", "decided_by", "continues", "condition", "note", "as_of", "sources")

Pair = frozenset[int | str]


@dataclass
class Profile:
    """A profile in the source language; `base` is what the last import said of it."""

    pk: int
    live: bool
    has_unpublished_changes: bool
    locked: bool
    facts: dict[str, Any]
    base: dict[str, Any] = field(default_factory=dict)


class ProfileIndex:
    """Profiles by their places; read once for a run and kept up as profiles are made."""

    def __init__(self) -> None:
        places: dict[uuid.UUID, set[int | str]] = defaultdict(set)
        rows = PartnershipPlace.objects.filter(page__locale__language_code=settings.LANGUAGE_CODE, page__alias_of=None)
        for key, place in rows.values_list("page__translation_key", "place_id").iterator():
            places[key].add(place)
        self.pairs: dict[Pair, uuid.UUID] = {frozenset(found): key for key, found in places.items()}
        self.places: dict[uuid.UUID, Pair] = {key: frozenset(found) for key, found in places.items()}

    def add(self, key: uuid.UUID, pair: Iterable[int]) -> None:
        """Know a profile that was made."""
        self.places[key] = frozenset(pair)
        self.pairs[self.places[key]] = key


def profiles(keys: Collection[uuid.UUID]) -> dict[uuid.UUID, Profile]:
    """The profiles with these translation keys, in three queries."""
    pages = PartnershipPage.objects.filter(
        translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE, alias_of=None
    )
    found = {
        row.pop("translation_key"): Profile(
            row.pop("pk"), row.pop("live"), row.pop("has_unpublished_changes"), row.pop("locked"), row
        )
        for row in pages.values("translation_key", "pk", "live", "has_unpublished_changes", "locked", *FACTS)
    }
    changes = StatusChange.objects.filter(page__in=[profile.pk for profile in found.values()], withdrawn=False)
    # The last entry of a page is its state today.
    states = {row.pop("page_id"): row for row in changes.order_by("sort_order", "pk").values("page_id", *STATE_FACTS)}
    bases = ImportedFacts.objects.filter(pk__in=found).values_list("pk", "facts")
    for profile in found.values():
        if profile.pk in states:
            profile.facts["state"] = states[profile.pk]
    for key, base in bases:
        found[key].base = base
    return found
