"""Links from blocks to pages: stored as the source-language page, shown in the reader's language."""

from django.utils import timezone
from wagtail.models import Page


def public_address(page: Page, language: str) -> str:
    """Where readers find the page, in the language or its own; "" while it is a draft, expired or private."""
    shown = localized_page(page, language)
    expired = shown.expire_at is not None and shown.expire_at <= timezone.now()
    return shown.url or "" if shown.live and not expired and not shown.get_view_restrictions().exists() else ""


def localized_page(page: Page, language: str) -> Page:
    """The live translation of a page into a language; else the page itself."""
    if page.locale.language_code == language:
        return page
    translations = Page.objects.live().filter(translation_key=page.translation_key, locale__language_code=language)
    return translations.first() or page
