"""Derived texts follow the facts they are computed from, for example the names of places."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.pages.models import ForumPage

from .family import flowing, lock

RENAMED = "wagtail.rename"


@transaction.atomic
def refresh_derived(pages: Iterable[Page]) -> list[ForumPage]:
    """Bring the derived texts of pages and of their latest and scheduled revisions up to date, without a new revision.

    Returns the pages whose rows have changed. Their slugs stay; what shows them is the caller's matter.
    """
    return [page for page in map(_refresh, pages) if page is not None]


def _refresh(page: Page) -> ForumPage | None:
    """The page when its row has changed."""
    if not issubclass(page.specific_class or Page, ForumPage) or not page.specific_class.derived_fields:
        return None
    lock(page)
    row = Page.objects.select_related("locale").specific().get(pk=page.pk)
    texts = row.derived_texts(row.locale.language_code)
    title_before, draft_title = row.title, _refresh_revisions(row) or texts.get("title", row.title)
    if draft_title == row.draft_title and all(getattr(row, name) == text for name, text in texts.items()):
        return None
    for name, text in texts.items():
        setattr(row, name, text)
    row.draft_title = draft_title
    with flowing():
        row.save(clean=False, update_fields=[*texts, "draft_title"])
    if row.title != title_before:
        log(row, RENAMED, data={"title": {"old": title_before, "new": row.title}})
    return row


def _refresh_revisions(row: ForumPage) -> str | None:
    """The title of the latest revision, when there is one."""
    latest = None
    for revision in _revisions(row):
        texts = row.with_content_json(revision.content).derived_texts(row.locale.language_code)
        if any(revision.content.get(name) != text for name, text in texts.items()):
            revision.content = {**revision.content, **texts}
            revision.object_str = texts.get("title", revision.object_str)
            revision.save(update_fields=["content", "object_str"])
        if revision.pk == row.latest_revision_id:
            latest = revision.content.get("title")
    return latest


def _revisions(row: ForumPage) -> list[Revision]:
    scheduled = row.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", flat=True)
    return list(Revision.objects.filter(pk__in={row.latest_revision_id, row.live_revision_id, *scheduled}))
