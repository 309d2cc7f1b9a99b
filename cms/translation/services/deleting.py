"""What becomes of translations when pages of the source language are deleted: kept with staff, or deleted with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page
from wagtail_localize.models import TranslatableObject

from cms.translation.models import ApprovedWording


@dataclass(frozen=True)
class Doomed:
    """Translations of pages that are about to be deleted, and how many they are.

    `roots` can go with all that stands below them; `kept` hold pages of others and cannot.
    """

    roots: list[Page]
    kept: list[Page]
    number: int

    def may_be_deleted_by(self, user: AbstractBaseUser) -> bool:
        """Whether the user has the right to delete every one of them; nobody has where nothing can go."""
        return bool(self.roots) and all(page.permissions_for_user(user).can_delete() for page in self.roots)


def doomed_with(pages: Iterable[Page]) -> Doomed:
    """The translations of source pages at and below these."""
    below = Q(pk__in=())
    for page in pages:
        below |= Q(path__startswith=page.path)
    sources = Page.objects.filter(below, locale__language_code=settings.LANGUAGE_CODE)
    found = list(
        Page.objects.filter(translation_key__in=sources.values("translation_key"))
        .exclude(locale__language_code=settings.LANGUAGE_CODE)
        .select_related("locale")
        .order_by("path")
    )
    others = _paths_of_others_below(found)
    kept = [page for page in found if any(path.startswith(page.path) for path in others)]
    going = [page for page in found if page not in kept]
    roots: list[Page] = []
    for page in going:
        if not (roots and page.path.startswith(roots[-1].path)):
            roots.append(page)
    return Doomed(roots, kept, len(found))


def _paths_of_others_below(pages: list[Page]) -> list[str]:
    """What stands below translations and is none of them."""
    below = Q(pk__in=())
    for page in pages:
        if page.numchild:
            below |= Q(path__startswith=page.path)
    found = Page.objects.filter(below).exclude(pk__in=[page.pk for page in pages])
    return list(found.values_list("path", flat=True))


@transaction.atomic
def delete_translations(doomed: Doomed, user: AbstractBaseUser | None) -> None:
    """Delete them; rights are the caller's matter."""
    for root in doomed.roots:
        page = Page.objects.filter(pk=root.pk).first()
        if page is not None:
            DeletePageAction(page.specific, user=user).execute(skip_permission_checks=True)


def forget_words(page: Page) -> None:
    """When the last page of a family is gone, nobody can come back to its words: they go with it."""
    family = Page.objects.filter(translation_key=OuterRef("translation_key"))
    for model in (ApprovedWording, TranslatableObject):
        model.objects.filter(~Exists(family), translation_key=page.translation_key).delete()
