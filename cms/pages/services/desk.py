"""What waits on somebody's desk: own drafts, pages in moderation, scheduled pages; the oldest first."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState
from wagtail.permissions import policy_registry

MOST = 20


def editable_pages(user: AbstractBaseUser) -> QuerySet[Page]:
    """All pages whose content the user may change."""
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")


def writes_source(user: AbstractBaseUser) -> bool:
    """Whether the user works on pages of the source language, as editors and moderators do."""
    return editable_pages(user).filter(locale__language_code=settings.LANGUAGE_CODE).exists()


def with_moderation(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Annotated with when, by whom and where a page was sent to moderation (`moderated_since` is None if not)."""
    active = WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=Cast(OuterRef("pk"), WorkflowState._meta.get_field("object_id")),
    )
    return pages.annotate(
        moderated_since=Subquery(active.values("created_at")[:1]),
        moderated_for=Subquery(active.values("requested_by")[:1]),
        moderation_state=Subquery(active.values("status")[:1]),
    )


def drafts_of(user: AbstractBaseUser) -> QuerySet[Page]:
    """Source pages with changes that the user saved last and nobody has been asked to publish."""
    scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False).values_list("object_id", flat=True)
    # A publish begins translations in the publisher's name; they are for translators.
    pages = editable_pages(user).filter(locale__language_code=settings.LANGUAGE_CODE)
    pages = pages.filter(has_unpublished_changes=True, latest_revision__user=user)
    pages = with_moderation(pages).filter(moderated_since=None)
    return _listed(pages.exclude(latest_revision__object_id__in=scheduled), "latest_revision_created_at")


def in_moderation_for(user: AbstractBaseUser) -> QuerySet[Page]:
    """Pages that wait in moderation because the user sent them there."""
    return _listed(with_moderation(Page.objects.all()).filter(moderated_for=user.pk), "moderated_since")


def scheduled_for(user: AbstractBaseUser) -> QuerySet[Page]:
    """Pages that publish themselves later, among those the user may change; the next one first."""
    due = Revision.page_revisions.filter(
        approved_go_live_at__gt=timezone.now(),
        object_id=Cast(OuterRef("pk"), Revision._meta.get_field("object_id")),
    )
    pages = editable_pages(user).annotate(publishes_at=Subquery(due.values("approved_go_live_at")[:1]))
    return _listed(pages.filter(publishes_at__isnull=False), "publishes_at")


def _listed(pages: QuerySet[Page], order: str) -> QuerySet[Page]:
    return pages.select_related("locale").order_by(order, "pk")[:MOST]
