"""The feed of a theme year: all that belongs to it, of whatever plugin."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.urls import reverse

from cms.content_store.models import ContentItem
from cms.content_store.services import reading
from cms.delivery.feeds import FEED_LENGTH, Section, SectionFeed
from news.content import THEME_FACET, ThemeYearPresenter


class ThemeYearFeed(SectionFeed):
    """The newest of a theme year, by its translation key."""

    def section(self, locale: str, *, key: uuid.UUID) -> Section:
        years = ContentItem.objects.filter(
            translation_key=key, locale=locale, type=ThemeYearPresenter.type, public=True
        )
        cards = reading.cards_of(list(years.values_list("pk", flat=True)))
        if not cards:
            raise Http404
        (card,) = cards.values()
        return Section(f"theme:{key}", card["title"], card["url"], reverse("news:theme_year_feed", args=(key,)), locale)

    def cards(self, section: Section) -> Iterable[dict[str, Any]]:
        key = section.key.removeprefix("theme:")
        return reading.list_cards(section.locale, facets={THEME_FACET: key}, limit=FEED_LENGTH).cards
