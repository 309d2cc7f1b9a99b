"""compose(source, target, wordings): facts of the source, words of the target's language. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page

from cms.translation.richtext import plain, same_words, with_links_of, words_of
from cms.translation.units import (
    BLOCK,
    WITHHOLD,
    Content,
    Unit,
    child_relations,
    closed,
    is_translatable,
    opened,
    signature_of,
    units,
)

APPROVED, OUTDATED, UNTRANSLATED, WITHHELD = "approved", "outdated", "source", "withheld"

# What belongs to the target itself: its identity, its place, its life cycle and its generated slug.
KEPT = {
    "pk", "id", "page_ptr", "content_type", "path", "depth", "numchild", "translation_key", "locale", "slug",
    "url_path", "live", "has_unpublished_changes", "draft_title", "owner", "locked", "locked_at", "locked_by",
    "expired", "go_live_at", "first_published_at", "last_published_at", "latest_revision", "live_revision",
    "latest_revision_created_at", "alias_of", "search_index", COMMENTS_RELATION_NAME,
}  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """A text, the source text it translates, and what that was bound to."""

    value: str
    source: str
    binding: str = ""


@dataclass(frozen=True)
class Composition:
    """Content of the target, per path approved, outdated, source or withheld, and how many words are to be done."""

    content: Content
    states: dict[str, str]
    words_to_do: int


def compose(
    model: type[Page],
    source: Content,
    target: Content,
    wordings: Mapping[str, Wording],
    derived: Mapping[str, str] = MappingProxyType({}),
) -> Composition:
    """The target's content: structure and facts of the source, words per path.

    `derived` are the texts that the source's facts give in the target's language; without them it keeps its own.
    """
    source, target = opened(model, source), opened(model, target)
    by_text = {(signature_of(path), words_of(wording.source)): wording for path, wording in wordings.items()}
    content = {name: value for name, value in source.items() if name not in KEPT}
    content |= {name: value for name, value in target.items() if name in KEPT or name in model.derived_fields}
    content |= derived
    for relation in child_relations(model):
        name = relation.get_accessor_name()
        keep = _kept_by_key if is_translatable(relation) else _kept_by_position
        content[name] = keep(relation, source.get(name, []), target)
    states: dict[str, str] = {}
    to_do = 0
    for unit in units(model, content):
        if unit.value:
            text = unit.value
            moved = by_text.get((signature_of(unit.path), words_of(unit.value)))
            wording = _fitting(unit, wordings.get(unit.path)) or _fitting(unit, moved)
            states[unit.path] = _apply(unit, wording)
            to_do += 0 if states[unit.path] == APPROVED else len(plain(text).split())
    return Composition(closed(model, content), states, to_do)


def same_content(model: type[Page], first: Content, second: Content) -> bool:
    """Whether two contents show the same; keys of rows, order of keys and what is KEPT do not count."""
    return _shown(model, first) == _shown(model, second)


def changed_names(model: type[Page], content: Content, row: Content) -> set[str]:
    """Fields and child relations in which composed content differs from the row it was composed for."""
    before, after = opened(model, row), opened(model, content)
    return {name for name, value in after.items() if name not in KEPT and value != before.get(name)}


def _apply(unit: Unit, wording: Wording | None) -> str:
    if wording is not None:
        current = same_words(wording.source, unit.value)
        value = with_links_of(wording.value, wording.source, unit.value) if unit.rich else wording.value
        unit.put(value)
        return APPROVED if current else OUTDATED
    if unit.policy == WITHHOLD:
        unit.put("")
        return WITHHELD
    return UNTRANSLATED


def _fitting(unit: Unit, wording: Wording | None) -> Wording | None:
    """Words about another picture do not fit."""
    return wording if wording is not None and wording.binding == unit.binding else None


def _kept_by_position(relation: object, rows: list, target: Content) -> list[dict]:
    """Plain rows are facts; keys of the target's rows are reused in order."""
    name = relation.get_accessor_name()
    keys = [row["pk"] for row in target.get(name, [])]
    return [
        {**row, "pk": keys[order] if order < len(keys) else None, relation.field.name: target["pk"]}
        for order, row in enumerate(rows)
    ]


def _kept_by_key(relation: object, rows: list, target: Content) -> list[dict]:
    """Rows with words are the same row in every language by their translation key."""
    name = relation.get_accessor_name()
    keys = {row["translation_key"]: row["pk"] for row in target.get(name, [])}
    own = {"locale": target["locale"], relation.field.name: target["pk"]}
    return [{**row, "pk": keys.get(row["translation_key"]), **own} for row in rows]


def _shown(model: type[Page], content: Content) -> str:
    found = {name: value for name, value in opened(model, content).items() if name not in KEPT}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in found:
            skipped = ("pk", "locale", relation.field.name)
            found[name] = [{key: row[key] for key in row if key not in skipped} for row in found[name]]
    return json.dumps(found, sort_keys=True)


def blocking(model: type[Page], source: Content, words: set[str]) -> list[Unit]:
    """Units that must have words before a language is first published, and have none."""
    found = units(model, opened(model, source))
    return [unit for unit in found if unit.policy == BLOCK and unit.value and unit.path not in words]
