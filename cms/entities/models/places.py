"""Countries, regions and places."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey

from .names import Entity, NameRow


class Country(Entity):
    """A country by its ISO 3166-1 code."""

    code = models.CharField(_("ISO code"), max_length=2, unique=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")


class CountryName(NameRow):
    """A name of a country."""

    entity = ParentalKey(Country, on_delete=models.CASCADE, related_name="names")


class RegionKind(models.TextChoices):
    """The legal kind of a first-level division."""

    STATE = "state", pgettext_lazy("region", "federal state")
    OBLAST = "oblast", _("oblast")
    KRAI = "krai", _("krai")
    REPUBLIC = "republic", _("republic")
    CITY = "city", _("city state or federal city")
    OTHER = "other", _("other")


class Region(Entity):
    """A first-level division of a country (Bundesland, oblast, krai, republic)."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="regions", verbose_name=_("country"))
    kind = models.CharField(_("kind"), max_length=12, choices=RegionKind, default=RegionKind.OTHER)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class RegionName(NameRow):
    """A name of a region."""

    entity = ParentalKey(Region, on_delete=models.CASCADE, related_name="names")


class PlaceKind(models.TextChoices):
    """What a place is; a whole region can be a place that has partnerships."""

    CITY = "city", _("city or municipality")
    DISTRICT = "district", _("district")
    REGION = "region", _("region")


class Place(Entity):
    """A municipality, a district, or a region as a partner; coordinates in WGS 84 degrees."""

    kind = models.CharField(_("kind"), max_length=12, choices=PlaceKind, default=PlaceKind.CITY)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="places", verbose_name=_("country"))
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("region")
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population figure"), null=True, blank=True)
    population_source = models.CharField(_("source of the population figure"), max_length=255, blank=True)
    geonames_id = models.PositiveIntegerField(_("GeoNames id"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")


class PlaceName(NameRow):
    """A name of a place, today's or a former one."""

    entity = ParentalKey(Place, on_delete=models.CASCADE, related_name="names")
