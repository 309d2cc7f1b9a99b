"""Every field, block and child of every page type, as the models name them: facts follow the source, words stay."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from wagtail import blocks
from wagtail.models import get_page_models

from cms.pages.models import ForumPage
from cms.translation.services.compose import KEPT, Wording, compose
from cms.translation.units import Content, child_relations, closed, opened, stream_fields, units, word_fields

TYPES = sorted((model for model in get_page_models() if issubclass(model, ForumPage)), key=lambda model: model.__name__)
Model = type[ForumPage]


def key(number: int) -> str:
    return str(UUID(int=number))


def filled(block: blocks.Block, number: int) -> Any:
    """A stored value of the block with something in every place."""
    if isinstance(block, blocks.StructBlock):
        return {name: filled(child, number) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [
            {"type": "item", "id": key(number * 100 + row), "value": filled(block.child_block, row)} for row in (1, 2)
        ]
    if isinstance(block, blocks.StreamBlock):
        return stream(block, number * 1000)
    return f"<p>Wort {number}</p>" if isinstance(block, blocks.RichTextBlock) else f"Wort {number}"


def stream(block: blocks.StreamBlock, first: int = 1) -> list[dict]:
    found = enumerate(block.child_blocks.items(), start=first)
    return [{"type": name, "id": key(number), "value": filled(child, number)} for number, (name, child) in found]


def row(relation: Any, number: int) -> dict:
    fields = {field.name: f"{field.name} {number}" for field in relation.related_model._meta.concrete_fields}
    return {**fields, "pk": number, "translation_key": key(number), relation.field.name: 1}


def full(model: Model) -> Content:
    """Opened content of a source with a value in every field, one of each block and two rows of each child."""
    content: Content = {field.name: f"Wert {field.name}" for field in model._meta.concrete_fields} | {"pk": 1}
    content |= {field.name: stream(field.stream_block) for field in stream_fields(model)}
    return content | {
        relation.get_accessor_name(): [row(relation, 1), row(relation, 2)] for relation in child_relations(model)
    }


def russian(model: Model, content: Content) -> tuple[Content, dict[str, Wording]]:
    """The translation's own content, which has nothing yet, and words for every text of the source."""
    own: Content = {name: f"свой {name}" for name in content if name in KEPT or name in model.derived_fields}
    own |= {"pk": 2, "locale": 2} | {field.name: [] for field in stream_fields(model)}
    found = units(model, opened(model, content))
    words = {
        unit.path: Wording("<p>Слово</p>" if unit.rich else "Слово", unit.value, unit.binding)
        for unit in found
        if unit.value
    }
    return own, words


def edits(model: Model, content: Content) -> Iterator[tuple[str, Any]]:
    """(name, value) of everything that an editor may do to the source, one after the other."""
    for field in model._meta.concrete_fields:
        if field.name not in KEPT and field.name not in model.derived_fields and field not in stream_fields(model):
            yield from ((field.name, f"Neu {field.name}"), (field.name, None), (field.name, content[field.name]))
    for relation in child_relations(model):
        name = relation.get_accessor_name()
        first, second = content[name]
        changed = {**first, **{field: f"Neu {field}" for field in first if field not in ("pk", "translation_key")}}
        yield from ((name, rows) for rows in ([changed, second], [first, second, row(relation, 3)], [second, first]))
        yield from ((name, rows) for rows in ([second], [], [first, second]))
    for field in stream_fields(model):
        whole = content[field.name]
        renewed = [{**block, "value": filled(field.stream_block.child_blocks[block["type"]], 9)} for block in whole]
        yield from ((field.name, raw) for raw in (renewed, whole[::-1], whole[1:], [], whole))


def facts(model: Model, content: Content) -> Content:
    """What is left of opened content when words and the target's own are taken out."""
    bare = opened(model, content)
    for unit in list(units(model, bare)):
        unit.put("")
    for relation in child_relations(model):
        own = ("pk", "locale", relation.field.name)
        name = relation.get_accessor_name()
        bare[name] = [{field: value for field, value in row.items() if field not in own} for row in bare[name]]
    silent = {field.name for field in word_fields(model)} | KEPT | set(model.derived_fields)
    return {name: value for name, value in bare.items() if name not in silent}


@pytest.mark.slow
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_facts_follow_and_words_stay(model: Model) -> None:
    content = full(model)
    target, words = russian(model, content)
    assert words
    lean = content | {field.name: [] for field in stream_fields(model)}
    for name, value in edits(model, content):
        # Blocks are there only where they are what is edited: they cost the most.
        source = {**lean, name: value}
        target = compose(model, closed(model, source), closed(model, opened(model, target)), words).content
        assert facts(model, target) == facts(model, source), (name, value)
        shown = {unit.path: (unit.value, unit.binding) for unit in units(model, opened(model, target))}
        for unit in units(model, opened(model, source)):
            known = words.get(unit.path)
            if not unit.value:
                assert shown[unit.path][0] == "", (name, unit.path)
            elif known and known.binding == unit.binding:
                assert shown[unit.path] == (known.value, unit.binding), (name, unit.path)


def test_every_page_type_is_among_them() -> None:
    assert {model.__name__ for model in TYPES} >= {"ArticlePage", "EditionPage", "PartnershipPage", "HomePage"}
