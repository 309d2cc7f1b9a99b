"""{% delivered %} once in the base template; languages of texts and dates in words wherever they are shown."""

import datetime
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from babel.lists import format_list
from django import template
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.content_store.services import reading
from cms.delivery.services.delivered import delivered as read_delivered
from cms.delivery.services.languages import format_locale, language_name
from cms.delivery.services.periods import date_text, days_in_words, period_text
from cms.delivery.services.periods import unbroken as unbroken_text

register = template.Library()


@register.simple_tag(takes_context=True)
def delivered(context: RequestContext) -> str:
    """Put what the store knows of the page into the context; prints nothing."""
    # What is an error here is no page in another language either.
    request = None if "status" in context else context.get("request")
    found = read_delivered(context.get("page"), get_language() or "", request, context.get("kept_query", ""))
    context.dicts[0]["delivered"] = found
    context.dicts[0]["foreign_paths"] = found.foreign_paths
    return ""


@register.simple_tag(takes_context=True)
def lang(context: RequestContext, *path: object) -> SafeString:
    """` lang="de"` when the text at the path of the page ("links" link.id "label") is not in the page's language."""
    return _marked(_language_at(context, path))


@register.simple_tag(takes_context=True)
def in_language(context: RequestContext, *path: object) -> SafeString:
    """The name of the language of the text at the path, to be seen before it, when it is not the page's language."""
    code = _language_at(context, path)
    if not code:
        return SafeString("")
    return format_html('<span class="in-language">{}</span> ', language_name(code, get_language() or ""))


@register.simple_tag(takes_context=True)
def related_cards(context: RequestContext) -> list[reading.Card]:
    """Cards of the pages related to the one being shown, those that are public now; in one query."""
    wanted = [link["id"] for link in context["delivered"].data.get("related", [])]
    cards = reading.cards_of(wanted)
    return [cards[pk] for pk in wanted if pk in cards]


@register.simple_tag
def card_lang(card: Mapping, path: str) -> SafeString:
    """` lang="de"` when the text at the path of a card is not in the card's language."""
    return _marked(card.get("foreign_text", {}).get(path))


@register.simple_tag
def link_lang(link: Mapping) -> SafeString:
    """` lang="de" hreflang="de"` for a link to a page that stands in another language than the one being shown."""
    code = link["locale"]
    return SafeString("") if code == get_language() else format_html(' lang="{}" hreflang="{}"', code, code)


@register.simple_tag
def day(value: datetime.date | str) -> SafeString:
    """The day as a `time` element in words of the language being shown; of a moment, its day at the site."""
    shown = _day_of(value) if isinstance(value, str) else value
    text = unbroken_text(date_text(shown, get_language() or ""))
    return format_html('<time datetime="{}">{}</time>', shown.isoformat(), text)


@register.simple_tag
def period(starts_on: datetime.date | str, ends_on: datetime.date | str) -> str:
    """The days from first to last in words of the language being shown."""
    first, last = (
        datetime.date.fromisoformat(value) if isinstance(value, str) else value for value in (starts_on, ends_on)
    )
    return unbroken_text(period_text(first, last, get_language() or ""))


@register.filter
def unbroken(text: str) -> str:
    """A text with dates in which no line ends between day and month."""
    return unbroken_text(str(text))


@register.filter
def with_days_in_words(text: str) -> str:
    """A text for all languages ("GeoNames, 2026-11-24") with its days as the language being shown writes them."""
    return unbroken_text(days_in_words(str(text), get_language() or ""))


@register.filter
def language_names(paths: Mapping[str, str]) -> str:
    """The languages that foreign texts are in, as the language being shown calls them."""
    shown = get_language() or ""
    names = sorted({language_name(code, shown) for code in paths.values()})
    return format_list(names, locale=format_locale(shown))


@register.filter
def language_named(code: str) -> str:
    """What the language being shown calls another one."""
    return language_name(code, get_language() or "")


@register.filter
def alt_language(card: Mapping) -> str:
    """The language of a card's alternative text when it is not the card's; "" otherwise."""
    foreign = card.get("foreign_text", {})
    return foreign.get("listing_picture_alt") or foreign.get("hero_picture_alt", "")


@register.filter
def site_of(address: str) -> str:
    """The host of an address as people write it."""
    return urlsplit(address).hostname.removeprefix("www.") if urlsplit(address).hostname else address


def _day_of(value: str) -> datetime.date:
    if "T" in value:
        return timezone.localdate(datetime.datetime.fromisoformat(value))
    return datetime.date.fromisoformat(value)


def _language_at(context: RequestContext, path: Iterable[object]) -> str | None:
    return (context.get("foreign_paths") or {}).get(".".join(str(part) for part in path))


def _marked(language: str | None) -> SafeString:
    return format_html(' lang="{}"', language) if language else SafeString("")
