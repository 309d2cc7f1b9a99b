"""Beginning a translation: a draft below the translated parent, never an alias, never live."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from cms.translation.slugs import slug_of

from .family import flowing, lock
from .wordings import composed


class ParentMissing(Exception):
    """The page above has no translation into the language yet."""


@transaction.atomic
def start_translation(source: Page, locale: Locale, user: AbstractBaseUser | None = None) -> Page:
    """The draft in a language, made when there is none; raises ParentMissing."""
    lock(source)
    existing = Page.objects.filter(translation_key=source.translation_key, locale=locale).first()
    if existing is not None:
        return _own(existing, user)
    parent = _parent(source, locale)
    with flowing():
        page = source.specific.copy_for_translation(locale)
        page.slug = find_available_slug(parent, slug_of(source.title), ignore_page_id=page.pk)
        page.go_live_at = None
        page.save()
        content = composed(source.specific, page).content
        page.with_content_json(content).save_revision(user=user, log_action=False, clean=False)
    return Page.objects.get(pk=page.pk).specific


def _own(existing: Page, user: AbstractBaseUser | None) -> Page:
    """An alias shows the source's words under another language: it becomes a draft of its own."""
    page = existing.specific
    if not existing.alias_of_id:
        return page
    with flowing():
        page.unpublish(user=user)
        page = ConvertAliasPageAction(page, user=user).execute(skip_permission_checks=True)
    return Page.objects.get(pk=existing.pk).specific


def _parent(source: Page, locale: Locale) -> Page:
    parent = source.get_parent()
    if parent.is_root():
        return parent
    found = Page.objects.filter(translation_key=parent.translation_key, locale=locale).first()
    if found is None:
        raise ParentMissing(parent.title)
    return found
