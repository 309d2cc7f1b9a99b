"""Translations with everything that settling them reads, for all languages of a page in the same queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision, TaskState

from cms.pages.models import ForumPage
from cms.translation.models import TranslationProgress
from cms.translation.units import Content

from .wordings import Wordings, approved_of


@dataclass(frozen=True)
class Target:
    """A translation, freshly read: its page and row, its wordings, revisions that may still be published, its progress.

    The page carries its child rows and locale; it must not be saved.
    """

    page: ForumPage
    row: Content
    wordings: Wordings
    pending: list[Revision]
    progress: TranslationProgress


def read_targets(model: type[ForumPage], pages: Iterable[Page]) -> list[Target]:
    """The targets of translations of one page, which are all of its type, in the order of their keys."""
    relations = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    keys = [page.pk for page in pages]
    if not keys:
        return []
    found = list(model.objects.filter(pk__in=keys).select_related("locale").prefetch_related(*relations).order_by("pk"))
    wordings = approved_of(found[0].translation_key)
    pending = _pending(found)
    progress = TranslationProgress.objects.in_bulk(keys)
    return [
        Target(
            page=page,
            row=page.serializable_data(),
            wordings=wordings.get(page.locale_id, {}),
            pending=pending[page.pk],
            progress=progress.get(page.pk) or TranslationProgress(page_id=page.pk),
        )
        for page in found
    ]


def read_target(page: Page) -> Target:
    """One of them."""
    return read_targets(page.specific_class, [page])[0]


def _pending(pages: list[ForumPage]) -> dict[int, list[Revision]]:
    """Per page the revisions that may still be published: the latest draft, scheduled ones, those in moderation."""
    kind = pages[0].get_base_content_type()
    keys = [str(page.pk) for page in pages]
    drafts = {page.latest_revision_id for page in pages} - {page.live_revision_id for page in pages}
    in_moderation = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__object_id__in=keys,
        workflow_state__base_content_type=kind,
        workflow_state__status__in=("in_progress", "needs_changes"),
    )
    wanted = Q(pk__in=drafts) | Q(approved_go_live_at__isnull=False) | Q(pk__in=in_moderation.values("revision_id"))
    rows = Revision.objects.filter(wanted, base_content_type=kind, object_id__in=keys)
    found: dict[int, list[Revision]] = {page.pk: [] for page in pages}
    for revision in rows.exclude(pk__in=[page.live_revision_id for page in pages if page.live_revision_id]).order_by(
        "created_at", "pk"
    ):
        found[int(revision.object_id)].append(revision)
    return found
