"""The register of profiles: the pages in the source language, listed with what staff keep true."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _
from wagtail_modeladmin.helpers import DjangoORMSearchHandler
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import InspectView

from cms.entities.admin.registers import RegisterIndexView
from partnerships.models import PartnershipPage, State
from partnerships.services import confirming, histories, registered, staff
from partnerships.services.anniversaries import next_anniversary
from partnerships.services.confirmation.waiting import with_waiting
from partnerships.services.sources import sources_of
from partnerships.services.wording import date_words

from .filters import CountryFilter, MissingFilter, RegionFilter, StateFilter
from .permissions import ProfileButtons, ProfilePermissions

SELECTION = "confirm-selected"


class PlaceNameSearch(DjangoORMSearchHandler):
    """Finds profiles by any name of their places, in any spelling."""

    show_search_form = True

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        """Those that bear the names; the order of the list stays."""
        return registered.search(queryset, search_term or "")


class ProfileIndexView(RegisterIndexView):
    """The list; what is selected in it can be confirmed at once."""

    def __init__(self, model_admin: Any) -> None:
        super().__init__(model_admin)
        self.verbose_name_plural = _("profiles")

    def get_page_title(self) -> str:
        return str(self.model_admin.menu_label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(selection=SELECTION, **kwargs)


class ProfileInspectView(InspectView):
    """What is known of a profile, with its whole history, withdrawn entries too."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.instance
        coming = next_anniversary(page.since, timezone.localdate())
        entries = [
            {
                "row": row,
                "sources": sources_of(row.sources),
                "starts": date_words(row.starts, get_language(), alone=True),
            }
            for row in page.status_changes.all()
        ]
        confirmations = confirming.rows_of(page.translation_key)
        return super().get_context_data(
            entries=entries,
            sentence=histories.sentence_of(histories.current_change(histories.valid_changes(page)), get_language()),
            since=date_words(page.since, get_language(), alone=True),
            sources=sources_of(page.sources),
            confirmations=confirmations,
            stale=confirming.is_stale(confirming.last_confirmed_on(confirmations), timezone.localdate()),
            anniversary=coming,
            anniversary_words=date_words(coming.on, get_language(), alone=True) if coming else "",
            **kwargs,
        )


class ProfileRegister(ModelAdmin):
    """Staff find, confirm and export profiles here; they edit them as pages."""

    model = PartnershipPage
    menu_label = gettext_lazy("Profiles")
    menu_icon = "pair"
    base_url_path = "partnerships/profiles"
    permission_helper_class = ProfilePermissions
    button_helper_class = ProfileButtons
    search_handler_class = PlaceNameSearch
    index_view_class = ProfileIndexView
    inspect_view_class = ProfileInspectView
    index_template_name = "partnerships/admin/profiles.html"
    inspect_template_name = "partnerships/admin/profile.html"
    inspect_view_enabled = True
    history_view_enabled = False
    index_view_extra_css: ClassVar = ["cms/entities/registers.css", "partnerships/css/registers.css"]
    inspect_view_extra_css: ClassVar = ["cms/entities/registers.css", "partnerships/css/registers.css"]
    empty_value_display = ""
    list_display_add_buttons = "title"
    list_display = (
        "selected", "title", "state_today", "since", "kind_label", "confirmed_day", "documented", "languages",
        "proposals",
    )  # fmt: skip
    list_filter = (StateFilter, "kind", CountryFilter, RegionFilter, MissingFilter)
    list_export = (
        "title", "state_today", "state_since", "since", "kind_label", "last_confirmed", "evidence_label", "sources",
        "languages", "address",
    )  # fmt: skip
    list_per_page = 50
    export_filename = "partnerships"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PartnershipPage]:
        """The profiles that the user may edit, by title."""
        profiles = with_waiting(registered.registered(staff.editable_profiles(request.user)))
        profiles = profiles.prefetch_related("status_changes")
        return profiles.select_related("locale").order_by("title", "pk")

    def get_ordering(self, request: HttpRequest) -> Sequence[str]:
        """By title."""
        return ("title",)

    def get_list_filter(self, request: HttpRequest) -> Sequence[Any]:
        """Without the language: the list holds the source pages alone."""
        return self.list_filter

    @admin.display(description=gettext_lazy("Select"))
    def selected(self, page: PartnershipPage) -> str:
        """A tick box that belongs to the form above the list."""
        label = _("Select %(title)s") % {"title": page.title}
        return format_html(
            '<input type="checkbox" name="page" value="{}" form="{}" aria-label="{}">', page.pk, SELECTION, label
        )

    @admin.display(description=pgettext_lazy("partnership", "State"), ordering="state_now")
    def state_today(self, page: PartnershipPage) -> str:
        """In words."""
        return str(State(page.state_now).label)

    @admin.display(description=gettext_lazy("State since"))
    def state_since(self, page: PartnershipPage) -> str:
        """As exactly as it is known."""
        current = histories.current_change(histories.valid_changes(page))
        return current.starts if current else ""

    @admin.display(description=gettext_lazy("Kind"), ordering="kind")
    def kind_label(self, page: PartnershipPage) -> str:
        """In words."""
        return page.get_kind_display()

    @admin.display(description=gettext_lazy("Last confirmed"), ordering="confirmed_on")
    def confirmed_day(self, page: PartnershipPage) -> str:
        """The day in few letters, by whichever side."""
        return date_format(page.confirmed_on, "SHORT_DATE_FORMAT") if page.confirmed_on else ""

    @admin.display(description=gettext_lazy("Last confirmed"))
    def last_confirmed(self, page: PartnershipPage) -> Any:
        """The day, by whichever side."""
        return page.confirmed_on

    @admin.display(description=gettext_lazy("Evidence"), ordering="evidence")
    def documented(self, page: PartnershipPage) -> str:
        """How well, and by how many sources."""
        count = len(sources_of(page.sources))
        return f"{page.get_evidence_display()} ({count})"

    @admin.display(description=gettext_lazy("Evidence"))
    def evidence_label(self, page: PartnershipPage) -> str:
        """How well."""
        return page.get_evidence_display()

    @admin.display(description=gettext_lazy("Story in"))
    def languages(self, page: PartnershipPage) -> str:
        """Codes of the languages in which more is told than names and facts."""
        own = [settings.LANGUAGE_CODE] if page.lead or page.body else []
        others = [code for code in registered.other_languages() if getattr(page, registered.story_field(code))]
        return ", ".join([*own, *others])

    @admin.display(description=gettext_lazy("Proposals"), ordering="waiting")
    def proposals(self, page: PartnershipPage) -> str:
        """How many wait for a decision, and where to decide."""
        if not page.waiting:
            return ""
        address = reverse("partnerships_proposals", args=[page.pk])
        label = ngettext("%(count)d proposal", "%(count)d proposals", page.waiting) % {"count": page.waiting}
        return format_html('<a href="{}">{}</a>', address, label)

    @admin.display(description=gettext_lazy("Address"))
    def address(self, page: PartnershipPage) -> str:
        """Of the live page."""
        return (page.full_url or "") if page.live else ""
