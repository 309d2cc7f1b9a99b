"""Who decides on partner requests: whoever may publish below their section in the source language."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page
from wagtail.permissions import policy_registry

from partnerships.models import PartnerRequestIndexPage


def section() -> PartnerRequestIndexPage | None:
    """The section in the source language, published or not."""
    return PartnerRequestIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()


def may_moderate(user: AbstractBaseUser) -> bool:
    """Whether the user sees who has sent what and decides on it; without a section, whether it could be made."""
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return False
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
    pages = pages.filter(locale__language_code=settings.LANGUAGE_CODE)
    found = section()
    return pages.filter(pk=found.pk).exists() if found else pages.exists()
