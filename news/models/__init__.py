"""News index, theme years and articles."""

from .article import ArticleContact, ArticleKind, ArticleLink, ArticlePage
from .index import NewsIndexPage
from .theme_year import ThemeYearPage, ThemeYearPatron

__all__ = [
    "ArticleContact",
    "ArticleKind",
    "ArticleLink",
    "ArticlePage",
    "NewsIndexPage",
    "ThemeYearPage",
    "ThemeYearPatron",
]
