"""Partnerships in the admin."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from cms.accounts.services.counting import TooMany
from partnerships.admin import requests  # noqa: F401  (registers its hooks)
from partnerships.admin.anniversaries import anniversaries, draft_article
from partnerships.admin.campaigns import LETTERS, manage_request, send
from partnerships.admin.confirming import CONFIRMED, confirm_selected
from partnerships.admin.home import home_panels
from partnerships.admin.menu import PartnershipsMenu
from partnerships.admin.proposals import decide, proposals
from partnerships.admin.states import record_state
from partnerships.models import DirectoryPage
from partnerships.services.confirmation.deciding import ACCEPTED, REJECTED
from partnerships.views import imports
from search.query import SearchQuery
from search.services import throttling
from search.views.results import MAX_LENGTH, refused

modeladmin_register(PartnershipsMenu)


@hooks.register("before_serve_page")
def admit_searches(page: Page, request: HttpRequest, *_arguments: object) -> HttpResponse | None:
    """Whoever searches the directory may do so as often as the site."""
    if not isinstance(page, DirectoryPage) or not request.GET.get("q"):
        return None
    try:
        throttling.admit("directory", request, throttling.MOST_SEARCHES)
    except TooMany as refusal:
        return refused(request, SearchQuery(request.GET["q"][:MAX_LENGTH], page.locale.language_code), refusal)
    return None


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """What is done with profiles beside editing them as pages."""
    return [
        path("partnerships/profiles/<int:profile_id>/state/", record_state, name="partnerships_state"),
        path("partnerships/profiles/<int:profile_id>/proposals/", proposals, name="partnerships_proposals"),
        path("partnerships/profiles/<int:profile_id>/article/", draft_article, name="partnerships_draft_article"),
        path("partnerships/anniversaries/", anniversaries, name="partnerships_anniversaries"),
        path("partnerships/proposals/<int:proposal_id>/", decide, name="partnerships_decide"),
        path("partnerships/campaigns/<int:campaign_id>/letters/", send, name="partnerships_campaign_send"),
        path("partnerships/campaigns/requests/<int:request_id>/", manage_request, name="partnerships_campaign_request"),
        path("partnerships/profiles/confirmed/", confirm_selected, name="partnerships_confirm_selected"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    """Profiles that need somebody stand on the admin's home."""
    panels.extend(home_panels(request.user))


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Named in the history of a profile."""

    @actions.register_action(CONFIRMED)
    class Confirmed(LogFormatter):
        """By staff, in the name of an office."""

        label = _("Confirmed")

        def format_message(self, log_entry: object) -> str:
            office = log_entry.data.get("office", "")
            return gettext("Confirmed by %(office)s") % {"office": office} if office else gettext("Confirmed")

    @actions.register_action(ACCEPTED)
    class ProposalAccepted(LogFormatter):
        """With the office that made the proposal."""

        label = _("Proposal accepted")

        def format_message(self, log_entry: object) -> str:
            return gettext("Proposal of %(office)s accepted") % {"office": log_entry.data.get("office", "")}

    @actions.register_action(REJECTED)
    class ProposalRejected(LogFormatter):
        """With the reason that staff gave."""

        label = _("Proposal rejected")

        def format_message(self, log_entry: object) -> str:
            values = {"office": log_entry.data.get("office", ""), "reason": log_entry.data.get("reason", "")}
            return gettext("Proposal of %(office)s rejected: %(reason)s") % values

    actions.register_action(LETTERS, _("Write letters"), _("Letters written"))


@hooks.register("register_admin_urls")
def import_addresses() -> list[URLPattern]:
    """Below partnerships/imports/."""
    base = "partnerships/imports/"
    return [
        path(base, imports.run_list, name="partnerships_imports"),
        path(f"{base}upload/", imports.upload, name="partnerships_import_upload"),
        *(
            path(f"{base}export.{kind}", imports.export, {"kind": kind}, name=f"partnerships_export_{kind}")
            for kind in imports.EXPORTS
        ),
        path(f"{base}<int:run_id>/", imports.run_page, name="partnerships_import"),
        path(f"{base}<int:run_id>/rows/<int:number>/", imports.row_page, name="partnerships_import_row"),
        *(
            path(
                f"{base}<int:run_id>/{name}/", imports.run_action, {"action": name}, name=f"partnerships_import_{name}"
            )
            for name in imports.ACTIONS
        ),
    ]
