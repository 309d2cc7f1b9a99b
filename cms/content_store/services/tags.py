"""Dependency tags: how objects, links and gathered lists are named in ItemTag."""

import uuid
from collections.abc import Mapping, Sequence

from django.db.models import Model
from wagtail.models import Page

BLOCK_SHOWN, BLOCK_MISSING, TYPE_MISSING = "block:", "missing-block:", "missing-type:"


def tag_of(thing: Model) -> str:
    """The kind and key of a thing ("place:12", "picture:7"); pages of every type are "page:40"."""
    kind = "page" if isinstance(thing, Page) else thing._meta.model_name
    return f"{kind}:{thing.pk}"


def link_tag(translation_key: uuid.UUID | str) -> str:
    """Title, address and existence of a page in any of its languages."""
    return f"link:{translation_key}"


def list_tag(facet: str, value: str) -> str:
    """A list of the pages that have a value of a facet."""
    return f"list:{facet}={value}"


def block_tag(name: str, *, shown: bool) -> str:
    """A plugin's block that is shown, or that stands in the body without being known."""
    return f"{BLOCK_SHOWN if shown else BLOCK_MISSING}{name}"


def list_tags(facets: Mapping[str, Sequence[str]]) -> set[str]:
    """The lists a page belongs to by its facets."""
    return {list_tag(name, value) for name, values in facets.items() for value in values}
