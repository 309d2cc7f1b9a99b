"""Translations that come into being with the first publish of their source, in public at once."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail.signals import page_published, published

from .family import flowing, lock
from .settling import PUBLISHED_ALONG, keep_progress, log_flow
from .starting import place


@transaction.atomic
def start_published(source: Page, locale: Locale, cause: Revision | None = None) -> Page:
    """Make and publish the page in a language that has none; raises ParentMissing.

    Whatever a publish checks was checked in the source, so that rows and revision are written once.
    """
    lock(source)
    with flowing():
        now = timezone.now()
        page, states = place(
            source, locale, live=True, has_unpublished_changes=False, first_published_at=now, last_published_at=now
        )
        revision = _first_revision(page)
        keep_progress(page, states)
        log_flow(page, PUBLISHED_ALONG, revision, cause)
        page_published.send(sender=type(page), instance=page, revision=revision)
        published.send(sender=type(page), instance=page, revision=revision)
    return page


def _first_revision(page: Page) -> Revision:
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.latest_revision = page.live_revision = revision
    page.latest_revision_created_at = revision.created_at
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision, live_revision=revision, latest_revision_created_at=revision.created_at
    )
    return revision
