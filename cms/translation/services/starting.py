"""Beginning a translation: a draft below the translated parent, never an alias, never live."""

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from cms.pages.slugs import slug_of

from .addresses import move_below
from .compose import Composition
from .family import flowing, lock
from .privacy import restrict_alike
from .progress import keep_progress
from .wordings import composed

BEGUN = "wagtail.copy_for_translation"


class ParentMissing(Exception):
    """The page above has no translation into the language yet."""


def may_begin(user: AbstractBaseUser, source: Page, locale: Locale) -> bool:
    """Those who may edit the page, or the page above it in the language, or the translation that is there."""
    keys = [source.translation_key, source.get_parent().translation_key]
    pages = [source, *Page.objects.filter(translation_key__in=keys, locale=locale)]
    return any(page.permissions_for_user(user).can_edit() for page in pages)


@transaction.atomic
def start_translation(source: Page, locale: Locale, user: AbstractBaseUser | None = None) -> Page:
    """The draft in a language, made when there is none; raises ParentMissing."""
    lock(source)
    existing = Page.objects.filter(translation_key=source.translation_key, locale=locale).first()
    if existing is not None:
        return _own(existing, user)
    with flowing():
        page, composition = place(source.specific, locale, lambda page: None)
        page.save_revision(user=user, log_action=BEGUN, clean=False)
        keep_progress(page, composition)
    return Page.objects.get(pk=page.pk).specific


def place(source: Page, locale: Locale, prepare: Callable[[Page], None]) -> tuple[Page, Composition]:
    """The page composed from its source, prepared and stored below the translated parent, as private as its source.

    With what it is composed of; raises ParentMissing.
    """
    model, parent = type(source), parent_in(source, locale)
    blank = model(translation_key=source.translation_key, locale=locale, owner_id=source.owner_id, live=False)
    composition = composed(source, blank)
    page = model.from_serializable_data(composition.content, check_fks=False)
    page.locale, page.draft_title, page.is_composed = locale, page.title, True
    page.slug = find_available_slug(parent, slug_of(page.title))
    prepare(page)
    parent.add_child(instance=page)
    restrict_alike(source, [page])
    _gather_below(source, page)
    return page, composition


def _gather_below(source: Page, page: Page) -> None:
    """Translations whose sources stand below the source, and which have waited elsewhere for this page to come."""
    below = source.get_children().values("translation_key")
    elsewhere = Page.objects.filter(translation_key__in=below, locale=page.locale, alias_of=None)
    for left_behind in elsewhere.order_by("path"):
        move_below(left_behind, page)


def _own(existing: Page, user: AbstractBaseUser | None) -> Page:
    """An alias shows the source's words under another language: it becomes a draft of its own."""
    page = existing.specific
    if not existing.alias_of_id:
        return page
    with flowing():
        page.unpublish(user=user)
        page = ConvertAliasPageAction(page, user=user).execute(skip_permission_checks=True)
    return Page.objects.get(pk=existing.pk).specific


def parent_in(source: Page, locale: Locale) -> Page:
    """Where a translation stands; raises ParentMissing."""
    parent = source.get_parent()
    if parent.is_root():
        return parent
    found = Page.objects.filter(translation_key=parent.translation_key, locale=locale).first()
    if found is None:
        raise ParentMissing(parent.title)
    return found
