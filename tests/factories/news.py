"""News index, theme years, articles and their children."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from news.models import ArticleContact, ArticleLink, ArticlePage, NewsIndexPage, ThemeYearPage

from .pages import ForumPageFactory


class NewsIndexPageFactory(ForumPageFactory):
    """The news index below a home page: NewsIndexPageFactory(parent=home)."""

    class Meta:
        model = NewsIndexPage

    title = "Aktuelles"
    slug = factory.Sequence(lambda number: f"news-{number}")
    lead = "Was geschieht."


class ThemeYearPageFactory(ForumPageFactory):
    """A theme year: ThemeYearPageFactory(parent=home)."""

    class Meta:
        model = ThemeYearPage

    title = "Jahr der kommunalen und regionalen Partnerschaften"
    slug = factory.Sequence(lambda number: f"theme-year-{number}")
    lead = "Ein Jahr für die Städte."
    starts_on = date(2017, 6, 28)
    ends_on = date(2018, 9, 14)


class ArticlePageFactory(ForumPageFactory):
    """An article below the news index: ArticlePageFactory(parent=index)."""

    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda number: f"Artikel {number}")
    slug = factory.Sequence(lambda number: f"article-{number}")
    lead = "Das Wichtigste in einem Satz."
    date = date(2017, 6, 12)


class ArticleLinkFactory(DjangoModelFactory):
    """A further-information link to elsewhere: ArticleLinkFactory(page=article)."""

    class Meta:
        model = ArticleLink

    label = "Programm"
    url = "https://example.org/programm"
    sort_order = factory.Sequence(int)


class ArticleContactFactory(DjangoModelFactory):
    """A contact by e-mail: ArticleContactFactory(page=article)."""

    class Meta:
        model = ArticleContact

    label = "Pressestelle"
    email = "presse@example.org"
    sort_order = factory.Sequence(int)
