"""What a plugin's demo.build, demo.link and demo.populate may ask of the demo builder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

Localized = Mapping[str, str]


@dataclass(frozen=True)
class DemoChild:
    """A child row: stable key, facts by field, words by field and language."""

    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Localized] = field(default_factory=dict)
    late: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DemoPage:
    """A page: stable key, model, key of its parent, facts, words by field and language, body, children, relations.

    `relations` maps a plain child relation to rows of {field: value}; `translated` maps a
    translatable child relation to DemoChild rows; `late` maps fields to keys of pages, set in the second pass;
    `page_lists` maps a relation with a `target` to keys of pages.
    """

    key: str
    model: type
    parent: str
    words: Mapping[str, Localized]
    facts: Mapping[str, Any] = field(default_factory=dict)
    body: Sequence[Mapping[str, Any]] = ()
    relations: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    translated: Mapping[str, Sequence[DemoChild]] = field(default_factory=dict)
    late: Mapping[str, str] = field(default_factory=dict)
    page_lists: Mapping[str, Sequence[str]] = field(default_factory=dict)


class DemoBuilder(Protocol):
    """Builds pages once: a page found by its key is left exactly as staff made it."""

    def load(self, path: Path) -> dict[str, Any]:
        """The parsed TOML file."""

    def load_entities(self, folder: Path) -> None:
        """Create what is missing of the folder's regions.toml, places.toml ... (as in cms/entities/data)."""

    def entity(self, kind: str, key: str) -> Any:
        """The entity of a kind ("place", "topic" ...) by its key; raises KeyError."""

    def add_picture(self, key: str, title: str, credit: str, licence: str) -> None:
        """Draw and store a picture unless it is there."""

    def site(self, home: Any) -> Any:
        """The default site, with this page as its root."""

    def picture(self, key: str) -> Any:
        """The picture by its key; raises KeyError."""

    def page(self, key: str) -> Any:
        """The source-language page by its key; raises KeyError."""

    def create(self, page: DemoPage) -> None:
        """First pass: make the page as a draft with its title, so that others can point at it."""

    def fill(self, page: DemoPage) -> None:
        """Second pass: set everything, publish, and keep its words for the translations."""

    def tell(self, instance: Any, page: DemoPage) -> None:
        """Third pass, at every start, when all pages are public: the same for a page that was made otherwise.

        In all languages; whether it is still as it was made is the caller's matter.
        """

    def say(self, text: str) -> None:
        """A line of progress."""
