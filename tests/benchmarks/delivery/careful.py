"""The list of articles as a careful developer writes it with the ORM: the same JSON, constant queries."""

import datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest, JsonResponse

from cms.entities.models import Entity
from cms.media.models import Picture
from cms.media.services.renditions import sources
from cms.media.services.rights import is_public, restricted_collections
from cms.pages.models import PageTag, PageTopic
from news.models import ArticlePage

LIMIT = 20
FILES = "hero_picture", "listing_picture"


def articles(request: HttpRequest) -> JsonResponse:
    """Cards of articles in one language, the newest first; `topic` and `place` filter, `cursor` goes on."""
    pages = ArticlePage.objects.live().public().filter(locale__language_code=request.GET.get("locale", "de"))
    if topic := request.GET.get("topic"):
        pages = pages.filter(page_topics__topic__key=topic)
    if cursor := request.GET.get("cursor"):
        day, _separator, pk = cursor.partition("~")
        pages = pages.filter(Q(date__lt=day) | Q(date=day, pk__lt=int(pk)))
    found = list(_with_all(pages).order_by("-date", "-pk")[: LIMIT + 1])
    shown, more = found[:LIMIT], found[LIMIT:]
    pictures = Pictures()
    answer = {
        "items": [card(page, request, pictures) for page in shown],
        "next_cursor": f"{shown[-1].date}~{shown[-1].pk}" if more else None,
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _with_all(pages: Any) -> Any:
    return pages.select_related(
        "locale", "dateline_place__country", "theme_year__locale", *FILES
    ).prefetch_related(
        "dateline_place__names",
        Prefetch("page_topics", PageTopic.objects.select_related("topic").prefetch_related("topic__names")),
        Prefetch("page_tags", PageTag.objects.select_related("tag").prefetch_related("tag__names")),
    )  # fmt: skip


class Pictures:
    """Pictures of one answer: rights are read once, addresses signed once for each picture."""

    def __init__(self) -> None:
        self.restricted = restricted_collections()
        self.known: dict[int, list[dict[str, Any]]] = {}

    def shape(self, picture: Picture | None, alt: str, caption: str) -> dict[str, Any] | None:
        """None where readers may not see it."""
        if picture is None or not is_public(picture, self.restricted):
            return None
        if picture.pk not in self.known:
            self.known[picture.pk] = [
                {"url": one.url, "width": one.width, "height": one.height, "format": one.media_type}
                for one in sources(picture)
            ]
        return {
            "id": picture.pk, "alt": alt, "caption": caption, "credit": picture.credit, "licence": picture.licence,
            "width": picture.width, "height": picture.height, "sources": self.known[picture.pk],
        }  # fmt: skip


def card(page: ArticlePage, request: HttpRequest, pictures: Pictures) -> dict[str, Any]:
    """What lists show of an article in its source language."""
    language = page.locale.language_code
    if page.listing_picture:
        picture = pictures.shape(page.listing_picture, page.listing_picture_alt, "")
    else:
        picture = pictures.shape(page.hero_picture, page.hero_picture_alt, page.hero_caption)
    return {
        "id": page.pk,
        "type": "news.article",
        "locale": language,
        "translation_key": str(page.translation_key),
        "url": page.get_url(request),
        "title": page.title,
        "lead": page.lead,
        "date": page.date.isoformat(),
        "updated_at": _in_utc(page.last_published_at),
        "picture": picture,
        "topics": [name(row.topic, language) for row in page.page_topics.all()],
        "tags": [name(row.tag, language) for row in page.page_tags.all()],
        "foreign_text": {},
        "kind": page.kind,
        "kind_label": page.get_kind_display(),
        "place": place(page, language),
        "theme_year": theme_year(page, request),
    }


def name(entity: Entity, language: str) -> dict[str, str]:
    """What it is called, and in which language."""
    text, found = entity.localized_name(language)
    return {"key": str(entity.key), "name": text, "language": found}


def place(page: ArticlePage, language: str) -> dict[str, Any] | None:
    """That of the dateline."""
    found = page.dateline_place
    if found is None:
        return None
    return {
        **name(found, language), "kind": found.kind, "country": found.country.code,
        "latitude": found.latitude, "longitude": found.longitude,
    }  # fmt: skip


def theme_year(page: ArticlePage, request: HttpRequest) -> dict[str, Any] | None:
    """Its link."""
    year = page.theme_year
    if year is None or not year.live:
        return None
    return {
        "id": year.pk, "type": "news.theme_year", "locale": year.locale.language_code, "url": year.get_url(request),
        "title": year.title, "date": year.starts_on.isoformat(),
    }  # fmt: skip


def _in_utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
