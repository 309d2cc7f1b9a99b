"""The translators' panels of the admin's home."""

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.pages.admin import DeskEntry, DeskPanel, moderation_entry

from .services import desk


def translators_panels() -> list[DeskPanel]:
    """For those who translate and do not write in the source language."""
    return [
        DeskPanel("desk-new", _("To be translated"), 200, _new, _("Every published page is translated.")),
        DeskPanel("desk-outdated", _("Outdated since the source page changed"), 210, _outdated),
        DeskPanel("desk-waiting", _("In moderation"), 220, _waiting),
    ]


def _new(user: AbstractBaseUser) -> list[DeskEntry]:
    return [DeskEntry(page, page.source_published_at) for page in desk.untranslated(user)]


def _outdated(user: AbstractBaseUser) -> list[DeskEntry]:
    return [
        DeskEntry(
            row.page,
            row.since,
            ngettext("%(number)d text outdated", "%(number)d texts outdated", row.texts) % {"number": row.texts},
        )
        for row in desk.outdated(user)
    ]


def _waiting(user: AbstractBaseUser) -> list[DeskEntry]:
    return [moderation_entry(page) for page in desk.waiting(user)]
