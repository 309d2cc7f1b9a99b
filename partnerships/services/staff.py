"""What staff may do: rights on profiles are those on their pages in the source language."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from partnerships.models import DirectoryPage, PartnershipPage


def editable_profiles(user: AbstractBaseUser) -> QuerySet[PartnershipPage]:
    """The profiles in the source language that the user may edit."""
    return profiles().filter(pk__in=_pages(user, "change").values("pk"))


def publishable_profiles(user: AbstractBaseUser) -> QuerySet[PartnershipPage]:
    """The profiles in the source language that the user may publish."""
    return profiles().filter(pk__in=_pages(user, "publish").values("pk"))


def profiles() -> QuerySet[PartnershipPage]:
    """All profiles in the source language, drafts too."""
    return PartnershipPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)


def public_profiles() -> QuerySet[PartnershipPage]:
    """The profiles in the source language that readers may see now."""
    return profiles().live().public().filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()))


def may_edit(user: AbstractBaseUser) -> bool:
    """Whether the user edits profiles, or would if there were any in a directory."""
    return _may(user, "change")


def may_publish(user: AbstractBaseUser) -> bool:
    """Whether the user publishes profiles, and so may write to municipalities in the forum's name."""
    return _may(user, "publish")


def _may(user: AbstractBaseUser, action: str) -> bool:
    """Kept with the user as loaded, as Django keeps permissions: every register of the menu asks."""
    known = getattr(user, "_rights_on_profiles", None)
    if known is None:
        known = user._rights_on_profiles = {}
    if action not in known:
        known[action] = _pages(user, action).type(DirectoryPage, PartnershipPage).exists()
    return known[action]


def _pages(user: AbstractBaseUser, action: str) -> QuerySet[Page]:
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, action)
    return pages.filter(locale__language_code=settings.LANGUAGE_CODE)
