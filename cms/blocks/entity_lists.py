"""Lists of persons and of places, by their records."""

from typing import Any, ClassVar, Literal

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks

from cms.entities.choosers import PersonChooserBlock, PlaceChooserBlock
from cms.entities.models import Person, Place, Visibility
from cms.schemas import entities
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock


class PersonListShape(Block):
    """Persons whom visitors may see."""

    words: ClassVar[tuple[str, ...]] = ("title", "persons.name", "persons.function", "persons.organisation.name")

    type: Literal["person_list"] = "person_list"
    title: str = Field(description="May be empty.")
    persons: list[entities.Person] = Field(description="Those who are not public are left out.")


class PersonListBlock(ContentBlock, blocks.StructBlock):
    """Persons with their functions, in the order of the editor."""

    title = blocks.CharBlock(label=_("Title"), max_length=255, required=False)
    persons = blocks.ListBlock(
        PersonChooserBlock(label=_("Person")),
        label=_("Persons"),
        min_num=1,
        help_text=_("Readers see only those whose records are visible to the public."),
    )

    api_schema = PersonListShape

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> PersonListShape:
        """Those whom visitors may see."""
        shown = (recorder.person(person) for person in value["persons"])
        return PersonListShape(id=block_id, title=value["title"], persons=[person for person in shown if person])

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds `persons`: name, function and organisation, each as (text, its language)."""
        context = super().get_context(value, parent_context=parent_context)
        shown = get_language() or ""
        public = [person for person in value["persons"] if person is not None and person.is_public]
        context["persons"] = [_named(person, shown) for person in public]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """Persons whom visitors may see anyway."""
        newest = Person.objects.filter(visibility=Visibility.PUBLIC).order_by("-pk")[:3]
        return self.normalize({"title": gettext("Speakers"), "persons": list(newest)})

    class Meta:
        icon = "group"
        group = _("People and places")
        label = _("List of persons")
        description = _("Persons with their functions, as the register knows them.")
        template = "cms/blocks/person_list.html"
        label_format = "{title}"


class PlaceListShape(Block):
    """Places of the register."""

    words: ClassVar[tuple[str, ...]] = ("title", "places.name")

    type: Literal["place_list"] = "place_list"
    title: str = Field(description="May be empty.")
    places: list[entities.Place]


class PlaceListBlock(ContentBlock, blocks.StructBlock):
    """Places with their regions and websites, in the order of the editor."""

    title = blocks.CharBlock(label=_("Title"), max_length=255, required=False)
    places = blocks.ListBlock(PlaceChooserBlock(label=_("Place")), label=_("Places"), min_num=1)

    api_schema = PlaceListShape

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> PlaceListShape:
        """Under the names that readers of the language know."""
        places = [recorder.place(place) for place in value["places"] if place is not None]
        return PlaceListShape(id=block_id, title=value["title"], places=places)

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds `places`: (place, (name, its language))."""
        context = super().get_context(value, parent_context=parent_context)
        shown = get_language() or ""
        places = [place for place in value["places"] if place is not None]
        context["places"] = [(place, place.localized_name(shown)) for place in places]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """Some places of the register."""
        places = Place.objects.order_by("pk")[:3]
        return self.normalize({"title": gettext("Towns that take part"), "places": list(places)})

    class Meta:
        icon = "home"
        group = _("People and places")
        label = _("List of places")
        description = _("Towns and regions, as the register knows them.")
        template = "cms/blocks/place_list.html"
        label_format = "{title}"


def _named(person: Any, language: str) -> dict[str, tuple[str, str] | None]:
    organisation = person.organisation
    return {
        "name": person.localized_name(language),
        "function": person.localized_function(language),
        "organisation": organisation.localized_name(language) if organisation else None,
    }
