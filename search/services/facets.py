"""The facets of the search: those of every page, and those that the active apps declare in their profiles."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.content_store.models import ContentItem
from cms.entities.models import Entity, Place, Topic
from cms.plugins.registry import registry
from search.profiles import Facet

TYPE = "type"
# What is written into an address by hand may be anything.
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
EVERYWHERE = {"topic": Facet("topic", _("Topic"), values="topic")}
ENTITIES: dict[str, type[Entity]] = {"topic": Topic, "place": Place}


@dataclass(frozen=True)
class Group:
    """A facet as readers choose by it: apps that declare the same name share it."""

    label: Any
    values: str
    stored: frozenset[str]


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


def labels(group: Group, values: Collection[str], locale: str) -> dict[str, Any]:
    """What readers call the values; one that nothing is known of has none."""
    if group.values == TYPE:
        profiles = registry.read("search_profiles")
        return {value: profiles[value].label for value in values if value in profiles}
    if group.values in ENTITIES:
        found = ENTITIES[group.values].objects.filter(key__in=values).prefetch_related("names")
        return {str(entity.key): entity.name_in(locale) for entity in found}
    if group.values == "page":
        keys = [value for value in values if KEY.fullmatch(value)]
        items = ContentItem.objects.filter(translation_key__in=keys, locale=locale, public=True)
        return {str(key): title for key, title in items.values_list("translation_key", "title")}
    return {value: value for value in values}
