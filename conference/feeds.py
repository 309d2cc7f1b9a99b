"""The feed of editions: those that are announced, changed and looked back on."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from cms.content_store.services import reading
from cms.content_store.services.changing import last_published
from cms.delivery.feeds import FEED_LENGTH, Section, SectionFeed
from conference.content import EditionPresenter, SeriesPresenter


class EditionsFeed(SectionFeed):
    """Editions of all series, the one that was published last first."""

    def section(self, locale: str, **key: Any) -> Section:
        series = reading.list_cards(locale, types=[SeriesPresenter.type], limit=2).cards
        path = series[0]["url"] if len(series) == 1 else f"/{locale}/"
        return Section("editions", _("Conferences"), path, reverse("conference:feed"), locale)

    def cards(self, section: Section) -> Iterable[dict[str, Any]]:
        return last_published([EditionPresenter.type], section.locale, FEED_LENGTH)

    def item_description(self, item: dict[str, Any]) -> str:
        """The days, then the lead."""
        lead = super().item_description(item)
        return f"{escape(item['period_text'])}. {lead}" if lead else escape(item["period_text"])
