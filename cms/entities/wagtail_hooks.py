"""Registers and choosers of entities in the admin."""

from wagtail import hooks

from cms.entities.choosers import EntityChooserViewSet, choosers


@hooks.register("register_admin_viewset")
def register_choosers() -> list[EntityChooserViewSet]:
    """Every kind of entity has a chooser; foreign keys to them use it by themselves."""
    return list(choosers)
