"""A page and its translations: who is the source, who follows, and the lock on all of them."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail_localize.models import TranslatableObject

from cms.pages.models import ForumPage
from cms.pages.signals import page_write_begins
from cms.translation.units import Content, child_relations

_flowing: ContextVar[bool] = ContextVar("flowing", default=False)


@contextmanager
def flowing() -> Iterator[None]:
    """What is saved or published inside is this service's own doing, not a person's; the family is held."""
    token = _flowing.set(True)
    try:
        yield
    finally:
        _flowing.reset(token)


def is_flowing() -> bool:
    """Whether the write at hand is this service's own."""
    return _flowing.get()


def is_source_locale(page: Page) -> bool:
    """Whether the page is in the language that others are translated from."""
    return page.locale.language_code == settings.LANGUAGE_CODE


def is_translation(page: Page) -> bool:
    """Whether the page has a source page that it follows."""
    if is_source_locale(page):
        return False
    source = _sources(page).first()
    return source is not None and issubclass(source.specific_class or Page, ForumPage)


def source_of(page: Page) -> ForumPage | None:
    """The source page of a translation, freshly read; None for source pages and pages written in one language only.

    While the source is not live, translators work on what will be published: its scheduled or latest revision.
    """
    if is_source_locale(page):
        return None
    found = _sources(page).specific().first()
    if not isinstance(found, ForumPage):
        return None
    if found.live or not found.latest_revision_id:
        return found
    return (found.scheduled_revision or found.latest_revision).as_object()


def has_its_place(page: Page) -> bool:
    """Whether the page above the source of a translation has a translation in its language, below which it stands."""
    source = _sources(page).first()
    above = source.get_parent() if source is not None else None
    if above is None or above.is_root():
        return above is not None
    return Page.objects.filter(translation_key=above.translation_key, locale=page.locale_id).exists()


def _sources(page: Page) -> QuerySet[Page]:
    return Page.objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)


def hold_facts(source: ForumPage) -> None:
    """Read a source once for all its languages; the object must not be changed afterwards."""
    for relation in child_relations(type(source)):
        getattr(source, relation.get_accessor_name()).get_object_list()
    source.held_facts = source.serializable_data()


def facts_of(source: ForumPage) -> Content:
    """The content of a source's row."""
    held = getattr(source, "held_facts", None)
    return source.serializable_data() if held is None else held


def scheduled_at(source: Page) -> datetime.datetime | None:
    """When a source that is not live will be published."""
    revision = source.scheduled_revision
    return revision.approved_go_live_at if revision else None


def translations_of(source: Page) -> QuerySet[Page]:
    """The translations of a source page, in the order in which they are locked."""
    return (
        Page.objects.filter(translation_key=source.translation_key, alias_of=None)
        .exclude(pk=source.pk)
        .select_related("locale")
        .order_by("pk")
    )


def lock(page: Page) -> None:
    """Hold the family until the transaction ends; taken before any of its page rows is written.

    Told to the packages above, whose locks come before this one.
    """
    page_write_begins.send(sender=type(page), page=page)


def hold(page: Page) -> None:
    """The lock itself, one row for all languages of a page."""
    rows = TranslatableObject.objects.select_for_update().filter(translation_key=page.translation_key)
    if list(rows):
        return
    _row, created = TranslatableObject.objects.get_or_create(
        translation_key=page.translation_key, defaults={"content_type": ContentType.objects.get_for_model(Page)}
    )
    if not created:
        list(rows.all())
