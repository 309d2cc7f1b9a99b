"""One register for each kind of entity, and the menu that holds them."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail_modeladmin.options import ModelAdminGroup

from cms.entities.forms import LanguageSelect
from cms.entities.models import Country, Organisation, Person, Place, Region, Topic

from .filters import CountryFilter, MissingNameFilter, OrganisationFilter, RegionFilter
from .registers import Register


def related_column(attribute: str, description: Any) -> Any:
    """A column with the name of a related entity."""

    @admin.display(description=description)
    def column(entity: Any) -> str:
        return str(getattr(entity, attribute) or "")

    # The name of the function becomes a class of the cell.
    column.__name__ = attribute
    return column


@admin.display(description=_("kind"), ordering="kind")
def kind_column(entity: Any) -> str:
    """The kind in words."""
    return entity.get_kind_display()


@admin.display(description=_("visible to"), ordering="visibility")
def visibility_column(person: Person) -> str:
    """Who may see the person, in words."""
    return person.get_visibility_display()


country_column = related_column("country", _("country"))


class PlaceRegister(Register):
    """Municipalities, districts, and regions that have partnerships."""

    model = Place
    menu_icon = "home"
    menu_label = _("Places")
    columns = (kind_column, related_column("region", _("region")), country_column, "population")
    related = ("region__names", "country__names")
    list_filter = ("kind", CountryFilter, RegionFilter, MissingNameFilter)
    detail_panels = (
        FieldRowPanel([FieldPanel("kind"), FieldPanel("country"), FieldPanel("region")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldRowPanel([FieldPanel("population"), FieldPanel("population_year")]),
                FieldPanel("population_source"),
                FieldPanel("website"),
                FieldPanel("geonames_id"),
            ],
            heading=_("Facts"),
            help_text=_("Readers see the population with its year; coordinates put the place on the map."),
        ),
    )


class RegionRegister(Register):
    """First-level divisions of countries."""

    model = Region
    menu_icon = "globe"
    menu_label = _("Regions")
    columns = (kind_column, country_column)
    related = ("country__names",)
    list_filter = ("kind", CountryFilter, MissingNameFilter)
    detail_panels = (FieldRowPanel([FieldPanel("country"), FieldPanel("kind")]),)


class CountryRegister(Register):
    """Countries."""

    model = Country
    menu_icon = "site"
    menu_label = _("Countries")
    columns = ("code",)
    list_filter = (MissingNameFilter,)
    detail_panels = (FieldPanel("code"),)


class OrganisationRegister(Register):
    """Bodies that organise, host, support or coordinate."""

    model = Organisation
    menu_icon = "group"
    menu_label = _("Organisations")
    columns = ("abbreviation", related_column("place", _("seat")), "website")
    related = ("place__names",)
    list_filter = (MissingNameFilter,)
    detail_panels = (
        FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("place")]),
        FieldPanel("website", help_text=_("Readers find it beside the organisation's name.")),
    )


class PersonRegister(Register):
    """People named in a public function."""

    model = Person
    menu_icon = "user"
    menu_label = _("Persons")
    columns = (related_column("organisation", _("organisation")), visibility_column, "visible_until")
    related = ("organisation__names",)
    list_filter = ("visibility", OrganisationFilter, MissingNameFilter)
    detail_panels = (
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("visibility"), FieldPanel("visible_until")])],
            heading=_("Who may see this person"),
            help_text=_(
                "Being named can endanger people. Readers see name and function only while the person is "
                "public; after the last day they disappear from every page by themselves."
            ),
        ),
        InlinePanel(
            "functions",
            heading=_("Functions"),
            label=_("Function"),
            panels=[FieldRowPanel([FieldPanel("language", widget=LanguageSelect), FieldPanel("text")])],
            help_text=_("Shown below the name, one for each language."),
        ),
        FieldPanel("organisation"),
    )


class TopicRegister(Register):
    """Curated topics and tags."""

    model = Topic
    menu_icon = "tag"
    menu_label = _("Topics and tags")
    columns = (kind_column, "sort_order")
    list_filter = ("kind", MissingNameFilter)
    detail_panels = (
        FieldRowPanel(
            [
                FieldPanel("kind", help_text=_("Topics structure the site; tags describe single pages.")),
                FieldPanel("sort_order", help_text=_("Topics with lower numbers are listed first.")),
            ]
        ),
    )


class Registers(ModelAdminGroup):
    """The menu of all registers."""

    menu_label = _("Registers")
    menu_icon = "pair"
    menu_order = 250
    items = (
        PlaceRegister,
        RegionRegister,
        CountryRegister,
        OrganisationRegister,
        PersonRegister,
        TopicRegister,
    )
