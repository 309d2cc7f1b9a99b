"""Pages with every kind of text, their translations by path, and edits of their source."""

from datetime import date
from typing import Any

from wagtail.models import Locale, Page

from cms.pages.models import ForumPage
from cms.translation.services.drafting import publish_words, save_draft
from cms.translation.services.family import source_of
from cms.translation.services.wordings import composed
from home.models import HomePage
from news.models import ArticlePage, NewsIndexPage

from .media import PictureFactory
from .news import ArticleContactFactory, ArticleLinkFactory, ArticlePageFactory, NewsIndexPageFactory

BODY = (
    ("heading", {"text": "Überschrift", "level": "2"}),
    ("rich_text", '<p data-block-key="a1b2c">Ein <a href="https://example.org/de">Absatz</a>.</p>'),
    ("quote", {"text": "Wir kennen einander.", "attribution": "Erika Muster", "function": "", "source": ""}),
)


def in_language(page: Page, language: str) -> ForumPage:
    """The page in another language, freshly read."""
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code=language)


def translate(page: Page, language: str, texts: dict[str, str]) -> ForumPage:
    """Publish words by path."""
    source = type(page).objects.get(pk=page.pk)
    return publish_words(source, in_language(page, language), texts)


def draft_words(page: Page, language: str, texts: dict[str, str]) -> Any:
    """Save words by path as a draft; returns the revision."""
    return save_draft(type(page).objects.get(pk=page.pk), in_language(page, language), texts, None)


def publish_family(page: ForumPage, **words: dict[str, str]) -> ForumPage:
    """Publish a source page and, per language, its translation with words by path; the source freshly read."""
    page.save_revision().publish()
    for language, texts in words.items():
        translate(page, language, texts)
    return type(page).objects.get(pk=page.pk)


def edit(page: Page, **values: Any) -> ForumPage:
    """Change fields of a page and publish it, as an editor does; the page freshly read."""
    changed = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(changed, name, value)
    changed.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def news_index(home: HomePage) -> NewsIndexPage:
    """A published index with its Russian translation published too."""
    return publish_family(
        NewsIndexPageFactory(parent=home),
        ru={"title": "Новости", "lead": "Что происходит."},
        en={"title": "News", "lead": "What happens."},
    )


def article_with_texts(index: NewsIndexPage, **fields: Any) -> ArticlePage:
    """A published German article with main picture, body, link and contact; its translations are begun."""
    given = {"title": "Das Jahr beginnt", "lead": "Ein Satz.", "date": date(2018, 4, 26), **fields}
    page = ArticlePageFactory(parent=index, **given)
    ArticleLinkFactory(page=page, locale=page.locale)
    ArticleContactFactory(page=page, locale=page.locale)
    page = ArticlePage.objects.get(pk=page.pk)
    page.hero_picture, page.hero_picture_alt, page.hero_caption = PictureFactory(), "Ein Platz", "Vor dem Rathaus"
    shown = {"picture": PictureFactory(), "alt_text": "Eine Brücke", "caption": "Über die Elbe", "decorative": False}
    page.body = [*BODY, ("picture", shown)]
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def states_of(page: ForumPage) -> dict[str, str]:
    """{path: approved | outdated | source | withheld} of a translation."""
    return composed(source_of(page), page).states


def path_of(page: Page, block: int, *leaf: str) -> str:
    """The path of a text in the body, by the block's position."""
    return ".".join(("body", page.body[block].id, *leaf))


def locale_of(language: str) -> Locale:
    """The language's locale."""
    return Locale.objects.get(language_code=language)
