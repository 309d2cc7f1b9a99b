"""The menu of everything that keeps the profiles true."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from partnerships.services import staff
from partnerships.views.imports import directories_of

from .campaigns import CampaignRegister
from .offices import OfficeRegister
from .profiles import ProfileRegister


class AnniversariesMenuItem(MenuItem):
    """For those who edit profiles."""

    def is_shown(self, request: HttpRequest) -> bool:
        return staff.may_edit(request.user)


class ImportsMenuItem(MenuItem):
    """For those who may publish in a directory."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(directories_of(request.user))


class PartnershipsMenu(ModelAdminGroup):
    """Registers of profiles, offices and campaigns; anniversaries; imports."""

    menu_label = _("Partnerships")
    menu_icon = "pair"
    menu_order = 240
    items = (ProfileRegister, OfficeRegister, CampaignRegister)

    def get_submenu_items(self) -> list[MenuItem]:
        """The registers, then what is no register."""
        anniversaries = AnniversariesMenuItem(
            _("Anniversaries"), reverse("partnerships_anniversaries"), name="anniversaries", icon_name="calendar",
            order=800,
        )  # fmt: skip
        imports = ImportsMenuItem(
            _("Import and export"), reverse("partnerships_imports"), name="partnership-imports", icon_name="upload",
            order=900,
        )  # fmt: skip
        return [*super().get_submenu_items(), anniversaries, imports]
