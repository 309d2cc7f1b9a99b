"""The recorder: builds shapes for one page and keeps what they depend on (see cms.schemas.recording)."""

import datetime
import uuid
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, TypeVar

from django.utils import timezone
from wagtail.models import Page

from cms.entities import models as entities
from cms.media.models import DocumentFile, Picture, RightsMixin
from cms.media.services import renditions, rights
from cms.schemas import entities as names
from cms.schemas.links import PageLink
from cms.schemas.pictures import Document, PictureSource
from cms.schemas.pictures import Picture as PictureShape

from . import links
from .rich_text import expand
from .tags import block_tag, link_tag, list_tag, tag_of

Thing = TypeVar("Thing")


class StoreRecorder:
    """One rendering's recorder; `tags` and `valid_until` are read when the rendering is done."""

    def __init__(self, language: str, now: datetime.datetime) -> None:
        self.language = language
        self.now = now
        self.tags: set[str] = set()
        self.valid_until: datetime.datetime | None = None
        self._known: dict[Hashable, Any] = {}

    def use(self, thing: Thing) -> Thing:
        """Record an object that the rendering reads."""
        if thing is not None:
            self.tags.add(tag_of(thing))
        return thing

    def list(self, tag: str) -> None:
        """Record a gathered list by its tag, "list:<facet>=<value>"."""
        self.tags.add(tag)

    def block(self, name: str, *, shown: bool) -> None:
        """Record a plugin's block, which changes with the plugin."""
        self.tags.add(block_tag(name, shown=shown))

    def until(self, moment: datetime.datetime | None) -> None:
        """Record a moment at which the rendering changes; past moments do not count."""
        if moment is not None and moment > self.now:
            self.valid_until = min(filter(None, (self.valid_until, moment)))

    def once(self, key: Hashable, build: Callable[[], Any]) -> Any:
        """What `build` gives, read once in a rendering: card, detail and structured data share much."""
        if key not in self._known:
            self._known[key] = build()
        return self._known[key]

    def name(self, entity: entities.Entity) -> names.EntityName:
        """Any entity's name."""
        return names.EntityName(**self._name(entity))

    def place(self, place: entities.Place) -> names.Place:
        """A place."""
        country = self.use(place.country)
        return names.Place(
            **self._name(place),
            kind=place.kind,
            country=country.code,
            latitude=place.latitude,
            longitude=place.longitude,
        )

    def organisation(self, organisation: entities.Organisation) -> names.Organisation:
        """An organisation."""
        return names.Organisation(
            **self._name(organisation), abbreviation=organisation.abbreviation, website=organisation.website
        )

    def person(self, person: entities.Person | None) -> names.Person | None:
        """A person; None unless visitors may see them today."""
        if person is None:
            return None
        self.use(person)
        self._until_after(person.visible_until)
        if not person.is_public:
            return None
        function, function_language = person.localized_function(self.language)
        return names.Person(
            **self._name(person),
            function=function,
            function_language=function_language if function else "",
            organisation=self.name(person.organisation) if person.organisation else None,
        )

    def picture(self, picture: Picture | None, alt: str = "", caption: str = "") -> PictureShape | None:
        """A picture in one use; None when missing, expired or in a private collection."""
        if not self._is_public(picture):
            return None
        return PictureShape(
            id=picture.pk,
            alt=alt,
            caption=caption,
            credit=picture.credit,
            licence=picture.licence,
            width=picture.width,
            height=picture.height,
            sources=[
                PictureSource(url=source.url, width=source.width, height=source.height, format=source.media_type)
                for source in renditions.sources(picture)
            ],
        )

    def document(self, document: DocumentFile | None, title: str = "") -> Document | None:
        """A document; None when missing, expired or in a private collection."""
        if not self._is_public(document):
            return None
        return Document(
            id=document.pk,
            title=title or document.title,
            url=document.url,
            format=PurePath(document.filename).suffix.lstrip(".").lower(),
            size=document.get_file_size() or 0,
            credit=document.credit,
        )

    def page(self, page: Page | int | None) -> PageLink | None:
        """A public page in this language, else in its source language; None when readers may see neither."""
        pk = page.pk if isinstance(page, Page) else page
        return self.pages([pk]).get(pk) if pk else None

    def pages(self, ids: Sequence[int]) -> dict[int, PageLink]:
        """The public ones of these pages, by the id asked for, in two queries."""
        unknown = [pk for pk in ids if ("page", pk) not in self._known]
        if unknown:
            keys = dict(Page.objects.filter(pk__in=unknown).values_list("pk", "translation_key"))
            self.tags.update(link_tag(key) for key in keys.values())
            targets = links.targets(keys.values(), self.language, self)
            self._known.update({("page", pk): targets.get(keys.get(pk)) for pk in unknown})
        return {pk: self._known["page", pk] for pk in ids if self._known["page", pk]}

    def gather(self, facet: str, value: str, limit: int) -> Sequence[PageLink]:
        """The newest public pages of this language that have a value of a facet."""
        return self.gather_all([(facet, value)], limit)[facet, value]

    def gather_all(self, wanted: Sequence[tuple[str, str]], limit: int) -> Mapping[tuple[str, str], Sequence[PageLink]]:
        """The same for several values of facets, in one query."""
        self.tags.update(list_tag(facet, value) for facet, value in wanted)
        return links.gathered(wanted, self, limit)

    def rich_text(self, html: str) -> str:
        """Stored rich text as HTML for readers, its links resolved."""
        return expand(html, self)

    def translations(self, key: uuid.UUID) -> Sequence[PageLink]:
        """The page in its other public languages."""
        self.tags.add(link_tag(key))
        return links.translations(key, self)

    def _name(self, entity: entities.Entity) -> dict[str, str]:
        self.use(entity)
        name, language = self.once(("name", tag_of(entity)), lambda: entity.localized_name(self.language))
        return {"key": str(entity.key), "name": name, "language": language}

    def _is_public(self, file: RightsMixin | None) -> bool:
        if file is None:
            return False
        self.use(file)
        self.tags.add(f"collection:{file.collection_id}")
        self._until_after(file.expires_on)
        return self.once(("public", tag_of(file)), lambda: rights.is_public(file))

    def _until_after(self, day: datetime.date | None) -> None:
        """The rendering changes when the day is over."""
        if day is not None:
            midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
            self.until(timezone.make_aware(midnight))
