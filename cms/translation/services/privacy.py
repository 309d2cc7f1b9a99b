"""Who may see a translation: those who may see its source, and nobody else."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from .family import flowing, lock, translations_of
from .settling import withdraw


def is_exposed(source: Page, target: Page) -> bool:
    """Whether the target is public, or would be, although its source is private."""
    return source.get_view_restrictions().exists() and not target.get_view_restrictions().exists()


@transaction.atomic
def restriction_changed(source: Page) -> None:
    """The translations get the restrictions of their source; what these do not reach is withdrawn."""
    lock(source.specific)
    with flowing():
        targets = translations_of(source)
        PageViewRestriction.objects.filter(page__in=targets).delete()
        restrict_alike(source, targets)
    withdraw_exposed(source.path)


def restrict_alike(source: Page, targets: Iterable[Page]) -> None:
    """Give translations that are not restricted themselves the restrictions of their source."""
    for restriction in PageViewRestriction.objects.filter(page=source).prefetch_related("groups"):
        for target in targets:
            made = PageViewRestriction.objects.create(
                page=target, restriction_type=restriction.restriction_type, password=restriction.password
            )
            made.groups.set(restriction.groups.all())


@transaction.atomic
def withdraw_exposed(path: str) -> None:
    """Withdraw what is exposed of the families that have a page at or below a path, in whichever language."""
    for target in list(exposed(path)):
        page = target.specific
        lock(page)
        withdraw(page)


def exposed(path: str) -> QuerySet[Page]:
    """Live translations, not restricted at or above themselves, of sources that are."""
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    private = reduce(or_, (Q(path__startswith=found) for found in restricted), Q(pk__in=()))
    families = Page.objects.filter(path__startswith=path).values("translation_key")
    sources = Page.objects.filter(
        private, translation_key__in=families, locale__language_code=settings.LANGUAGE_CODE
    ).values("translation_key")
    return (
        Page.objects.filter(translation_key__in=sources, live=True, alias_of=None)
        .exclude(locale__language_code=settings.LANGUAGE_CODE)
        .exclude(private)
        .select_related("locale")
        .order_by("pk")
    )
