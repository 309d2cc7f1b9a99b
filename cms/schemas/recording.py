"""What presenters and blocks may ask while they render; the content store provides it."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from .entities import EntityName, Organisation, Person, Place
from .links import PageLink
from .pictures import Document, Picture

Thing = TypeVar("Thing")


class Recorder(Protocol):
    """Builds shapes for one page and records what they depend on, so that a change finds the page again.

    `language` is the page's language code. Everything that is not public comes back as None or left out.
    """

    language: str

    def use(self, thing: Thing) -> Thing:
        """Record that the rendering reads this object."""

    def list(self, tag: str) -> None:
        """Record that the rendering gathers pages: "list:<facet>=<value>"."""

    def block(self, name: str, *, shown: bool) -> None:
        """Record that the rendering shows a plugin's block, or lacks it because the plugin is not active."""

    def until(self, moment: datetime.datetime | None) -> None:
        """Record a moment at which the rendering changes by itself."""

    def name(self, entity: Any) -> EntityName:
        """Any entity's name."""

    def place(self, place: Any) -> Place:
        """A place."""

    def organisation(self, organisation: Any) -> Organisation:
        """An organisation."""

    def person(self, person: Any) -> Person | None:
        """A person; None unless visitors may see them today."""

    def picture(self, picture: Any, alt: str = "", caption: str = "") -> Picture | None:
        """A picture in one use; None when missing, expired or in a private collection."""

    def document(self, document: Any, title: str = "") -> Document | None:
        """A document; None when missing, expired or in a private collection."""

    def page(self, page: Any) -> PageLink | None:
        """A public page, given as page or id; None for drafts and restricted pages."""

    def pages(self, ids: Sequence[int]) -> Mapping[int, PageLink]:
        """The public ones of these pages, by the id asked for; as many queries for one as for many."""

    def rich_text(self, html: str) -> str:
        """Stored rich text as HTML for readers, its links resolved."""
