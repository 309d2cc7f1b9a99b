"""The menu of everything that keeps the profiles true."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from .offices import OfficeRegister
from .profiles import ProfileRegister


class PartnershipsMenu(ModelAdminGroup):
    """Registers of profiles, offices and campaigns."""

    menu_label = _("Partnerships")
    menu_icon = "pair"
    menu_order = 240
    items = (ProfileRegister, OfficeRegister)
