"""The units of a page's content: every text that is words, with its path, its policy and what it is bound to.

Works on `serializable_data()` whose streams have been opened; paths are those of wagtail-localize:
"title", "body.<block id>.text", "links.<translation key>.label".
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields

Content = dict[str, Any]
# Names of a struct's fields that speak of the picture beside them, in our blocks and in those of plugins.
ABOUT_PICTURES = frozenset({"alt_text", "caption"})
SOURCE, BLOCK, WITHHOLD = "source", "block", "withhold"


@dataclass(frozen=True)
class Unit:
    """One text and what it belongs to, named for people by `context` and `label`.

    `put` writes another text in its place, `check` raises ValidationError for one that does not fit there.
    """

    path: str
    value: str
    policy: str
    binding: str
    rich: bool
    features: list[str] | None
    label: str
    context: str
    put: Callable[[str], None]
    check: Callable[[str], Any]


@cache
def word_fields(model: type[models.Model]) -> tuple[models.Field, ...]:
    """The model's own text fields that are translated."""
    found = (entry for entry in get_translatable_fields(model) if not _is_relation(model, entry.field_name))
    fields = ((entry, entry.get_field(model)) for entry in found)
    return tuple(
        field
        for entry, field in fields
        if entry.is_translated(None) and isinstance(field, models.CharField | models.TextField)
    )


@cache
def stream_fields(model: type[models.Model]) -> tuple[StreamField, ...]:
    """The model's streams."""
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, StreamField))


@cache
def child_relations(model: type[models.Model]) -> tuple[Any, ...]:
    """Child relations but the editors' comments."""
    relations = get_all_child_relations(model)
    return tuple(relation for relation in relations if relation.get_accessor_name() != COMMENTS_RELATION_NAME)


@cache
def relations_with_words(model: type[models.Model]) -> tuple[Any, ...]:
    """Child relations whose rows are translated."""
    return tuple(relation for relation in child_relations(model) if is_translatable(relation))


def is_translatable(relation: Any) -> bool:
    """Whether the rows of a child relation carry words."""
    return issubclass(relation.related_model, TranslatableMixin)


def signature_of(path: str) -> str:
    """The path without ids, so that what was moved or added again finds its old words."""
    return ".".join(part for part in path.split(".") if not _is_id(part))


def opened(model: type[Page], content: Content) -> Content:
    """A deep copy with streams parsed, so that units can be read and replaced."""
    copy = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    for field in stream_fields(model):
        value = copy.get(field.name)
        copy[field.name] = json.loads(value) if isinstance(value, str) and value else value or []
    return copy


def closed(model: type[Page], content: Content) -> Content:
    """The content as `with_content_json` takes it."""
    return {**content, **{field.name: json.dumps(content[field.name]) for field in stream_fields(model)}}


def units(model: type[Page], content: Content) -> Iterator[Unit]:
    """Every unit of opened content, in the order of model, streams and children."""
    policies = getattr(model, "translation_policies", {})
    bindings = _bindings(model)
    for field in word_fields(model):
        bound = str(content.get(bindings.get(field.name, ""), "") or "")
        if bound or field.name not in bindings:
            context = _name_of(model._meta.get_field(bindings[field.name])) if bound else ""
            yield _field_unit(content, field, Place(field.name, policies.get(field.name, SOURCE), bound, context))
    for field in stream_fields(model):
        yield from _stream(field.stream_block, content[field.name], Place(field.name, policies.get(field.name, SOURCE)))
    for relation in relations_with_words(model):
        yield from _children(relation, content)


@dataclass(frozen=True)
class Place:
    """Where a text stands, and what it inherits from there."""

    path: str
    policy: str
    binding: str = ""
    context: str = ""

    def inside(self, step: str, **changes: str) -> "Place":
        """One step deeper; what is bound to a picture does not reach further down."""
        return replace(self, **{"path": f"{self.path}.{step}", "binding": "", **changes})


def _children(relation: Any, content: Content) -> Iterator[Unit]:
    name, model = relation.get_accessor_name(), relation.related_model
    policies = getattr(model, "translation_policies", {})
    for row in content.get(name, []):
        for field in word_fields(model):
            path = f"{name}.{row['translation_key']}.{field.name}"
            context = _name_of(model._meta)
            yield _field_unit(row, field, Place(path, policies.get(field.name, SOURCE), context=context))


def _stream(block: blocks.StreamBlock, raw: list, place: Place) -> Iterator[Unit]:
    for item in raw:
        child = block.child_blocks.get(item["type"])
        if child is not None and item.get("id"):
            yield from _block(child, item, "value", place.inside(item["id"]))


def _block(block: blocks.Block, holder: Any, key: Any, place: Place) -> Iterator[Unit]:
    place = replace(place, policy=getattr(block.meta, "translation_policy", place.policy))
    value = holder.get(key)
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock):
        if isinstance(value, str):
            yield _block_unit(holder, key, block, place)
    elif isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        picture = _picture_beside(block, value)
        place = replace(place, context=str(block.label))
        for name, child in block.child_blocks.items():
            if name in value:
                bound = picture if name in ABOUT_PICTURES else ""
                yield from _block(child, value, name, place.inside(name, binding=bound))
    elif isinstance(block, blocks.ListBlock) and isinstance(value, list):
        for item in value:
            if isinstance(item, dict) and item.get("id"):
                yield from _block(block.child_block, item, "value", place.inside(item["id"]))
    elif isinstance(block, blocks.StreamBlock) and isinstance(value, list):
        yield from _stream(block, value, place)


def _picture_beside(block: blocks.StructBlock, value: dict) -> str:
    """The picture that a struct's alternative text and caption speak of."""
    for name, child in block.child_blocks.items():
        if isinstance(child, ImageChooserBlock):
            return str(value.get(name) or "")
    return ""


def _field_unit(holder: dict, field: models.Field, place: Place) -> Unit:
    return _unit(
        holder,
        field.name,
        place,
        rich=isinstance(field, RichTextField),
        features=getattr(field, "features", None),
        label=_name_of(field),
        check=lambda text: field.clean(text, None),
    )


def _block_unit(holder: dict, key: str, block: blocks.FieldBlock, place: Place) -> Unit:
    return _unit(
        holder,
        key,
        place,
        rich=isinstance(block, blocks.RichTextBlock),
        features=getattr(block, "features", None),
        label=str(block.label),
        check=lambda text: block.clean(block.normalize(text)),
    )


def _name_of(named: Any) -> str:
    return str(capfirst(named.verbose_name))


def _unit(holder: dict, key: str, place: Place, **said: Any) -> Unit:
    def put(text: str) -> None:
        holder[key] = text

    return Unit(
        path=place.path, value=holder.get(key) or "", policy=place.policy, binding=place.binding,
        context=place.context, put=put, **said,
    )  # fmt: skip


def _bindings(model: type[models.Model]) -> dict[str, str]:
    """Text fields about a picture field, declared by the mixins as `wording_bindings`."""
    found: dict[str, str] = {}
    for ancestor in model.__mro__:
        found.update(vars(ancestor).get("wording_bindings", {}))
    return found


def _is_id(part: str) -> bool:
    return len(part) == 36 and part.count("-") == 4


def _is_relation(model: type[models.Model], name: str) -> bool:
    return model._meta.get_field(name).is_relation
