"""All public addresses, for the sitemap and feeds."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from cms.content_store.models import ContentItem
from cms.plugins.registry import registry


@dataclass(frozen=True)
class Address:
    """One public page: path, when readers last saw a change of it where that is known, the paths of its languages."""

    path: str
    changed_at: datetime.datetime | None
    alternates: tuple[tuple[str, str], ...]


def public_addresses() -> list[Address]:
    """Every page that is public at this moment, in one query."""
    now = timezone.now()
    items = ContentItem.objects.filter(
        Q(visible_from=None) | Q(visible_from__lte=now),
        Q(expires_at=None) | Q(expires_at__gt=now),
        public=True,
    ).order_by("tree_path")
    rows = list(items.values_list("url_path", "changed_at", "visible_from", "locale", "translation_key"))
    languages: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for path, _changed_at, _visible_from, locale, key in rows:
        languages[key].append((locale, path))
    return [
        Address(path, max(changed_at, visible_from or changed_at), tuple(sorted(languages[key])))
        for path, changed_at, visible_from, _locale, key in rows
    ]


def addresses_of_views() -> list[Address]:
    """What plugins show beside pages, as they tell by `views.public_addresses`: a callable that lists addresses."""
    return [address for listed in registry.read("public_addresses").values() for address in listed()]
