"""Atom feeds (RFC 4287), one per language and section, made of cards; the news of a language is the host's own."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import parse_http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.content_store.presenters import absolute
from cms.content_store.services import reading

FEED_LENGTH = 30
MAX_AGE = 300
# Types that are news by nature; others have no place in the feed of news.
FEED_TYPES = ("news.article",)
# A tag URI says since when its host has been the author's; it must never change.
TAGS_SINCE = 2026
# When a feed without entries was last changed: it never was.
NEVER = datetime.datetime(TAGS_SINCE, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Section:
    """What a feed is of: `key` names it for ever, `title` today; `path` is its page, `feed_path` the feed itself."""

    key: str
    title: str
    path: str
    feed_path: str
    locale: str


class AtomFeed(Atom1Feed):
    """Says truly when it was last changed: as its newest entry was, whatever day an article is of."""

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items if item["updateddate"]), default=NEVER)


class SectionFeed(Feed):
    """The newest cards of one section; subclasses say which by `section` and `cards`."""

    feed_type = AtomFeed
    # Types whose date is that of their publication; of others it is the day of an event.
    dated_types: ClassVar[tuple[str, ...]] = FEED_TYPES

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The feed, or 304 for who has it."""
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = f"public, max-age={MAX_AGE}"
        set_response_etag(response)
        return get_conditional_response(
            request,
            etag=response["ETag"],
            last_modified=parse_http_date(response["Last-Modified"]),
            response=response,
        )

    def section(self, locale: str, **key: Any) -> Section:
        """What the address means in a language; raises Http404."""
        raise NotImplementedError

    def cards(self, section: Section) -> Iterable[dict[str, Any]]:
        """Its cards, the newest first."""
        raise NotImplementedError

    def get_object(self, request: HttpRequest, **key: Any) -> Section:
        return self.section(get_language() or "", **key)

    def title(self, section: Section) -> str:
        return f"{section.title} – {settings.WAGTAIL_SITE_NAME}"

    def link(self, section: Section) -> str:
        return absolute(section.path)

    def feed_url(self, section: Section) -> str:
        return absolute(section.feed_path)

    def feed_guid(self, section: Section) -> str:
        return _tag(f"feed:{section.key}:{section.locale}")

    def author_name(self, section: Section) -> str:
        """Every feed must name one."""
        return settings.WAGTAIL_SITE_NAME

    def items(self, section: Section) -> list[dict[str, Any]]:
        """No card whose title is still in another language."""
        return [card for card in self.cards(section) if "title" not in card["foreign_text"]]

    def item_title(self, item: dict[str, Any]) -> str:
        return item["title"]

    def item_description(self, item: dict[str, Any]) -> str | None:
        """The lead, unless it is in another language, which a summary cannot say; summaries are HTML."""
        return escape(item["lead"]) if item["lead"] and "lead" not in item["foreign_text"] else None

    def item_link(self, item: dict[str, Any]) -> str:
        return absolute(item["url"])

    def item_guid(self, item: dict[str, Any]) -> str:
        """The same for ever, wherever the page moves."""
        return _tag(f"{item['translation_key']}:{item['locale']}")

    def item_categories(self, item: dict[str, Any]) -> list[str]:
        """Topics and tags that have a name in the language."""
        named = (*item["topics"], *item["tags"])
        return [entity["name"] for entity in named if entity["language"] == item["locale"]]

    def item_pubdate(self, item: dict[str, Any]) -> datetime.datetime | None:
        """The beginning of the day at the site."""
        if item["type"] not in self.dated_types:
            return None
        day = datetime.datetime.combine(parse_date(item["date"]), datetime.time())
        return timezone.make_aware(day)

    def item_updateddate(self, item: dict[str, Any]) -> datetime.datetime:
        return parse_datetime(item["updated_at"])


class NewsFeed(SectionFeed):
    """The newest articles of one language."""

    def section(self, locale: str, **key: Any) -> Section:
        return Section("news", _("News"), f"/{locale}/", f"/{locale}/feed.atom", locale)

    def cards(self, section: Section) -> Iterable[dict[str, Any]]:
        return reading.list_cards(section.locale, types=FEED_TYPES, limit=FEED_LENGTH).cards


def _tag(name: str) -> str:
    return f"tag:{urlsplit(absolute('/')).hostname},{TAGS_SINCE}:{name}"
