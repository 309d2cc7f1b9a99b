"""Links between pages, resolved through the store: only what is public there can be linked."""

import datetime
import uuid
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Protocol

from django.conf import settings
from django.db.models import Q, QuerySet

from cms.content_store.models import ContentItem, ItemFacet
from cms.schemas.links import PageLink

# Name and value of a facet.
Facet = tuple[str, str]
FIELDS = (
    "page_id", "type", "locale", "translation_key", "url_path", "title", "date", "visible_from", "expires_at",
)  # fmt: skip


class Clock(Protocol):
    """What links need of a recorder."""

    language: str
    now: datetime.datetime

    def until(self, moment: datetime.datetime | None) -> None:
        """Record a moment at which the rendering changes."""


def targets(keys: Iterable[uuid.UUID], language: str, clock: Clock) -> dict[uuid.UUID, PageLink]:
    """By translation key: the page in a language, else in the source language."""
    items = ContentItem.objects.filter(
        translation_key__in=set(keys), locale__in={language, settings.LANGUAGE_CODE}, public=True
    )
    found: dict[uuid.UUID, PageLink] = {}
    for item in _fields(items):
        if _is_visible(item, clock) and (item.locale == language or item.translation_key not in found):
            found[item.translation_key] = _link(item)
    return found


def translations(key: uuid.UUID, clock: Clock) -> list[PageLink]:
    """A page's other public languages, in the order of the site's languages."""
    order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    items = _fields(ContentItem.objects.filter(translation_key=key, public=True).exclude(locale=clock.language))
    shown = [item for item in items if item.locale in order and _is_visible(item, clock)]
    return [_link(item) for item in sorted(shown, key=lambda item: order.index(item.locale))]


def gathered(wanted: Iterable[Facet], clock: Clock, limit: int) -> dict[Facet, list[PageLink]]:
    """Per facet value the newest public pages that have it; one query for all of them."""
    found: dict[Facet, list[PageLink]] = {facet: [] for facet in wanted}
    if not found:
        return found
    either = reduce(or_, (Q(name=name, value=value) for name, value in found))
    rows = ItemFacet.objects.filter(either, locale=clock.language, item__public=True).select_related("item")
    shown = ("name", "value", *(f"item__{name}" for name in FIELDS))
    for row in rows.only(*shown).order_by("-item__date", "-item_id"):
        links = found[row.name, row.value]
        if len(links) < limit and _is_visible(row.item, clock):
            links.append(_link(row.item))
    return found


def _fields(items: QuerySet[ContentItem]) -> QuerySet[ContentItem]:
    return items.only(*FIELDS)


def _is_visible(item: ContentItem, clock: Clock) -> bool:
    """Whether readers may see it now; notes the moments at which that changes."""
    clock.until(item.visible_from)
    clock.until(item.expires_at)
    begun = item.visible_from is None or item.visible_from <= clock.now
    return begun and (item.expires_at is None or item.expires_at > clock.now)


def _link(item: ContentItem) -> PageLink:
    return PageLink(
        id=item.page_id, type=item.type, locale=item.locale, url=item.url_path, title=item.title, date=item.date
    )
