"""The base of every page type's presenter: how a page becomes card and detail.

A plugin exports `presenters = {ArticlePage: ArticlePresenter()}` from its `content.py`. Facets are named
"<plugin>:<name>" and shared by all plugins: a page with the facet value ("news:theme", key) belongs to the list
that another presenter gathers with `recorder.gather("news:theme", key, limit)`; "related", "topic" and "tag" are
the host's; a page never gathers itself. A presenter that reads another page beyond its link records it by
`recorder.use(page)`. A card that shows more texts than title and lead names their fields in `card_texts`.
"""

import datetime
from collections.abc import Sequence
from typing import Any, ClassVar, get_args

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.models import Page

from cms.blocks.body import present_body
from cms.schemas.blocks import Block
from cms.schemas.links import Breadcrumb, PageLink, Translation
from cms.schemas.pages import Change, PageCard, PageDetail, Seo
from cms.schemas.pictures import Picture
from cms.translation.services.states import foreign_paths

from .services.recorder import StoreRecorder
from .services.visibility import public_path

Fields = dict[str, Any]
RELATED_LIMIT = 12


class PagePresenter:
    """Card and detail of one page type; subclasses extend `card_fields` and `detail_fields`."""

    type: ClassVar[str]
    card_schema: ClassVar[type[PageCard]]
    detail_schema: ClassVar[type[PageDetail]]
    card_texts: ClassVar[tuple[str, ...]] = ("title", "lead")

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Clients tell pages apart by `type`, so both shapes must fix it: `type: Literal["news.article"]`."""
        super().__init_subclass__(**kwargs)
        for name in ("card_schema", "detail_schema"):
            schema = getattr(cls, name, None)
            if get_args(schema.model_fields["type"].annotation if schema else None) != (cls.type,):
                raise ImproperlyConfigured(f"{cls.__name__}.{name} must declare type: Literal[{cls.type!r}].")

    def card(self, page: Page, recorder: StoreRecorder) -> PageCard:
        """What lists show."""
        return self.card_schema(**self.card_fields(page, recorder))

    def detail(self, page: Page, recorder: StoreRecorder) -> PageDetail:
        """Everything the page shows."""
        return self.detail_schema(**self.detail_fields(page, recorder))

    def facets(self, page: Page) -> dict[str, list[str]]:
        """Values by which lists are filtered and pages gathered."""
        return {
            "topic": [str(row.topic.key) for row in rows_of(page, "page_topics", "topic__names")],
            "tag": [str(row.tag.key) for row in rows_of(page, "page_tags", "tag__names")],
            "related": [str(row.target.translation_key) for row in rows_of(page, "related_page_links", "target")],
        }

    def date(self, page: Page) -> datetime.date:
        """The day under which lists sort the page."""
        return timezone.localdate(page.first_published_at or timezone.now())

    def valid_until(self, page: Page, now: datetime.datetime) -> datetime.datetime | None:
        """The next moment at which the rendering changes by the clock alone."""
        return None

    def visible_from(self, page: Page) -> datetime.datetime | None:
        """The moment before which readers must not see the page although it is published."""
        return None

    def json_ld(self, page: Page, recorder: StoreRecorder) -> dict[str, Any] | None:
        """Structured data for search engines."""
        return None

    def picture(self, page: Page, recorder: StoreRecorder) -> Picture | None:
        """The picture in lists: the page's own choice, else its main picture."""
        if page.listing_picture_id:
            return recorder.picture(page.listing_picture, alt=page.listing_picture_alt)
        return self.hero(page, recorder)

    def hero(self, page: Page, recorder: StoreRecorder) -> Picture | None:
        """The main picture with its caption, of page types that have one."""
        if not getattr(page, "hero_picture_id", None):
            return None
        return recorder.picture(page.hero_picture, alt=page.hero_picture_alt, caption=page.hero_caption)

    def foreign_text(self, page: Page, recorder: StoreRecorder) -> dict[str, str]:
        """{path: language} of all texts of the page that are not in its language."""
        return recorder.once(("foreign", page.pk), lambda: foreign_paths(page))

    def card_paths(self, page: Page) -> set[str]:
        """Paths of the texts that the card shows, those about its picture included."""
        if page.listing_picture_id:
            return {*self.card_texts, "listing_picture_alt"}
        return {*self.card_texts, "hero_picture_alt", "hero_caption"}

    def card_fields(self, page: Page, recorder: StoreRecorder) -> Fields:
        """What every card has."""
        return dict(recorder.once(("card", page.pk), lambda: self._common(page, recorder)))

    def _common(self, page: Page, recorder: StoreRecorder) -> Fields:
        shown = self.card_paths(page)
        foreign = self.foreign_text(page, recorder)
        return {
            "id": page.pk,
            "type": self.type,
            "locale": page.locale.language_code,
            "translation_key": page.translation_key,
            "url": public_path(page),
            "title": page.title,
            "lead": page.lead,
            "date": self.date(page),
            "updated_at": page.last_published_at or page.latest_revision_created_at or timezone.now(),
            "picture": self.picture(page, recorder),
            "topics": [recorder.name(row.topic) for row in rows_of(page, "page_topics", "topic__names")],
            "tags": [recorder.name(row.tag) for row in rows_of(page, "page_tags", "tag__names")],
            "foreign_text": {path: language for path, language in foreign.items() if path in shown},
        }

    def detail_fields(self, page: Page, recorder: StoreRecorder) -> Fields:
        """What every detail has."""
        return {
            **self.card_fields(page, recorder),
            "body": self.body(page, recorder),
            "related": self.related(page, recorder),
            "breadcrumbs": self.breadcrumbs(page, recorder),
            "translations": [
                Translation(locale=link.locale, url=link.url, title=link.title)
                for link in recorder.translations(page.translation_key)
            ],
            "seo": self.seo(page, recorder),
            "change": self.change(page),
            "foreign_text": self.foreign_text(page, recorder),
        }

    def body(self, page: Page, recorder: StoreRecorder) -> list[Block]:
        """The blocks; one whose plugin is gone or fails says that it cannot be given."""
        return present_body(page.body, recorder, page.locale.language_code, page.pk)

    def related(self, page: Page, recorder: StoreRecorder) -> list[PageLink]:
        """Pages chosen here, then pages that chose this one."""
        chosen = [row.target_id for row in rows_of(page, "related_page_links", "target")]
        targets = recorder.pages(chosen)
        links = [targets[pk] for pk in chosen if pk in targets]
        links += recorder.gather("related", str(page.translation_key), RELATED_LIMIT)
        return list({link.url: link for link in links if link.id != page.pk}.values())[:RELATED_LIMIT]

    def breadcrumbs(self, page: Page, recorder: StoreRecorder) -> list[Breadcrumb]:
        """The public pages above, from the home page down."""
        above = list(page.get_ancestors().filter(depth__gt=1).values_list("pk", flat=True))
        links = recorder.pages(above)
        own = page.locale.language_code
        return [
            Breadcrumb(url=links[pk].url, title=links[pk].title)
            for pk in above
            if pk in links and links[pk].locale == own
        ]

    def seo(self, page: Page, recorder: StoreRecorder) -> Seo:
        """Title and description for search engines; the picture for sharing."""
        return Seo(
            title=page.seo_title or page.title,
            description=page.search_description or Truncator(page.lead).chars(300),
            picture=recorder.picture(page.sharing_picture) if page.sharing_picture_id else None,
        )

    def change(self, page: Page) -> Change | None:
        """The last change, when readers are told of one."""
        if not (page.changed_on or page.change_note):
            return None
        return Change(on=page.changed_on, note=page.change_note)


def rows_of(page: Page, relation: str, path: str) -> Sequence[Any]:
    """All rows of a child relation, saved or not, with what they point at; read once for a page object."""
    known = page.__dict__.setdefault("_presented_rows", {})
    if relation not in known:
        known[relation] = list(getattr(page, relation).all().prefetch_related(path))
    return known[relation]


def absolute(path: str) -> str:
    """An address of this site with its host."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
