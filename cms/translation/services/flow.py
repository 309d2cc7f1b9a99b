"""What happens to translations when their source is published, withdrawn, moved or deleted."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Locale, Page, Revision

from cms.translation.models import FollowedUnpublish, TranslationProgress

from .addresses import move_below
from .along import start_published
from .compose import blocking
from .family import facts_of, flowing, hold_facts, lock, source_of, translations_of
from .privacy import is_exposed, withdraw_exposed
from .settling import bring_back, publish_along, settle, withdraw
from .starting import ParentMissing, start_translation
from .targets import Target, read_target, read_targets
from .wordings import approve, retire_dropped, words_in

FLOW_FAILED = "cms.facts_flow_failed"
STAYS_BEHIND = "cms.translation_stays_behind"

logger = logging.getLogger(__name__)


@transaction.atomic
def source_published(source: Page, revision: Revision | None) -> None:
    """Facts into every language at once; one language's failure never stops the source or the others."""
    lock(source)
    fresh = Page.objects.select_related("locale").specific().get(pk=source.pk)
    hold_facts(fresh)
    retire_dropped(fresh)
    targets = {target.page.locale_id: target for target in read_targets(type(fresh), translations_of(fresh))}
    along = follows(fresh)
    keys = [target.page.pk for target in targets.values()]
    returning = set(FollowedUnpublish.objects.filter(page__in=keys).values_list("pk", flat=True))
    for locale in Locale.objects.exclude(pk=fresh.locale_id).order_by("pk"):
        target = targets.get(locale.pk)
        with _alone(fresh, locale, target):
            if target is None:
                _start(fresh, locale, revision, along)
            elif target.page.pk in returning and not is_exposed(fresh, target.page):
                bring_back(fresh, target, revision)
            else:
                settle(fresh, target, revision)
                if along and target.page.first_published_at is None:
                    _publish_first(fresh, target.page, revision)


@transaction.atomic
def words_published(target: Page, revision: Revision) -> None:
    """A person published a translation: its words are approved, its facts are today's."""
    source = source_of(target)
    if source is None:
        # Whoever publishes what was a translation makes it a page of its own language.
        TranslationProgress.objects.filter(page_id=target.pk).delete()
        return
    lock(source)
    approve(target, words_in(revision), get_active_log_context().user or revision.user)
    settle(source, read_target(target))


@transaction.atomic
def source_unpublished(source: Page) -> None:
    """Translations go with their source, and are remembered to come back with it."""
    lock(source)
    # What has expired with its source a moment earlier went for the same reason.
    gone = Q(live=True) | Q(expired=True) if source.expired else Q(live=True)
    for target in translations_of(source).filter(gone):
        withdraw(target, expired=source.expired)


@transaction.atomic
def source_deleted(source: Page) -> None:
    """Translations leave the public but stay with staff, words and all, as pages of their own.

    Nothing publishes them any more but a person.
    """
    lock(source)
    targets = list(translations_of(source))
    with flowing():
        for target in targets:
            if target.live:
                target.specific.unpublish()
    keys = [target.pk for target in targets]
    Revision.page_revisions.filter(object_id__in=map(str, keys)).update(approved_go_live_at=None)
    for model in (FollowedUnpublish, TranslationProgress):
        model.objects.filter(page__in=keys).delete()


@transaction.atomic
def source_moved(source: Page) -> None:
    """Translations move below the translation of the new parent, where there is one.

    Where there is none they stay, but neither they nor those of the pages below in public when the source has
    moved into a private section.
    """
    lock(source.specific)
    parent = source.get_parent()
    parents = {page.locale_id: page for page in Page.objects.filter(translation_key=parent.translation_key)}
    for target in translations_of(source):
        wanted = parents.get(target.locale_id)
        if wanted is None:
            log(target, STAYS_BEHIND, data={"parent": parent.title})
        elif target.get_parent().pk != wanted.pk:
            with flowing():
                move_below(target, wanted)
    withdraw_exposed(source.path)


def follows(source: Page) -> bool:
    """Whether translations of a live source are published with it, waiting for no words."""
    return source.translations_follow and not blocking(type(source), facts_of(source), set())


@transaction.atomic
def begin(source: Page, locale: Locale, revision: Revision | None, along: bool, user: AbstractBaseUser | None) -> None:
    """A draft for translators, or, `along`, a public page where nothing waits for words; raises ParentMissing."""
    if along and not source.get_view_restrictions().exists():
        start_published(source, locale, revision)
    elif along:
        _publish_first(source, start_translation(source, locale), revision)
    else:
        start_translation(source, locale, user)


def _start(source: Page, locale: Locale, revision: Revision | None, along: bool) -> None:
    try:
        begin(source, locale, revision, along, revision.user if revision else None)
    except ParentMissing:
        logger.info("no translation without its parent", extra={"page_id": source.pk, "locale": locale.language_code})


def _publish_first(source: Page, target: Page, revision: Revision | None) -> None:
    """Not what staff have taken out of the public, and nothing that would be more public than its source."""
    if target.first_published_at is None and not is_exposed(source, target):
        publish_along(source, read_target(target), revision)


@contextmanager
def _alone(source: Page, locale: Locale, target: Target | None) -> Iterator[None]:
    """A savepoint for one language; its failure is undone, logged, and told in the history of the translation."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        logger.exception("facts did not flow", extra={"page_id": source.pk, "locale": locale.language_code})
        if target is not None:
            log(target.page, FLOW_FAILED)
