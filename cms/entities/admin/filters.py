"""Filters of the registers; each costs the same number of queries however many entities there are."""

from typing import Any

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.entities.models import Country, Organisation, Region
from cms.entities.querysets import EntityQuerySet


class RelatedEntityFilter(SimpleListFilter):
    """By a related entity, listed in the order of the names shown."""

    related: type

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Entities that something in the list points at."""
        in_use = model_admin.model.objects.order_by().values(self.parameter_name)
        return [(str(entity.pk), str(entity)) for entity in self.related.objects.filter(pk__in=in_use).by_name()]

    def queryset(self, request: HttpRequest, queryset: EntityQuerySet) -> EntityQuerySet:
        """Those that point at the chosen one."""
        if not (self.value() or "").isdigit():
            return queryset
        return queryset.filter(**{self.parameter_name: self.value()})


class CountryFilter(RelatedEntityFilter):
    """By country."""

    title = _("country")
    parameter_name = "country"
    related = Country


class RegionFilter(RelatedEntityFilter):
    """By region."""

    title = _("region")
    parameter_name = "region"
    related = Region


class OrganisationFilter(RelatedEntityFilter):
    """By organisation."""

    title = _("organisation")
    parameter_name = "organisation"
    related = Organisation


class MissingNameFilter(SimpleListFilter):
    """Entities that have no official name in a language yet."""

    title = _("without a name in")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The languages of the site."""
        return list(settings.LANGUAGES)

    def queryset(self, request: HttpRequest, queryset: EntityQuerySet) -> EntityQuerySet:
        """Those that lack the name."""
        return queryset.without_name_in(self.value()) if self.value() else queryset
