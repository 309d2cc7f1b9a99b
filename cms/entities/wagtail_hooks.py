"""Registers and choosers of entities in the admin."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from cms.entities.admin.kinds import Registers
from cms.entities.choosers import EntityChooserViewSet, choosers

modeladmin_register(Registers)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[EntityChooserViewSet]:
    """Every kind of entity has a chooser; foreign keys to them use it by themselves."""
    return list(choosers)


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    """Two places and the line between them."""
    return [*icons, "cms/entities/icons/pair.svg"]
