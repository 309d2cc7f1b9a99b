"""Follows publishes, withdrawals, moves, restrictions and saved revisions of source pages and translations."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.pages.models import ForumPage
from cms.pages.signals import page_write_begins, publish_begins, publish_requested

from .services import addresses, deleting, flow, gate, privacy, wordings
from .services.family import hold, is_flowing, is_source_locale, source_of


@receiver(page_write_begins)
def hold_family(page: Page, **kwargs: Any) -> None:
    """The family's lock comes before any of its rows is written; what flows holds it already."""
    if not is_flowing() and isinstance(page, ForumPage) and page.translation_key:
        hold(page)


@receiver(publish_begins)
def follow_schedule(page: Page, revision: Revision, **kwargs: Any) -> None:
    """A translation is never scheduled before its source."""
    if not is_flowing():
        gate.wait_for_source(page, revision)


@receiver(publish_requested)
def ask_for_words(page: Page, **kwargs: Any) -> None:
    """Refuse, or fix the slug; what flows from the source is never refused."""
    if not is_flowing() and source_of(page) is not None:
        gate.check_words(page)
        addresses.fix_slug(page)


@receiver(page_published)
def follow_publish(instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """Also sent for publishes that are only scheduled: those change nothing yet. An alias is nobody's source."""
    if is_flowing() or not isinstance(instance, ForumPage) or not instance.live or instance.alias_of_id:
        return
    if is_source_locale(instance):
        flow.source_published(instance, revision)
    elif revision is not None:
        flow.words_published(instance, revision)


@receiver(post_save, sender=Revision)
def read_words(instance: Revision, created: bool, **kwargs: Any) -> None:
    """Whatever form a translation was edited in, what differs from the approved words is somebody's words."""
    if not created or is_flowing() or instance.base_content_type.model_class() is not Page:
        return
    page = Page.objects.filter(pk=instance.object_id).select_related("locale").first()
    source = source_of(page) if page is not None else None
    if source is not None:
        wordings.keep_words(instance, wordings.written_words(source, page, instance.content))


@receiver(page_unpublished)
def follow_unpublish(instance: Page, **kwargs: Any) -> None:
    """Translations go with their source."""
    if not is_flowing() and isinstance(instance, ForumPage) and is_source_locale(instance):
        flow.source_unpublished(instance)


@receiver(post_page_move)
def follow_move(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Translations move along; one that is moved alone must not come out of a private section by it."""
    if parent_page_before.pk == parent_page_after.pk or is_flowing():
        return
    if is_source_locale(instance):
        flow.source_moved(instance)
    else:
        privacy.withdraw_exposed(instance.path)


@receiver(pre_delete, sender=Page)
def follow_delete(instance: Page, **kwargs: Any) -> None:
    """Translations of a deleted source leave the public."""
    if not is_flowing() and is_source_locale(instance):
        flow.source_deleted(instance)


@receiver(post_delete, sender=Page)
def follow_deletion(instance: Page, **kwargs: Any) -> None:
    """Words that belong to no page any more."""
    deleting.forget_words(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def follow_restriction(instance: PageViewRestriction, origin: Model | QuerySet | None = None, **kwargs: Any) -> None:
    """Translations are as private as their source, also when theirs alone is lifted.

    A restriction that goes with its page has not been lifted: the translations that are kept keep theirs.
    """
    deleted = origin.model if isinstance(origin, QuerySet) else type(origin)
    if is_flowing() or (origin is not None and deleted is not PageViewRestriction):
        return
    page = Page.objects.filter(pk=instance.page_id).select_related("locale").first()
    if page is None:
        return
    if is_source_locale(page):
        privacy.restriction_changed(page)
    else:
        privacy.withdraw_exposed(page.path)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def follow_groups(instance: PageViewRestriction | Group, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Wagtail's form writes the groups after the restriction itself."""
    if is_flowing() or action not in ("post_add", "post_remove", "post_clear"):
        return
    changed = [instance.pk] if isinstance(instance, PageViewRestriction) else pk_set or ()
    pages = Page.objects.filter(view_restrictions__in=changed, locale__language_code=settings.LANGUAGE_CODE)
    for page in pages.order_by("pk").distinct():
        privacy.restriction_changed(page)
