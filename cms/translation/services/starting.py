"""Beginning a translation: a draft below the translated parent, never an alias, never live."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
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
        return existing.specific
    parent = _parent(source, locale)
    with flowing():
        page = source.specific.copy_for_translation(locale)
        page.slug = find_available_slug(parent, slug_of(source.title), ignore_page_id=page.pk)
        page.go_live_at = None
        page.save()
        content = composed(source.specific, page).content
        page.with_content_json(content).save_revision(user=user, log_action=False, clean=False)
    return Page.objects.get(pk=page.pk).specific


def start_missing(source: Page, user: AbstractBaseUser | None = None) -> list[Page]:
    """Drafts in every language in which the page above exists."""
    made = []
    for locale in Locale.objects.exclude(pk=source.locale_id).order_by("pk"):
        try:
            made.append(start_translation(source, locale, user))
        except ParentMissing:
            continue
    return made


def _parent(source: Page, locale: Locale) -> Page:
    parent = source.get_parent()
    if parent.is_root():
        return parent
    found = Page.objects.filter(translation_key=parent.translation_key, locale=locale).first()
    if found is None:
        raise ParentMissing(parent.title)
    return found
