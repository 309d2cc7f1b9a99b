"""The facets of the search: those of every page, and those that the active apps declare in their profiles."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.content_store.services import reading
from cms.entities.models import Entity, Place, Topic
from cms.plugins.registry import registry
from search.profiles import Facet

TYPE = "type"
EVERYWHERE = {"topic": Facet("topic", _("Topic"), values="topic")}
ENTITIES: dict[str, type[Entity]] = {"topic": Topic, "place": Place}


@dataclass(frozen=True)
class Group:
    """A facet as readers choose by it: apps that declare the same name share it."""

    label: Any
    values: str
    stored: frozenset[str]


@dataclass(frozen=True)
class Name:
    """What a value is called; `language` is empty when that is in the reader's."""

    label: Any
    language: str = ""


def groups() -> dict[str, Group]:
    """By name, in the order of the page: kind of page, topic, then as the apps declare them."""
    found = {TYPE: Group(_("Kind of page"), TYPE, frozenset())}
    declared = [EVERYWHERE, *(profile.facets for profile in registry.read("search_profiles").values())]
    for facets in declared:
        for name, facet in facets.items():
            known = found.get(name)
            stored = (known.stored if known else frozenset()) | {facet.stored}
            found[name] = Group(known.label if known else facet.label, facet.values, stored)
    return found


def names(group: Group, values: Collection[str], locale: str) -> dict[str, Name]:
    """What readers call the values; one that nothing is known of has none."""
    if group.values == TYPE:
        profiles = registry.read("search_profiles")
        return {value: Name(profiles[value].label) for value in values if value in profiles}
    if group.values in ENTITIES:
        found = ENTITIES[group.values].objects.filter(key__in=values).prefetch_related("names")
        return {str(entity.key): _name_of(entity, locale) for entity in found}
    if group.values == "page":
        return {key: Name(title) for key, title in reading.titles_of(values, locale).items()}
    return {value: Name(value) for value in values}


def _name_of(entity: Entity, locale: str) -> Name:
    label, language = entity.localized_name(locale)
    return Name(label, "" if language == locale else language)
