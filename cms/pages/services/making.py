"""Pages that are made and published in one go: each row is written once, everything is checked as ever."""

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published

from cms.pages.models import ForumPage
from cms.pages.signals import publish_requested


def publish_new(page: ForumPage, parent: Page, user: AbstractBaseUser | None = None) -> Revision:
    """Store a page that was just built, with its child rows, below its parent and publish it now.

    Raises PublishRefused and what validation raises, and leaves nothing behind; rights are the caller's matter.
    For imports: a quarter of what storing a draft, its revision and its publish cost one after the other.
    """
    if page.locale_id is None:
        page.locale = parent.locale
    with page.writing():
        live_now(page)
        page.owner = page.owner or user
        parent.add_child(instance=page)
        publish_requested.send(sender=type(page), page=page)
        revision = first_revision(page, user)
        log(page, "wagtail.publish", user=user, revision=revision, content_changed=True)
        tell(page, revision)
    return revision


def live_now(page: ForumPage) -> None:
    """The life cycle of a page whose first publish this is, not stored."""
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = page.last_published_at = timezone.now()


def first_revision(page: ForumPage, user: AbstractBaseUser | None = None) -> Revision:
    """The revision of a page that was stored live, both its latest and its live one."""
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.latest_revision = page.live_revision = revision
    page.latest_revision_created_at = revision.created_at
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision, live_revision=revision, latest_revision_created_at=revision.created_at
    )
    return revision


def tell(page: ForumPage, revision: Revision) -> None:
    """What Wagtail tells after a publish."""
    page_published.send(sender=type(page), instance=page, revision=revision)
    published.send(sender=type(page), instance=page, revision=revision)
