"""Partnerships in the admin."""

from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail_modeladmin.options import modeladmin_register

from partnerships.admin.confirming import CONFIRMED, confirm_selected
from partnerships.admin.menu import PartnershipsMenu
from partnerships.admin.states import record_state

modeladmin_register(PartnershipsMenu)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """What is done with profiles beside editing them as pages."""
    return [
        path("partnerships/profiles/<int:profile_id>/state/", record_state, name="partnerships_state"),
        path("partnerships/profiles/confirmed/", confirm_selected, name="partnerships_confirm_selected"),
    ]


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
