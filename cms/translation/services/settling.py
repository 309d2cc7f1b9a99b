"""settle(target): the live page and every pending revision composed anew, with moderation and schedules intact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import LogContext, get_active_log_context, log
from wagtail.models import Page, Revision, TaskState
from wagtail.signals import page_published, published

from cms.translation.models import FollowedUnpublish, RevisionWords
from cms.translation.units import child_relations

from .addresses import fix_slug
from .compose import Composition, Content, Wording, compose, same_content
from .family import facts_of, flowing
from .progress import keep_progress
from .wordings import approved, words_in

FACTS_FLOW = "cms.facts_flow"
PUBLISHED_ALONG = "cms.published_along"


class FactsFlowAction(PublishPageRevisionAction):
    """Publishes what follows from the source; unlike a person's publish it leaves a running moderation alone."""

    def _after_publish(self) -> None:
        page_published.send(sender=self.object.specific_class, instance=self.object.specific, revision=self.revision)
        published.send(sender=type(self.object), instance=self.object, revision=self.revision)
        self.object.update_aliases(revision=self.revision, _content=self.revision.content)


@transaction.atomic
def settle(source: Page, target: Page, cause: Revision | None = None) -> bool:
    """Bring a translation into line with its source; returns whether its live page changed."""
    return _settle(source, target, cause, returns=False)


@transaction.atomic
def bring_back(source: Page, target: Page, cause: Revision | None = None) -> None:
    """Publish again, with today's facts, what went with the source."""
    FollowedUnpublish.objects.filter(page=target).delete()
    _settle(source, target, cause, returns=True)


@transaction.atomic
def publish_along(source: Page, target: Page, cause: Revision | None = None) -> None:
    """The first publish of a translation that waits for no words; words that somebody works on stay a draft."""
    _settle(source, target, cause, returns=True, action=PUBLISHED_ALONG)


def withdraw(target: Page, expired: bool = False) -> None:
    """Out of the public and remembered; a schedule of the translator's stays for when the source is back."""
    schedules = dict(
        target.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", "approved_go_live_at")
    )
    FollowedUnpublish.objects.get_or_create(page=target)
    with flowing():
        target.specific.unpublish(set_expired=expired)
    for pk, moment in schedules.items():
        Revision.objects.filter(pk=pk).update(approved_go_live_at=moment)


@dataclass(frozen=True)
class Given:
    """What a translation is composed of: the source's facts, the texts they give in its language, its own wordings."""

    facts: Content
    derived: Mapping[str, str]
    wordings: Mapping[str, Wording]


def _settle(source: Page, target: Page, cause: Revision | None, returns: bool, action: str = FACTS_FLOW) -> bool:
    target = Page.objects.select_related("locale").specific().get(pk=target.pk)
    derived = source.derived_texts(target.locale.language_code)
    given, row = Given(facts_of(source), derived, approved(target)), target.serializable_data()
    with flowing():
        pending = _pending(target)
        drafts = {revision.pk: _rewrite(given, target, row, revision) for revision in pending}
        latest = drafts.get(target.latest_revision_id)
        if not (target.live or returns):
            if latest is not None:
                keep_progress(target, latest)
            return False
        composition = compose(type(source), given.facts, row, given.wordings, given.derived)
        content = composition.content
        keep_progress(target, composition, latest)
        if target.live and same_content(type(source), content, row):
            return False
        if action == PUBLISHED_ALONG:
            pending = _worked_on(pending)
        _publish(target, content, pending, cause, action)
    return True


def _publish(target: Page, content: Content, pending: list[Revision], cause: Revision | None, action: str) -> None:
    """Publish content as a revision older than what is pending, and put back what publishing resets."""
    schedules = {revision.pk: revision.approved_go_live_at for revision in pending if revision.approved_go_live_at}
    latest = max(pending, key=lambda revision: (revision.created_at, revision.pk), default=None)
    # A moment that lies ahead is the translator's own schedule, not one for facts.
    page = target.with_content_json({**content, "go_live_at": None})
    if target.first_published_at is None:
        fix_slug(page)
    with LogContext(user=None):
        revision = page.save_revision(log_action=False, changed=False, clean=False)
        if latest is not None:
            revision.created_at = min(found.created_at for found in pending) - timedelta(microseconds=1)
            revision.save(update_fields=["created_at"])
        FactsFlowAction(revision, user=None, changed=False, log_action=False).execute(skip_permission_checks=True)
    log_flow(target, action, revision, cause)
    for pk, moment in schedules.items():
        Revision.objects.filter(pk=pk).update(approved_go_live_at=moment)
    kept = {"go_live_at": target.go_live_at}
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


def log_flow(target: Page, action: str, revision: Revision, cause: Revision | None) -> None:
    """Into the history, as nobody's own doing, with who caused it."""
    user = get_active_log_context().user
    data = {"source_revision": cause.pk if cause else None, "caused_by": user.pk if user else None}
    with LogContext(user=None):
        log(target, action, revision=revision, data=data)


def _worked_on(pending: list[Revision]) -> list[Revision]:
    """Those that somebody has put words into, scheduled, or sent to moderation."""
    keys = set(RevisionWords.objects.filter(revision__in=pending).values_list("revision_id", flat=True))
    keys.update(TaskState.objects.filter(revision__in=pending).values_list("revision_id", flat=True))
    return [revision for revision in pending if revision.approved_go_live_at or revision.pk in keys]


def _rewrite(given: Given, target: Page, row: Content, revision: Revision) -> Composition:
    """Facts into a pending revision, in place: its words, author, task and schedule stay."""
    model = type(target)
    words = {**given.wordings, **words_in(revision)}
    # Rows get the keys that the live page has now; the revision's own may be gone.
    names = [relation.get_accessor_name() for relation in child_relations(model)]
    shape = {**revision.content, **{name: row[name] for name in names if name in revision.content}}
    composition = compose(model, given.facts, shape, words, given.derived)
    content = composition.content
    content["slug"] = target.slug
    if not same_content(model, content, revision.content):
        revision.content = content
        revision.save(update_fields=["content"])
        if revision.pk == target.latest_revision_id:
            Page.objects.filter(pk=target.pk).update(draft_title=content["title"])
    return composition
