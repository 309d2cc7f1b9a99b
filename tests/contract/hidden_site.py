"""The hidden things of a site, with the marks that no answer may hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

from wagtail.models import Page

from cms.entities.models import Place, Topic
from cms.media.models import DocumentFile, Picture
from news.models import NewsIndexPage
from tests.contract.marks import Marks
from tests.factories.entities import TopicFactory

TOPIC = "jugend"


@dataclass
class HiddenSite:
    """What is hidden, with the marks that no answer may hold, and the public pages around it."""

    marks: Marks = field(default_factory=Marks)
    # Marks of what is public: lists that show none of them would hide a leak.
    shown: Marks = field(default_factory=Marks)
    # The topic of all hidden pages and of one that is public.
    topic: Topic = field(default_factory=lambda: TopicFactory(key=TOPIC, names={"de": "Jugend"}))
    pages: list[Page] = field(default_factory=list)
    public: list[Page] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    documents: list[DocumentFile] = field(default_factory=list)
    # Pages that any account may read, and nobody else.
    for_accounts: list[Page] = field(default_factory=list)
    # Places with regions and countries that only hidden profiles have, and actors that nobody may write to.
    places: list[Place] = field(default_factory=list)
    actors: list[UUID] = field(default_factory=list)
    # Marks of names that are no secret: of countries, by their codes, and of regions, which a form offers.
    country_names: set[str] = field(default_factory=set)
    region_names: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def index(self) -> NewsIndexPage:
        """The public index of news."""
        return next(page for page in self.public if isinstance(page, NewsIndexPage))

    def mark(self, what: str) -> str:
        """A new mark."""
        return self.marks.new(what)

    def page_fields(self, model: type, what: str) -> dict[str, Any]:
        """Marked fields of a page, its slug and a body in which every kind of text is marked."""
        texts = self.marks.texts(model, what)
        return {**texts, "slug": self.mark(f"slug{what}"), "body": self.marks.body(texts["title"])}
