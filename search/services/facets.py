"""The facets of the search: those of every page, and those that the active apps declare in their profiles."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.content_store.services import reading
from cms.entities.models import Country, Entity, Place, Region, Topic
from cms.plugins.registry import registry
from search.profiles import Facet

TYPE = "type"
EVERYWHERE = {"topic": Facet("topic", _("Topic"), values="topic")}
ENTITIES: dict[str, tuple[type[Entity], str]] = {
    "topic": (Topic, "key"),
    "place": (Place, "key"),
    "region": (Region, "key"),
    "country": (Country, "code"),
}


@dataclass(frozen=True)
class Group:
    """A facet as readers choose by it: apps that declare the same name share it."""

    label: Any
    values: str
    stored: frozenset[str]
    words: Callable[[str], Any] | None = None


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
            found[name] = Group(known.label if known else facet.label, facet.values, stored, facet.words)
    return found


def label_of(kind: str) -> Any:
    """What pages, or other things, of a type are called; empty for one that is not searched."""
    declared = registry.read("search_profiles").get(kind) or registry.read("search_sources").get(kind)
    return declared.label if declared else ""


def names(group: Group, values: Collection[str], locale: str) -> dict[str, Name]:
    """What readers call the values; one that nothing is known of has none."""
    if group.values == TYPE:
        return {value: Name(label) for value in values if (label := label_of(value))}
    if group.values in ENTITIES:
        model, field = ENTITIES[group.values]
        found = model.objects.filter(**{f"{field}__in": values}).prefetch_related("names")
        return {str(getattr(entity, field)): _name_of(entity, locale) for entity in found}
    if group.values == "code" and group.words:
        return {value: Name(group.words(value)) for value in values}
    if group.values == "page":
        return {key: Name(title) for key, title in reading.titles_of(values, locale).items()}
    return {value: Name(value) for value in values}


def _name_of(entity: Entity, locale: str) -> Name:
    label, language = entity.localized_name(locale)
    return Name(label, "" if language == locale else language)
