"""Choosers of the page editor: find an entity by any of its names, in any spelling."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.blocks import ChooserBlock

from cms.entities.querysets import EntityQuerySet


class NameSearchForm(BaseFilterForm):
    """Search by any name, today's or a former one."""

    q = forms.CharField(
        label=_("Search term"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Any name, in any spelling")}),
    )

    def filter(self, objects: EntityQuerySet) -> EntityQuerySet:
        """Entities that bear the name."""
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        return super().filter(objects).search(self.search_query or "")


class BaseEntityChooseView(BaseChooseView):
    """Lists entities in the order of their names in the language of the staff."""

    filter_form_class = NameSearchForm
    per_page = 20
    ordering = ("shown_name", "pk")
    related: tuple[str, ...] = ()
    restriction: Mapping[str, str] = MappingProxyType({})
    extra_columns: tuple[Column, ...] = ()

    def get_object_list(self) -> EntityQuerySet:
        """With everything the columns show."""
        return self.model_class.objects.filter(**self.restriction).by_name().prefetch_related(*self.related)

    @property
    def columns(self) -> list[Column]:
        """The name and what tells namesakes apart."""
        return [*super().columns, *self.extra_columns]


class EntityChooseView(ChooseViewMixin, CreationFormMixin, BaseEntityChooseView):
    """The chooser's window."""


class EntityChooseResultsView(ChooseResultsViewMixin, CreationFormMixin, BaseEntityChooseView):
    """The list inside the window after a search."""


class EntityChooserWidget(BaseChooser):
    """Shows the chosen entity by its name; fetches the names with it."""

    def get_instance(self, value: Any) -> Any:
        """The instance for an id; None where it is gone."""
        if value is None or isinstance(value, self.model_class):
            return value
        return self.model_class.objects.prefetch_related("names").filter(pk=value).first()


class EntityChooserBlock(ChooserBlock):
    """Reads all entities of a stream at once, with their names and other rows."""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        """In the order of the ids; None where one is gone."""
        found = super().bulk_to_python(values)
        relations = [relation.get_accessor_name() for relation in get_all_child_relations(self.model_class)]
        prefetch_related_objects([entity for entity in found if entity is not None], *relations)
        return found


class EntityChooserViewSet(ChooserViewSet):
    """A chooser for one kind of entity; `columns` are (name, label, accessor), `related` what they read."""

    choose_view_class = EntityChooseView
    choose_results_view_class = EntityChooseResultsView
    base_widget_class = EntityChooserWidget
    base_block_class = EntityChooserBlock
    choose_another_text = _("Choose another")
    edit_item_text = _("Edit")
    search_tab_label = _("Search")
    create_action_label = _("Create")
    columns: tuple[tuple[str, Any, Any], ...] = ()
    related: tuple[str, ...] = ()
    restriction: Mapping[str, str] = MappingProxyType({})

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Adds this kind's columns."""
        columns = tuple(Column(name, label=label, accessor=accessor) for name, label, accessor in self.columns)
        return super().get_common_view_kwargs(
            related=self.related, restriction=self.restriction, extra_columns=columns, **kwargs
        )


def related_name(attribute: str) -> Any:
    """Accessor of a column: the name of a related entity, "" without one."""
    return lambda entity: str(getattr(entity, attribute) or "")


KIND = ("kind", _("kind"), "get_kind_display")
COUNTRY = ("country", _("country"), related_name("country"))

country_chooser = EntityChooserViewSet(
    "country_chooser",
    model="cms_entities.Country",
    icon="globe",
    choose_one_text=_("Choose a country"),
    columns=(("code", _("ISO code"), "code"),),
)
region_chooser = EntityChooserViewSet(
    "region_chooser",
    model="cms_entities.Region",
    icon="globe",
    choose_one_text=_("Choose a region"),
    columns=(KIND, COUNTRY),
    related=("country__names",),
)
place_chooser = EntityChooserViewSet(
    "place_chooser",
    model="cms_entities.Place",
    icon="home",
    choose_one_text=_("Choose a place"),
    columns=(KIND, ("region", _("region"), related_name("region")), COUNTRY),
    related=("region__names", "country__names"),
)
organisation_chooser = EntityChooserViewSet(
    "organisation_chooser",
    model="cms_entities.Organisation",
    icon="group",
    choose_one_text=_("Choose an organisation"),
    columns=(
        ("abbreviation", _("abbreviation"), "abbreviation"),
        ("place", _("seat"), related_name("place")),
    ),
    related=("place__names",),
)
person_chooser = EntityChooserViewSet(
    "person_chooser",
    model="cms_entities.Person",
    icon="user",
    choose_one_text=_("Choose a person"),
    columns=(
        ("organisation", _("organisation"), related_name("organisation")),
        ("visibility", _("visible to"), "get_visibility_display"),
    ),
    related=("organisation__names",),
)
topic_chooser = EntityChooserViewSet(
    "topic_chooser",
    model="cms_entities.Topic",
    icon="tag",
    choose_one_text=_("Choose a topic"),
    restriction=MappingProxyType({"kind": "topic"}),
)
tag_chooser = EntityChooserViewSet(
    "tag_chooser",
    model="cms_entities.Topic",
    icon="tag",
    choose_one_text=_("Choose a tag"),
    restriction=MappingProxyType({"kind": "tag"}),
    register_widget=False,
    creation_form_class="cms.entities.admin.tags.TagForm",
    creation_tab_label=_("New tag"),
)
choosers = (
    country_chooser,
    region_chooser,
    place_chooser,
    organisation_chooser,
    person_chooser,
    topic_chooser,
    tag_chooser,
)

OrganisationChooserBlock = organisation_chooser.get_block_class(name="OrganisationChooserBlock", module_path=__name__)
PersonChooserBlock = person_chooser.get_block_class(name="PersonChooserBlock", module_path=__name__)
PlaceChooserBlock = place_chooser.get_block_class(name="PlaceChooserBlock", module_path=__name__)
TopicChooserBlock = topic_chooser.get_block_class(name="TopicChooserBlock", module_path=__name__)
