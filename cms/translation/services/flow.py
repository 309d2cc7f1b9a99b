"""What happens to translations when their source is published, withdrawn, moved or restricted."""

import logging

from django.db import transaction
from wagtail.models import Page, PageViewRestriction, Revision

from cms.translation.models import FollowedUnpublish

from .family import flowing, lock, source_of, translations_of
from .settling import FactsFlowAction, settle
from .starting import start_missing
from .wordings import approve, composed, retire_dropped, words_in

logger = logging.getLogger(__name__)


@transaction.atomic
def source_published(source: Page, revision: Revision | None) -> None:
    """Facts into every language at once; one language's failure never stops the source or the others."""
    lock(source)
    fresh = Page.objects.get(pk=source.pk).specific
    retire_dropped(fresh)
    start_missing(fresh, revision.user if revision else None)
    for target in translations_of(fresh):
        try:
            with transaction.atomic():
                _bring_back(fresh, target)
                settle(fresh, target, revision)
        except Exception:
            logger.exception("facts did not flow", extra={"page_id": target.pk, "locale": target.locale.language_code})


@transaction.atomic
def words_published(target: Page, revision: Revision) -> None:
    """A person published a translation: its words are approved, its facts are today's."""
    source = source_of(target)
    if source is None:
        return
    lock(source)
    approve(target, words_in(revision), revision.user)
    settle(source, target)


@transaction.atomic
def source_unpublished(source: Page) -> None:
    """Translations go with their source, and are remembered to come back with it."""
    lock(source)
    with flowing():
        for target in translations_of(source).filter(live=True):
            FollowedUnpublish.objects.get_or_create(page=target)
            target.specific.unpublish(set_expired=source.expired)


@transaction.atomic
def source_deleted(source: Page) -> None:
    """Translations leave the public but stay with staff, words and all."""
    with flowing():
        for target in translations_of(source).filter(live=True):
            target.specific.unpublish()


@transaction.atomic
def source_moved(source: Page) -> None:
    """Translations move below the translation of the new parent, where there is one."""
    lock(source)
    parent = source.get_parent()
    for target in translations_of(source):
        wanted = Page.objects.filter(translation_key=parent.translation_key, locale_id=target.locale_id).first()
        if wanted is None:
            logger.warning("translation stays where it is", extra={"page_id": target.pk})
        elif target.get_parent().pk != wanted.pk:
            with flowing():
                target.specific.move(wanted, pos="last-child")


@transaction.atomic
def restriction_changed(source: Page) -> None:
    """Who may see the source may see its translations, and nobody else."""
    restrictions = list(PageViewRestriction.objects.filter(page=source).prefetch_related("groups"))
    for target in translations_of(source):
        PageViewRestriction.objects.filter(page=target).delete()
        for restriction in restrictions:
            made = PageViewRestriction.objects.create(
                page=target, restriction_type=restriction.restriction_type, password=restriction.password
            )
            made.groups.set(restriction.groups.all())


def _bring_back(source: Page, target: Page) -> None:
    """Publish again what went with the source, with today's facts."""
    if not FollowedUnpublish.objects.filter(page=target).exists():
        return
    FollowedUnpublish.objects.filter(page=target).delete()
    specific = target.specific
    content = composed(source, target).content
    with flowing():
        revision = specific.with_content_json(content).save_revision(log_action=False, changed=False, clean=False)
        FactsFlowAction(revision, user=None, changed=False, log_action=False).execute(skip_permission_checks=True)
