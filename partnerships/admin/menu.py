"""The menu of everything that keeps the profiles true."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from partnerships.views.imports import directories_of

from .offices import OfficeRegister
from .profiles import ProfileRegister


class ImportsMenuItem(MenuItem):
    """For those who may publish in a directory."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(directories_of(request.user))


class PartnershipsMenu(ModelAdminGroup):
    """Registers of profiles, offices and campaigns; imports."""

    menu_label = _("Partnerships")
    menu_icon = "pair"
    menu_order = 240
    items = (ProfileRegister, OfficeRegister)

    def get_submenu_items(self) -> list[MenuItem]:
        """The registers, then imports."""
        address = reverse("partnerships_imports")
        imports = ImportsMenuItem(
            _("Import and export"), address, name="partnership-imports", icon_name="upload", order=900
        )
        return [*super().get_submenu_items(), imports]
