"""The demo builder: two passes over the source language, the translations, then what is put into public pages."""

import io
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.media.artwork import draw
from cms.media.models import Picture
from cms.plugins.demo import DemoChild, DemoPage
from cms.translation.services.drafting import publish_words

from .body import BodyReader, stable_uuid
from .entities import EntityLoader


class Builder:
    """Finds pages by keys (their translation key is derived from it); see cms.plugins.demo.DemoBuilder."""

    def __init__(self, entities: EntityLoader, say: Any) -> None:
        self.entities = entities
        self.say = say
        self.source = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
        self.created: list[str] = []
        self.words: dict[str, dict[str, dict[str, str]]] = {}
        self._pages: dict[str, Page] = {}
        self._pictures: dict[str, Picture] = {}

    def load(self, path: Path) -> dict[str, Any]:
        """The parsed TOML file."""
        return tomllib.loads(path.read_text())

    def load_entities(self, folder: Path) -> None:
        """Create what is missing of a plugin's own entities and find all of them."""
        self.entities.load_folder(folder)

    def entity(self, kind: str, key: str) -> Any:
        """The entity of a kind by its key; raises KeyError."""
        return self.entities.get(kind, key)

    def add_picture(self, key: str, title: str, credit: str, licence: str) -> None:
        """Draw and store a picture unless one of that title is there."""
        picture = Picture.objects.filter(title=title).first()
        if picture is None:
            picture = Picture(title=title, credit=credit, licence=licence)
            picture.file = ImageFile(io.BytesIO(draw(key)), name=f"{key}.webp")
            picture.save()
        self._pictures[key] = picture

    def picture(self, key: str) -> Picture:
        """The picture by its key; raises KeyError."""
        return self._pictures[key]

    def page(self, key: str) -> Page:
        """The source-language page by its key; raises KeyError."""
        if key not in self._pages:
            page = Page.objects.filter(translation_key=stable_uuid("page", key), locale=self.source).first()
            if page is None:
                raise KeyError(key)
            self._pages[key] = page.specific
        return self._pages[key]

    def fresh(self, key: str) -> Page:
        """The source-language page as it is stored now."""
        return Page.objects.get(translation_key=stable_uuid("page", key), locale=self.source).specific

    def forget_pages(self) -> None:
        """Read pages anew from here on."""
        self._pages.clear()

    def find(self, kind: str, key: str) -> Any:
        """An entity, picture or page."""
        if kind == "page":
            return self.page(key)
        return self.picture(key) if kind == "picture" else self.entity(kind, key)

    @transaction.atomic
    def create(self, page: DemoPage) -> None:
        """First pass: a draft with its title, so that others can point at it."""
        try:
            self.page(page.key)
        except KeyError:
            parent = self.page(page.parent) if page.parent else Page.get_first_root_node()
            instance = page.model(
                locale=self.source,
                translation_key=stable_uuid("page", page.key),
                live=False,
                **{**page.facts, **self._source_words(page.words)},
            )
            parent.add_child(instance=instance)
            parent.refresh_from_db()
            self._pages[page.key] = instance
            self.created.append(page.key)

    @transaction.atomic
    def fill(self, page: DemoPage) -> None:
        """Second pass: body, relations and children; publish. Pages that existed are left alone."""
        if page.key not in self.created:
            return
        self.words[page.key] = self._fill(self.fresh(page.key), page)
        self.say(f"  {page.key}")

    @transaction.atomic
    def tell(self, instance: Page, page: DemoPage) -> None:
        """Give a page that was made otherwise what the demo tells of it, in all languages."""
        self.translate(instance, self._fill(instance, page))
        self.say(f"  {page.key}")

    def translate(self, source: Page, words: Mapping[str, dict[str, str]]) -> None:
        """Publish the words of the other languages."""
        fresh = Page.objects.get(pk=source.pk).specific
        for locale in Locale.objects.exclude(pk=self.source.pk).order_by("pk"):
            target = Page.objects.get(translation_key=fresh.translation_key, locale=locale)
            publish_words(fresh, target, words.get(locale.language_code, {}))
            Site.clear_site_root_paths_cache()

    def _fill(self, instance: Page, page: DemoPage) -> dict[str, dict[str, str]]:
        """Set everything and publish; the words of the other languages by path."""
        reader = BodyReader(page.key, self.source.language_code, self.find)
        for name, value in {**page.facts, **self._late(page.late)}.items():
            setattr(instance, name, value)
        for name, texts in page.words.items():
            setattr(instance, name, reader.keep(name, texts))
        instance.body = instance._meta.get_field("body").stream_block.to_python(reader.stream(page.body))
        for name, rows in page.relations.items():
            model = getattr(instance, name).model
            setattr(instance, name, [model(sort_order=order, **row) for order, row in enumerate(rows)])
        for name, keys in page.page_lists.items():
            model = getattr(instance, name).model
            rows = [model(sort_order=order, target=self.page(key)) for order, key in enumerate(keys)]
            setattr(instance, name, rows)
        for name, children in page.translated.items():
            model = getattr(instance, name).model
            rows = [self._child(model, page.key, name, order, child, reader) for order, child in enumerate(children)]
            setattr(instance, name, rows)
        instance.save_revision(clean=True).publish()
        return reader.words

    def _child(self, model: type, page_key: str, name: str, order: int, child: DemoChild, reader: BodyReader) -> Any:
        key = stable_uuid(page_key, name, child.key)
        words = {field: reader.keep(f"{name}.{key}.{field}", texts) for field, texts in child.words.items()}
        return model(
            locale=self.source, translation_key=key, sort_order=order, **child.facts, **self._late(child.late), **words
        )

    def _late(self, keys: Mapping[str, str]) -> dict[str, Page]:
        return {name: self.page(key) for name, key in keys.items()}

    def site(self, home: Page) -> Site:
        """The default site, with this page as its root where Wagtail's placeholder was."""
        site, _created = Site.objects.get_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Dialograum"}
        )
        return site

    def _source_words(self, words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        return {name: texts.get(self.source.language_code, "") for name, texts in words.items()}
