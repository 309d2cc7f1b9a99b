"""settle(target): the live page and every pending revision composed anew, with moderation and schedules intact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import LogContext, get_active_log_context, log
from wagtail.models import Page, Revision, TaskState

from cms.pages.models import ForumPage
from cms.pages.services.making import tell
from cms.translation.models import FollowedUnpublish, RevisionWords
from cms.translation.units import child_relations

from .addresses import fix_slug
from .compose import KEPT, Composition, Content, Wording, changed_names, compose, same_content
from .family import facts_of, flowing
from .progress import keep_progress
from .targets import Target
from .wordings import words_in

FACTS_FLOW = "cms.facts_flow"
PUBLISHED_ALONG = "cms.published_along"
# What a publish says of the page itself, beside its content.
LIFE = (
    "live", "expired", "has_unpublished_changes", "draft_title", "first_published_at", "last_published_at",
    "live_revision", "latest_revision", "latest_revision_created_at",
)  # fmt: skip


@transaction.atomic
def settle(source: Page, target: Target, cause: Revision | None = None) -> bool:
    """Bring a translation into line with its source; returns whether its live page changed."""
    return _settle(source, target, cause, returns=False)


@transaction.atomic
def bring_back(source: Page, target: Target, cause: Revision | None = None) -> None:
    """Publish again, with today's facts, what went with the source."""
    FollowedUnpublish.objects.filter(page=target.page).delete()
    _settle(source, target, cause, returns=True)


@transaction.atomic
def publish_along(source: Page, target: Target, cause: Revision | None = None) -> None:
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


def _settle(source: Page, target: Target, cause: Revision | None, returns: bool, action: str = FACTS_FLOW) -> bool:
    page = target.page
    given = Given(facts_of(source), source.derived_texts(page.locale.language_code), target.wordings)
    with flowing():
        drafts = {revision.pk: _rewrite(given, target, revision) for revision in target.pending}
        latest = drafts.get(page.latest_revision_id)
        if not (page.live or returns):
            if latest is not None:
                keep_progress(page, latest, stored=target.progress)
            return False
        composition = compose(type(source), given.facts, target.row, given.wordings, given.derived)
        keep_progress(page, composition, latest, stored=target.progress)
        if page.live and same_content(type(source), composition.content, target.row):
            return False
        pending = _worked_on(target.pending) if action == PUBLISHED_ALONG else target.pending
        _publish(target, composition.content, pending, cause, action)
    return True


def _publish(target: Target, content: Content, pending: list[Revision], cause: Revision | None, action: str) -> None:
    """Publish content as a revision older than what is pending; the page's row is written once.

    Unlike a person's publish it leaves schedules and a running moderation alone; what refuses a publish is asked.
    """
    page = _with_content(target.page, content)
    changed = changed_names(type(page), content, target.row)
    if page.first_published_at is None:
        fix_slug(page)
        changed |= {"slug", "url_path"}
    latest = max(pending, key=lambda revision: (revision.created_at, revision.pk), default=None)
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        # A moment that lies ahead is the translator's own schedule, not one for facts.
        content={**content, "go_live_at": None, "slug": page.slug, "url_path": page.url_path},
        object_str=str(page),
        created_at=min(found.created_at for found in pending) - timedelta(microseconds=1) if pending else None,
    )
    now = timezone.now()
    page.live, page.expired, page.live_revision = True, False, revision
    page.first_published_at, page.last_published_at = page.first_published_at or now, now
    page.latest_revision, page.has_unpublished_changes = latest or revision, latest is not None
    page.latest_revision_created_at = page.latest_revision.created_at
    page.draft_title = latest.content["title"] if latest else page.title
    with LogContext(user=None):
        page.save(update_fields=[*LIFE, *sorted(changed)])
        tell(page, revision)
        page.update_aliases(revision=revision, _content=revision.content)
    log_flow(page, action, revision, cause)


def _with_content(stored: ForumPage, content: Content) -> ForumPage:
    """The page as it is stored, with other content; what that points at was found when its source was published."""
    page = type(stored).from_serializable_data(content, check_fks=False)
    for field in stored._meta.concrete_fields:
        if field.name in KEPT:
            setattr(page, field.attname, getattr(stored, field.attname))
    page.locale = stored.locale
    page._state.adding = False
    page._revision_live_before = stored.live_revision_id
    return page


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


def _rewrite(given: Given, target: Target, revision: Revision) -> Composition:
    """Facts into a pending revision, in place: its words, author, task and schedule stay."""
    page, model = target.page, type(target.page)
    words = {**given.wordings, **words_in(revision)}
    # Rows get the keys that the live page has now; the revision's own may be gone.
    names = [relation.get_accessor_name() for relation in child_relations(model)]
    shape = {**revision.content, **{name: target.row[name] for name in names if name in revision.content}}
    composition = compose(model, given.facts, shape, words, given.derived)
    content = composition.content
    content["slug"] = page.slug
    if not same_content(model, content, revision.content):
        revision.content = content
        revision.save(update_fields=["content"])
        if revision.pk == page.latest_revision_id:
            Page.objects.filter(pk=page.pk).update(draft_title=content["title"])
    return composition
