"""Links from blocks to pages: stored as the source-language page, shown in the reader's language."""

from collections.abc import Iterable

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


def public_addresses(pages: Iterable[Page], language: str) -> dict[int, str]:
    """Where readers find each page, in the language or its own, by its id; in two queries.

    Drafts, expired and private pages are left out.
    """
    asked = list(pages)
    if not asked:
        return {}
    keys = {page.translation_key for page in asked}
    translated = Page.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    by_key = {page.translation_key: page for page in translated}
    private = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    now = timezone.now()
    shown = ((page.pk, by_key.get(page.translation_key, page)) for page in asked)
    addresses = {pk: page.url for pk, page in shown if _is_open(page, now) and not page.path.startswith(private)}
    return {pk: address for pk, address in addresses.items() if address}


def _is_open(page: Page, now: object) -> bool:
    return page.live and (page.expire_at is None or page.expire_at > now)
