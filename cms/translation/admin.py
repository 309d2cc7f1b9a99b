"""The translators' panels of the admin's home."""

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.pages.admin import DeskEntry, DeskPanel, moderation_entry

from .services import desk


def translators_panels() -> list[DeskPanel]:
    """For those who translate and do not write in the source language."""
    return [
        DeskPanel("desk-new", _("To be translated"), 200, _new, _("No page waits for its first translation.")),
        DeskPanel("desk-unfinished", _("Published, with texts to translate"), 210, _unfinished),
        DeskPanel("desk-waiting", _("In moderation"), 220, _waiting),
    ]


def _new(user: AbstractBaseUser) -> list[DeskEntry]:
    return [DeskEntry(page, page.source_published_at) for page in desk.untranslated(user)]


def _unfinished(user: AbstractBaseUser) -> list[DeskEntry]:
    return [DeskEntry(page, page.source_published_at, _what_is_to_do(page)) for page in desk.unfinished(user)]


def _what_is_to_do(page: Page) -> str:
    outdated, missing = page.translation_progress.outdated, page.translation_progress.untranslated
    notes = []
    if outdated:
        notes.append(ngettext("%(number)d text outdated", "%(number)d texts outdated", outdated) % {"number": outdated})
    if missing:
        text = ngettext("%(number)d text not translated", "%(number)d texts not translated", missing)
        notes.append(text % {"number": missing})
    return ", ".join(notes)


def _waiting(user: AbstractBaseUser) -> list[DeskEntry]:
    return [moderation_entry(page) for page in desk.waiting(user)]
