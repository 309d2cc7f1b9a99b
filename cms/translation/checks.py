"""System checks: what wagtail-localize would skip in silence or break on is refused at the start."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from .units import child_relations, is_translatable, stream_fields

# What localize finds no words in although people write them there.
UNSUPPORTED = (blocks.RawHTMLBlock, TableBlock, TypedTableBlock)


@register
def check_translatable_models(**kwargs: Any) -> list[CheckMessage]:
    """cms.E101 to cms.E105 for every page type, translated child and snippet."""
    found = [model for model in apps.get_models() if issubclass(model, TranslatableMixin)]
    messages = [message for model in found for message in problems_of(model)]
    return [*messages, *(message for model in get_snippet_models() for message in problems_of_snippet(model))]


def problems_of(model: type[models.Model]) -> Iterator[CheckMessage]:
    """What of a translatable model would not be translated."""
    if _is_child(model):
        yield from _children_below(model)
    yield from _many_to_many(model)
    for field in stream_fields(model):
        yield from problems_of_block(field.stream_block, f"{model.__name__}.{field.name}", model)


def problems_of_snippet(model: type[models.Model]) -> Iterator[CheckMessage]:
    """cms.E105: words of a snippet must be able to wait as a draft."""
    if issubclass(model, TranslatableMixin) and not issubclass(model, DraftStateMixin):
        yield Error(
            f"{model.__name__} is a translatable snippet without drafts: a translation would be public at once.",
            hint="Add wagtail.models.DraftStateMixin and RevisionMixin to its bases.",
            obj=model,
            id="cms.E105",
        )


def problems_of_block(
    block: blocks.Block, path: str, model: type[models.Model], around: tuple[type[blocks.Block], ...] = ()
) -> Iterator[CheckMessage]:
    """cms.E103 and cms.E104 for a block and all below it; `around` are the kinds that hold it, the nearest last."""
    if isinstance(block, UNSUPPORTED):
        yield Error(
            f"{path} is a {type(block).__name__}, whose words nobody can translate.",
            hint="Use a CharBlock, TextBlock or RichTextBlock.",
            obj=model,
            id="cms.E103",
        )
    kind = next((kind for kind in (blocks.StructBlock, blocks.ListBlock) if isinstance(block, kind)), type(block))
    if (*around, kind)[-3:] == (blocks.ListBlock, blocks.StructBlock, blocks.StructBlock):
        yield Error(
            f"{path} is a struct in a struct in a list, whose lists are not translated.",
            hint="Put its fields into the outer struct, or make the list a StreamBlock.",
            obj=model,
            id="cms.E104",
        )
    for name, child in _inside(block):
        yield from problems_of_block(child, f"{path}.{name}", model, (*around, kind))


def _inside(block: blocks.Block) -> list[tuple[str, blocks.Block]]:
    if isinstance(block, blocks.ListBlock):
        return [("item", block.child_block)]
    return list(getattr(block, "child_blocks", {}).items())


def _children_below(model: type[models.Model]) -> Iterator[CheckMessage]:
    for relation in child_relations(model):
        if is_translatable(relation):
            yield Error(
                f"{relation.related_model.__name__} is a translatable child of {model.__name__}, itself a child: "
                "the second level is not translated.",
                hint="Make it a child of the page, or an orderable without words.",
                obj=model,
                id="cms.E101",
            )


def _is_child(model: type[models.Model]) -> bool:
    """Whether rows of the model belong to a translatable parent."""
    parents = (field.related_model for field in model._meta.fields if isinstance(field, ParentalKey))
    return any(isinstance(parent, type) and issubclass(parent, TranslatableMixin) for parent in parents)


def _many_to_many(model: type[models.Model]) -> Iterator[CheckMessage]:
    for field in model._meta.local_many_to_many:
        related = field.related_model
        if isinstance(related, type) and issubclass(related, TranslatableMixin) and not issubclass(related, Page):
            yield Error(
                f"{model.__name__}.{field.name} is many-to-many to translatable {related.__name__}: "
                "translations would keep the rows of the source.",
                hint="Use an orderable child with a foreign key.",
                obj=model,
                id="cms.E102",
            )
