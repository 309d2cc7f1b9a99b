"""News pages as content items."""

import datetime
from typing import Any

from django.conf import settings

from cms.content_store.presenters import Fields, PagePresenter, absolute
from cms.content_store.services.recorder import StoreRecorder
from cms.schemas.period import Period
from news import schemas
from news.models import ArticleContact, ArticleLink, ArticlePage, NewsIndexPage, ThemeYearPage

# What belongs to a theme year, of whatever plugin: articles here, editions elsewhere.
THEME_FACET = "news:theme"
GATHERED_LIMIT = 60


class NewsIndexPresenter(PagePresenter):
    """The index has nothing of its own; its articles are listed by the store."""

    type = "news.index"
    card_schema = schemas.NewsIndexCard
    detail_schema = schemas.NewsIndexDetail


class ThemeYearPresenter(PagePresenter):
    """A theme year gathers what names it."""

    type = "news.theme_year"
    card_schema = schemas.ThemeYearCard
    detail_schema = schemas.ThemeYearDetail
    card_texts = ("title", "lead", "motto")

    def date(self, page: ThemeYearPage) -> datetime.date:
        """Theme years are sorted by their first day."""
        return page.starts_on

    def card_fields(self, page: ThemeYearPage, recorder: StoreRecorder) -> Fields:
        return {
            **super().card_fields(page, recorder),
            "period": Period(starts_on=page.starts_on, ends_on=page.ends_on),
            "motto": page.motto,
        }

    def detail_fields(self, page: ThemeYearPage, recorder: StoreRecorder) -> Fields:
        patrons = [recorder.person(row.person) for row in page.patrons.all()]
        return {
            **super().detail_fields(page, recorder),
            "hero": self.hero(page, recorder),
            "patrons": [patron for patron in patrons if patron],
            "gathered": recorder.gather(THEME_FACET, str(page.translation_key), GATHERED_LIMIT),
        }


class ArticlePresenter(PagePresenter):
    """An article; its theme year finds it by the facet news:theme."""

    type = "news.article"
    card_schema = schemas.ArticleCard
    detail_schema = schemas.ArticleDetail

    def date(self, page: ArticlePage) -> datetime.date:
        """The date editors gave it."""
        return page.date

    def facets(self, page: ArticlePage) -> dict[str, list[str]]:
        """Kind, year, place of the dateline (by key) and theme year (by translation key)."""
        return {
            **super().facets(page),
            "news:kind": [page.kind],
            "news:year": [str(page.date.year)],
            "news:place": [str(page.dateline_place.key)] if page.dateline_place else [],
            THEME_FACET: [str(page.theme_year.translation_key)] if page.theme_year else [],
        }

    def card_fields(self, page: ArticlePage, recorder: StoreRecorder) -> Fields:
        return {
            **super().card_fields(page, recorder),
            "kind": page.kind,
            "kind_label": page.get_kind_display(),
            "place": recorder.place(page.dateline_place) if page.dateline_place else None,
            "theme_year": recorder.page(page.theme_year_id),
        }

    def detail_fields(self, page: ArticlePage, recorder: StoreRecorder) -> Fields:
        links = [self.link(row, recorder) for row in page.links.all()]
        return {
            **super().detail_fields(page, recorder),
            "hero": self.hero(page, recorder),
            "links": [link for link in links if link],
            "contacts": [self.contact(row, recorder) for row in page.contacts.all()],
        }

    def link(self, row: ArticleLink, recorder: StoreRecorder) -> schemas.ArticleLink | None:
        """Left out while its page is not public."""
        page = recorder.page(row.target_id)
        url = page.url if page else row.url
        if not url:
            return None
        return schemas.ArticleLink(id=row.translation_key, label=row.label, url=url, page=page)

    def contact(self, row: ArticleContact, recorder: StoreRecorder) -> schemas.ArticleContact:
        """With a person only if visitors may see them."""
        return schemas.ArticleContact(
            id=row.translation_key,
            label=row.label,
            organisation=recorder.organisation(row.organisation) if row.organisation else None,
            person=recorder.person(row.person),
            email=row.email,
            phone=row.phone,
        )

    def json_ld(self, page: ArticlePage, recorder: StoreRecorder) -> dict[str, Any]:
        """A NewsArticle of schema.org."""
        card = schemas.ArticleCard(**self.card_fields(page, recorder))
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": card.title,
            "inLanguage": card.locale,
            "datePublished": card.date.isoformat(),
            "dateModified": card.updated_at.isoformat(),
            "url": absolute(card.url),
            "publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": absolute("/")},
        }
        if card.lead:
            data["description"] = card.lead
        if card.picture:
            data["image"] = [absolute(card.picture.sources[-1].url)]
        if card.place:
            data["contentLocation"] = {"@type": "Place", "name": card.place.name}
        return data


presenters = {
    NewsIndexPage: NewsIndexPresenter(),
    ThemeYearPage: ThemeYearPresenter(),
    ArticlePage: ArticlePresenter(),
}
