"""Translations that come into being with the first publish of their source, in public at once."""

from django.db import transaction
from wagtail.models import Locale, Page, Revision

from cms.pages.services.making import first_revision, live_now, tell

from .family import flowing, lock
from .progress import keep_progress
from .settling import PUBLISHED_ALONG, log_flow
from .starting import place


@transaction.atomic
def start_published(source: Page, locale: Locale, cause: Revision | None = None) -> Page:
    """Make and publish the page in a language that has none; raises ParentMissing.

    Whatever a publish checks was checked in the source, so that rows and revision are written once.
    """
    lock(source)
    with flowing():
        page, composition = place(source, locale, live_now)
        revision = first_revision(page)
        keep_progress(page, composition)
        log_flow(page, PUBLISHED_ALONG, revision, cause)
        tell(page, revision)
    return page
