"""Rights in the registers of partnerships: those on the pages of the directory."""

from typing import Any

from django.conf import settings
from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet
from wagtail_modeladmin.helpers import PageButtonHelper, PagePermissionHelper, PermissionHelper

from partnerships.services import staff


class ProfilePermissions(PagePermissionHelper):
    """Profiles are edited, published and deleted as pages; the register shows those the user may edit."""

    def get_valid_parent_pages(self, user: Any) -> PageQuerySet:
        """Profiles begin in the source language; the others follow."""
        return super().get_valid_parent_pages(user).filter(locale__language_code=settings.LANGUAGE_CODE)

    def user_can_list(self, user: Any) -> bool:
        return staff.may_edit(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return staff.editable_profiles(user).filter(pk=obj.pk).exists()

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_unpublish_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_copy_obj(self, user: Any, obj: Any) -> bool:
        return False


class ProfileButtons(PageButtonHelper):
    """What can be done with a listed profile; all that are listed may be edited."""

    def get_buttons_for_obj(
        self,
        obj: Any,
        exclude: Any = None,
        classnames_add: list[str] | None = None,
        classnames_exclude: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        excluded = exclude or []
        built = {
            "inspect": self.inspect_button(obj.pk, classnames_add, classnames_exclude),
            "edit": self.edit_button(obj.pk, classnames_add, classnames_exclude),
            "state": {
                "url": reverse("partnerships_state", args=[quote(obj.pk)]),
                "label": _("Record a state"),
                "classname": self.finalise_classname([*(classnames_add or []), "button-secondary"], classnames_exclude),
                "title": _("Record a suspension or another change of state"),
            },
        }
        if getattr(obj, "waiting", True):
            built["proposals"] = {
                "url": reverse("partnerships_proposals", args=[quote(obj.pk)]),
                "label": _("Proposals"),
                "classname": self.finalise_classname([*(classnames_add or []), "button-secondary"], classnames_exclude),
                "title": _("Compare what the sides propose"),
            }
        return [button for name, button in built.items() if name not in excluded]

    def get_primary_button(self, obj: Any) -> dict[str, Any]:
        return self.inspect_button(obj.pk)


class StaffPermissions(PermissionHelper):
    """Registers that belong to the profiles: for those who edit them; deleting is for those who publish."""

    def user_can_list(self, user: Any) -> bool:
        return staff.may_edit(user)

    def user_can_create(self, user: Any) -> bool:
        return staff.may_edit(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return self.inspect_view_enabled and staff.may_edit(user)

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return staff.may_edit(user)

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return staff.may_publish(user)


class CampaignPermissions(StaffPermissions):
    """Editors follow a campaign; those who publish run it."""

    def user_can_create(self, user: Any) -> bool:
        return staff.may_publish(user)

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return staff.may_publish(user)
