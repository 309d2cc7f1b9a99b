"""Filters of the register of profiles."""

from typing import Any

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.entities.models import Country, Region
from partnerships.models import PartnershipPlace, State
from partnerships.services.registered import other_languages, story_field, unconfirmed_since


class StateFilter(SimpleListFilter):
    """By the state today."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All states."""
        return State.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Those in the chosen state."""
        return queryset.filter(state_now=self.value()) if self.value() else queryset


class SideFilter(SimpleListFilter):
    """By an entity that a place of the partnership belongs to."""

    related: type
    path = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Those that some partnership has, in the order of the names shown."""
        in_use = PartnershipPlace.objects.order_by().values(f"place__{self.path}")
        return [(str(entity.pk), str(entity)) for entity in self.related.objects.filter(pk__in=in_use).by_name()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Those with a place there."""
        if not (self.value() or "").isdecimal():
            return queryset
        sides = PartnershipPlace.objects.filter(**{f"place__{self.path}": self.value()})
        return queryset.filter(pk__in=sides.values("page"))


class CountryFilter(SideFilter):
    """By country."""

    title = _("country")
    parameter_name = "country"
    related = Country
    path = "country"


class RegionFilter(SideFilter):
    """By region."""

    title = _("region")
    parameter_name = "region"
    related = Region
    path = "region"


class MissingFilter(SimpleListFilter):
    """What still has to be done about a profile."""

    title = _("what is missing")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """A confirmation, a source, a story in each language of translation."""
        names = dict(settings.LANGUAGES)
        return [
            ("confirmation", _("not confirmed for a year")),
            ("source", _("without source")),
            *((story_field(code), _("no story in: %(language)s") % {"language": names[code]})
              for code in other_languages()),
        ]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Those that lack it."""
        if self.value() == "confirmation":
            return unconfirmed_since(queryset, timezone.localdate())
        if self.value() == "source":
            return queryset.filter(sources="")
        if self.value() in map(story_field, other_languages()):
            return queryset.filter(**{self.value(): False})
        return queryset
