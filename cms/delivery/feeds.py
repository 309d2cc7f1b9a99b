"""One Atom feed per language: the newest articles, from content items."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.content_store.presenters import absolute
from cms.content_store.services import reading

FEED_LENGTH = 30
# Types that are news by nature; others have no place in a feed.
FEED_TYPES = ("news.article",)
# A tag URI says since when its host has been the author's; it must never change.
TAGS_SINCE = 2026


class NewsFeed(Feed):
    """The newest articles of one language."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> str:
        """The language of the address."""
        return get_language() or ""

    def title(self, locale: str) -> str:
        """The feed's name in its language."""
        return _("News")

    def link(self, locale: str) -> str:
        """The home page of the language."""
        return absolute(f"/{locale}/")

    def feed_url(self, locale: str) -> str:
        """The feed's own address."""
        return absolute(f"/{locale}/feed.atom")

    def items(self, locale: str) -> list[dict[str, Any]]:
        """Cards, the newest first."""
        return reading.list_cards(locale, types=FEED_TYPES, limit=FEED_LENGTH).cards

    def item_title(self, item: dict[str, Any]) -> str:
        return item["title"]

    def item_description(self, item: dict[str, Any]) -> str:
        return item["lead"]

    def item_link(self, item: dict[str, Any]) -> str:
        return absolute(item["url"])

    def item_guid(self, item: dict[str, Any]) -> str:
        """The same for ever, wherever the page moves."""
        return f"tag:{urlsplit(absolute('/')).hostname},{TAGS_SINCE}:{item['translation_key']}:{item['locale']}"

    def item_pubdate(self, item: dict[str, Any]) -> Any:
        return parse_datetime(f"{item['date']}T00:00:00+00:00")

    def item_updateddate(self, item: dict[str, Any]) -> Any:
        return parse_datetime(item["updated_at"])
