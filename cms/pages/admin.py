"""Panels of the admin's home: what waits for the user, each a short list of pages."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from .services import desk


@dataclass(frozen=True)
class DeskEntry:
    """One page on a desk: what is to be known of it, since (or until) when, and where it is worked on if not here."""

    page: Page
    moment: datetime.datetime | None
    note: Any = ""
    address: str = ""


Gather = Callable[[AbstractBaseUser], Iterable[DeskEntry]]


class DeskPanel(Component):
    """A list of pages under a heading; where nothing waits, what `empty` says, or no panel at all."""

    template_name = "cms_pages/desk_panel.html"

    def __init__(self, name: str, heading: Any, order: int, gather: Gather, empty: Any = "") -> None:
        self.name = name
        self.heading = heading
        self.order = order
        self.gather = gather
        self.empty = empty

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "name": self.name,
            "heading": self.heading,
            "empty": self.empty,
            "entries": list(self.gather(parent_context["request"].user)),
        }


def editors_panels() -> list[DeskPanel]:
    """For those who write in the source language."""
    return [
        DeskPanel("desk-drafts", _("Your drafts"), 200, _drafts),
        DeskPanel("desk-moderation", _("Sent to moderation by you"), 210, _in_moderation),
        DeskPanel("desk-scheduled", _("Scheduled"), 230, _scheduled),
    ]


def moderation_entry(page: Page) -> DeskEntry:
    """A page in moderation, which may have come back with a request for changes."""
    note = _("changes requested") if page.moderation_state == "needs_changes" else ""
    return DeskEntry(page, page.moderated_since, note)


def _drafts(user: AbstractBaseUser) -> list[DeskEntry]:
    return [DeskEntry(page, page.latest_revision_created_at) for page in desk.drafts_of(user)]


def _in_moderation(user: AbstractBaseUser) -> list[DeskEntry]:
    return [moderation_entry(page) for page in desk.in_moderation_for(user)]


def _scheduled(user: AbstractBaseUser) -> list[DeskEntry]:
    return [DeskEntry(page, page.publishes_at) for page in desk.scheduled_for(user)]
