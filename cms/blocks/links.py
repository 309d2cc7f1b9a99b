"""Links from blocks to pages: stored as the source-language page, shown in the reader's language."""

from wagtail.models import Page


def localized_page(page: Page, language: str) -> Page:
    """The live translation of a page into a language; else the page itself."""
    if page.locale.language_code == language:
        return page
    translations = Page.objects.live().filter(translation_key=page.translation_key, locale__language_code=language)
    return translations.first() or page
