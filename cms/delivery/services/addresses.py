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
    """One public page: path, last change where it is known, and the paths of all its languages."""

    path: str
    updated_at: datetime.datetime | None
    alternates: tuple[tuple[str, str], ...]


def public_addresses() -> list[Address]:
    """Every page that is public at this moment, in two queries at most."""
    now = timezone.now()
    items = ContentItem.objects.filter(
        Q(visible_from=None) | Q(visible_from__lte=now),
        Q(expires_at=None) | Q(expires_at__gt=now),
        public=True,
    ).order_by("tree_path")
    rows = list(items.values_list("url_path", "updated_at", "locale", "translation_key"))
    languages: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for path, _updated_at, locale, key in rows:
        languages[key].append((locale, path))
    return [Address(path, updated_at, tuple(sorted(languages[key]))) for path, updated_at, _locale, key in rows]


def addresses_of_views() -> list[Address]:
    """What plugins show beside pages, as they tell by `views.public_addresses`: a callable that lists addresses."""
    return [address for listed in registry.read("public_addresses").values() for address in listed()]
