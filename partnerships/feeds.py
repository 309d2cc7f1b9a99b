"""The feed of partnerships that have changed: a new state, a new story, a new profile."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from cms.content_store.services.changing import last_published
from cms.delivery.feeds import FEED_LENGTH, Section, SectionFeed
from partnerships.content import PartnershipPresenter
from partnerships.views.directory import directory_url


class PartnershipsFeed(SectionFeed):
    """Profiles, the one that was published last first."""

    def section(self, locale: str, **key: Any) -> Section:
        path = directory_url() or f"/{locale}/"
        return Section("partnerships", _("Changes of partnerships"), path, reverse("partnerships:feed"), locale)

    def cards(self, section: Section) -> Iterable[dict[str, Any]]:
        return last_published([PartnershipPresenter.type], section.locale, FEED_LENGTH)

    def item_description(self, item: dict[str, Any]) -> str:
        """The state in one sentence, then the lead."""
        sentence, lead = escape(item["status"]["sentence"]), super().item_description(item)
        return f"{sentence} {lead}" if lead else sentence
