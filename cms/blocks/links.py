"""Links from blocks to pages: stored as the source-language page, shown in the reader's language."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


def public_addresses(pages: Iterable[Page], language: str) -> dict[int, tuple[str, str]]:
    """(address, language) where readers find each page, in the language or its own, by its id; in two queries."""
    return {pk: (page.url, page.locale.language_code) for pk, page in public_pages(pages, language).items()}


def public_pages(pages: Iterable[Page], language: str) -> dict[int, Page]:
    """Each page as readers of the language meet it, in that or its own, by the id asked for; in two queries.

    Drafts, expired and private pages are left out.
    """
    asked = {page.pk: page.translation_key for page in pages}
    if not asked:
        return {}
    now = timezone.now()
    in_language = Q(translation_key__in=set(asked.values()), locale__language_code=language)
    found = Page.objects.live().filter(in_language | Q(pk__in=asked)).select_related("locale")
    own = {page.pk: page for page in found}
    translated = {page.translation_key: page for page in found if page.locale.language_code == language}
    private = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    shown = {pk: translated.get(key, own.get(pk)) for pk, key in asked.items()}
    return {
        pk: page
        for pk, page in shown.items()
        if page and page.url and _is_open(page, now) and not page.path.startswith(private)
    }


def _is_open(page: Page, now: object) -> bool:
    return page.expire_at is None or page.expire_at > now
