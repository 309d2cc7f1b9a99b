"""settle(target): the live page and every pending revision composed anew, with moderation and schedules intact."""

from datetime import timedelta

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import LogContext, log
from wagtail.models import Page, Revision, TaskState
from wagtail.signals import page_published, published

from .compose import Wording, compose, same_content
from .family import flowing
from .wordings import approved, words_in

FACTS_FLOW = "cms.facts_flow"


class FactsFlowAction(PublishPageRevisionAction):
    """Publishes what follows from the source; unlike a person's publish it leaves a running moderation alone."""

    def _after_publish(self) -> None:
        page_published.send(sender=self.object.specific_class, instance=self.object.specific, revision=self.revision)
        published.send(sender=type(self.object), instance=self.object, revision=self.revision)


@transaction.atomic
def settle(source: Page, target: Page, cause: Revision | None = None) -> bool:
    """Bring a translation into line with its source; returns whether its live page changed."""
    target = Page.objects.select_related("locale").get(pk=target.pk).specific
    wordings = approved(target)
    with flowing():
        pending = _pending(target)
        for revision in pending:
            _rewrite(source, target, revision, wordings)
        return _flow_into_live(source, target, wordings, pending, cause) if target.live else False


def _flow_into_live(
    source: Page, target: Page, wordings: dict[str, Wording], pending: list[Revision], cause: Revision | None
) -> bool:
    model, live = type(source), target.serializable_data()
    content = compose(model, source.serializable_data(), live, wordings).content
    if same_content(model, content, live):
        return False
    _publish(target, content, pending, cause)
    return True


def _publish(target: Page, content: dict, pending: list[Revision], cause: Revision | None) -> None:
    """Publish content as a revision older than what is pending, and put back what publishing resets."""
    schedules = {revision.pk: revision.approved_go_live_at for revision in pending if revision.approved_go_live_at}
    latest = max(pending, key=lambda revision: (revision.created_at, revision.pk), default=None)
    before = Page.objects.get(pk=target.pk)
    with LogContext(user=None):
        revision = target.with_content_json(content).save_revision(log_action=False, changed=False, clean=False)
        if latest is not None:
            earliest = min(found.created_at for found in pending) - timedelta(microseconds=1)
            Revision.objects.filter(pk=revision.pk).update(created_at=earliest)
        revision = Revision.objects.get(pk=revision.pk)
        FactsFlowAction(revision, user=None, changed=False, log_action=False).execute(skip_permission_checks=True)
        log(target, FACTS_FLOW, revision=revision, data={"source_revision": cause.pk if cause else None})
    for pk, moment in schedules.items():
        Revision.objects.filter(pk=pk).update(approved_go_live_at=moment)
    kept = {"go_live_at": before.go_live_at}
    if latest is not None:
        kept |= {
            "latest_revision_id": latest.pk,
            "latest_revision_created_at": latest.created_at,
            "has_unpublished_changes": True,
            "draft_title": latest.content["title"],
        }
    Page.objects.filter(pk=target.pk).update(**kept)


def _pending(target: Page) -> list[Revision]:
    """Revisions that may still be published: the latest draft, scheduled ones, those in moderation."""
    keys = set(target.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", flat=True))
    if target.latest_revision_id and target.latest_revision_id != target.live_revision_id:
        keys.add(target.latest_revision_id)
    keys.update(
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__object_id=str(target.pk),
            workflow_state__base_content_type=target.get_base_content_type(),
            workflow_state__status__in=("in_progress", "needs_changes"),
        ).values_list("revision_id", flat=True)
    )
    keys.discard(target.live_revision_id)
    return list(Revision.objects.filter(pk__in=keys).order_by("created_at", "pk"))


def _rewrite(source: Page, target: Page, revision: Revision, wordings: dict[str, Wording]) -> None:
    """Facts into a pending revision, in place: its words, author, task and schedule stay."""
    words = {**wordings, **words_in(revision)}
    # Rows get the keys that the live page has now; the revision's own may be gone.
    shape = {**revision.content, **_row_keys(target, revision.content)}
    content = compose(type(source), source.serializable_data(), shape, words).content
    content["slug"] = target.slug
    if not same_content(type(source), content, revision.content):
        revision.content = content
        revision.save(update_fields=["content"])
        if revision.pk == target.latest_revision_id:
            Page.objects.filter(pk=target.pk).update(draft_title=content["title"])


def _row_keys(target: Page, content: dict) -> dict:
    """The target's own child rows, whose keys a composition reuses."""
    live = target.serializable_data()
    return {name: rows for name, rows in live.items() if isinstance(rows, list) and name in content}
