"""Many articles, of which a few are published as editors do and all others are copies of their rows."""

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, models
from wagtail.models import Page

from cms.content_store.collation import sort_key
from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from cms.pages.models import PageTag, PageTopic
from news.models import ArticlePage, NewsIndexPage
from tests.benchmarks.pairs import insert
from tests.factories.entities import PlaceFactory, TagFactory, TopicFactory
from tests.factories.media import PictureFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory, ThemeYearPageFactory
from tests.factories.pages import add_topics, publish_section
from tests.factories.site import build_site, home_of

PATTERNS, TOPICS, PICTURES = 24, 6, 4
PARAGRAPH = "<p>Die Städte arbeiten seit vielen Jahren zusammen; ihre Schulen und Vereine besuchen einander.</p>"
FIRST_DAY, DAYS = date(2010, 1, 1), 5_000
TOPIC = "bench-topic-1"


@dataclass(frozen=True)
class Pattern:
    """One published article by its rows: of the page, of the article, and of what belongs to it."""

    page: dict[str, Any]
    article: dict[str, Any]
    item: dict[str, Any]
    belonging: dict[type[models.Model], list[dict[str, Any]]]


def fill(count: int) -> None:
    """So many public articles in German with picture, place, theme year, topics, tags and four paragraphs."""
    index = _publish_patterns()
    patterns = [_pattern(pk) for pk in ArticlePage.objects.order_by("pk").values_list("pk", flat=True)]
    first = Page.objects.latest("pk").pk + 1
    copies = [
        Copy(patterns[number % PATTERNS], first + number, index, PATTERNS + number)
        for number in range(count - PATTERNS)
    ]
    # Pages before what points at them.
    for model, row in ((Page, "page"), (ArticlePage, "article"), (ContentItem, "item")):
        names = _columns(model)
        insert(model, names, ([values[name] for name in names] for values in (getattr(one, row)() for one in copies)))
    for model in (PageTopic, PageTag, ItemFacet, ItemTag):
        names = [name for name in _columns(model) if name != "id"]
        insert(model, names, ([row[name] for name in names] for one in copies for row in one.belonging(model)))
    Page.objects.filter(pk=index.pk).update(numchild=count)
    with connection.cursor() as cursor:
        # Whoever adds pages later begins after these.
        cursor.execute("SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), max(id)) FROM wagtailcore_page")
        cursor.execute("VACUUM ANALYZE")


class Copy:
    """The rows of a pattern as another page has them."""

    def __init__(self, pattern: Pattern, pk: int, index: NewsIndexPage, number: int) -> None:
        self.pattern, self.pk, self.index, self.number = pattern, pk, index, number
        self.key = uuid.UUID(int=pk)
        self.day = FIRST_DAY + timedelta(days=number % DAYS)
        self.title = f"Artikel {number} zur Partnerschaft"
        self.slug = f"bench-{number}"
        self.path = Page._get_path(index.path, index.depth + 1, number + 1)

    def page(self) -> dict[str, Any]:
        """Of the table of all pages."""
        return {
            **self.pattern.page, "id": self.pk, "path": self.path, "slug": self.slug, "title": self.title,
            "draft_title": self.title, "translation_key": self.key, "latest_revision_id": None,
            "live_revision_id": None, "url_path": f"{self.index.url_path}{self.slug}/",
        }  # fmt: skip

    def article(self) -> dict[str, Any]:
        """Of the table of articles."""
        return {**self.pattern.article, "page_ptr_id": self.pk, "date": self.day}

    def item(self) -> dict[str, Any]:
        """Of the content store."""
        rendered = {name: self._rendered(self.pattern.item[name]) for name in ("card", "detail", "json_ld")}
        return {
            **self.pattern.item, **rendered, "page_id": self.pk, "translation_key": self.key, "tree_path": self.path,
            "url_path": self._text(self.pattern.item["url_path"]), "title": self.title, "date": self.day,
            "sort_key": sort_key(self.title),
            "etag": hashlib.sha256(rendered["card"] + rendered["detail"]).hexdigest()[:32],
        }  # fmt: skip

    def belonging(self, model: type[models.Model]) -> Iterator[dict[str, Any]]:
        """Rows that point at the page."""
        for row in self.pattern.belonging[model]:
            if model is ItemFacet:
                value = str(self.day.year) if row["name"] == "news:year" else row["value"]
                yield {**row, "item_id": self.pk, "date": self.day, "value": value}
            elif model is ItemTag:
                yield {**row, "item_id": self.pk, "tag": self._text(row["tag"])}
            else:
                yield {**row, "page_id": self.pk}

    def _text(self, text: str) -> str:
        """With what names the pattern exchanged for what names the copy."""
        named = self.pattern.page
        for theirs, own in (
            (f'"id":{named["id"]},"type":"news.article"', f'"id":{self.pk},"type":"news.article"'),
            (named["title"], self.title),
            (named["slug"], self.slug),
            (str(named["translation_key"]), str(self.key)),
            (self.pattern.article["date"].isoformat(), self.day.isoformat()),
        ):
            text = text.replace(theirs, own)
        return text

    def _rendered(self, stored: bytes) -> bytes:
        return self._text(bytes(stored).decode()).encode()


def _publish_patterns() -> NewsIndexPage:
    build_site()
    index = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
    year = publish_section(ThemeYearPageFactory(parent=home_of("de")))
    places = [PlaceFactory(names={"de": f"Stadt {number}", "ru": f"Город {number}"}) for number in range(PATTERNS)]
    topics = [TopicFactory(key=f"bench-topic-{number}", names={"de": f"Thema {number}"}) for number in range(TOPICS)]
    tags = [TagFactory(names={"de": f"Schlagwort {number}"}) for number in range(PATTERNS)]
    pictures = [PictureFactory(file__width=1800, file__height=1200) for _number in range(PICTURES)]
    for number in range(PATTERNS):
        article = ArticlePageFactory(
            parent=index, title=f"Vorbild {number:03}", slug=f"vorbild-{number:03}",
            lead="Was zwei Städte verbindet, und was sie in diesem Jahr gemeinsam vorhaben: ein Bericht.",
            date=date(1990, 1, 1) + timedelta(days=number), theme_year=year, dateline_place=places[number],
            hero_picture=pictures[number % PICTURES], hero_picture_alt="Eine Brücke", hero_caption="Am Fluss",
            body=[("heading", {"text": "Gemeinsam", "level": "2"}), *(("rich_text", PARAGRAPH * 3) for _ in range(4))],
        )  # fmt: skip
        add_topics(article, topics[number % TOPICS], topics[(number + 1) % TOPICS], tags[number])
        publish_section(article)
    return index


def _pattern(pk: int) -> Pattern:
    own = {PageTopic: "page_id", PageTag: "page_id", ItemFacet: "item_id", ItemTag: "item_id"}
    return Pattern(
        page=_rows(Page, "id", pk)[0],
        article=_rows(ArticlePage, "page_ptr_id", pk)[0],
        item=_rows(ContentItem, "page_id", pk)[0],
        belonging={model: _rows(model, column, pk) for model, column in own.items()},
    )


def _rows(model: type[models.Model], column: str, value: int) -> list[dict[str, Any]]:
    names = _columns(model)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(names)} FROM {model._meta.db_table} WHERE {column} = %s ORDER BY 1",  # noqa: S608
            [value],
        )
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _columns(model: type[models.Model]) -> list[str]:
    """Of the model's own table."""
    return [field.column for field in model._meta.local_concrete_fields]
