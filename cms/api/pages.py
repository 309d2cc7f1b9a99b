"""Pages of every type: list, detail, resolve; languages and navigation."""

import json
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field, field_validator

from cms.content_store.services import reading
from cms.content_store.services.changing import changes
from cms.plugins.registry import registry
from cms.schemas.changes import ChangeList

from .addresses import resolved, translation_of
from .errors import RefusedParameter
from .facets import COMMON, PageFacets, facets_response, selected, type_values
from .parameters import (
    ChangesParameters,
    FieldsParameters,
    FilterParameters,
    ListParameters,
    LocaleParameters,
    known_locale,
    known_parameters,
)
from .responses import conditional, etag_of, item_response, json_response, list_response, not_modified
from .schemas import PROBLEMS, LocaleShape, NavigationItem, page_cards, page_details
from .trimming import card_names, detail_names


class PageFilters(FilterParameters):
    """Filters of pages of every type."""

    type: list[str] = Field(default_factory=list, description="Page type, e.g. news.article; may be repeated.")
    topic: str | None = Field(default=None, max_length=100, description="Key of a topic.")
    tag: str | None = Field(default=None, max_length=100, description="Key of a tag.")


class PagesParameters(PageFilters, ListParameters):
    """The list of pages."""


class PageChangesParameters(ChangesParameters):
    """Which pages besides."""

    type: list[str] = Field(default_factory=list, description="Page type, e.g. news.article; may be repeated.")


class ResolveParameters(FieldsParameters):
    """An address of this site, or what all languages of a page share."""

    url: str | None = Field(
        default=None, max_length=2000, description="Public address or path of a page, in any language."
    )
    translation_key: uuid.UUID | None = Field(default=None, description="In place of url; the locale says which.")
    locale: str | None = Field(default=None, description="Of a translation_key: language code, e.g. de.")

    @field_validator("locale")
    @classmethod
    def one_of_the_site(cls, value: str | None) -> str | None:
        """One of the site's languages."""
        return value if value is None else known_locale(value)


def build_router(described: Callable[[], bytes]) -> Router:
    """The router, made once every plugin is ready, since its shapes are those of their page types.

    `described` gives the description of the whole API.
    """
    router = Router(tags=["pages"])
    details = page_details()

    @router.get("/pages/", response={200: page_cards(), **PROBLEMS}, summary="List pages")
    @known_parameters(PagesParameters)
    def list_pages(request: HttpRequest, parameters: Query[PagesParameters]) -> HttpResponse:
        """Cards of public pages in one language, the newest first."""
        types = _types(parameters.type)
        names = card_names(parameters.fields, types)
        return list_response(request, page_list(parameters, types), names)

    @router.get("/pages/changes/", response={200: ChangeList, **PROBLEMS}, summary="Changes since a moment")
    @known_parameters(PageChangesParameters)
    def changed_pages(request: HttpRequest, parameters: Query[PageChangesParameters]) -> HttpResponse:
        """Pages that readers see differently, for the first time or no longer, the oldest change first."""
        types = _types(parameters.type) or sorted(known_types())
        body = changes(types, parameters.locale, parameters.since, parameters.cursor, parameters.limit).body()
        return conditional(request, body, etag_of(body))

    @router.get("/pages/facets/", response={200: PageFacets, **PROBLEMS}, summary="Count pages by facet")
    @known_parameters(PageFilters)
    def page_facets(request: HttpRequest, parameters: Query[PageFilters]) -> HttpResponse:
        """How many pages each value of a filter would show."""
        selection = selected(parameters, _types(parameters.type), COMMON)
        return facets_response(request, selection, COMMON, {"type": type_values(selection)})

    @router.get("/pages/{int:page_id}/", response={200: details, **PROBLEMS}, summary="One page")
    @known_parameters(FieldsParameters)
    def one_page(request: HttpRequest, page_id: int, parameters: Query[FieldsParameters]) -> HttpResponse:
        """Everything one public page shows."""
        return page_response(request, page_id, fields=parameters.fields)

    @router.get("/resolve/", response={200: details, **PROBLEMS, 410: PROBLEMS[404]}, summary="Page of an address")
    @known_parameters(ResolveParameters)
    def resolve(request: HttpRequest, parameters: Query[ResolveParameters]) -> HttpResponse:
        """The page of a public address, also after a redirect, or of a translation key; 410 where it was withdrawn."""
        names = detail_names(parameters.fields)
        return item_response(request, _asked_for(request, parameters), names)

    @router.get("/openapi.json", include_in_schema=False, url_name="openapi")
    @known_parameters()
    def openapi(request: HttpRequest) -> HttpResponse:
        """This description."""
        return json_response(request, described())

    @router.get("/locales/", response={200: list[LocaleShape], **PROBLEMS}, summary="Languages")
    @known_parameters()
    def locales(request: HttpRequest) -> HttpResponse:
        """The site's languages, under their own names."""
        shapes = [
            {"code": code, "name": name, "default": code == settings.LANGUAGE_CODE}
            for code, name in settings.WAGTAIL_CONTENT_LANGUAGES
        ]
        return json_response(request, _json(shapes))

    @router.get("/navigation/", response={200: list[NavigationItem], **PROBLEMS}, summary="Main navigation")
    @known_parameters(LocaleParameters)
    def navigation(request: HttpRequest, parameters: Query[LocaleParameters]) -> HttpResponse:
        """Pages shown in menus, in their order."""
        return json_response(request, _json(reading.menu(parameters.locale)))

    return router


def page_list(parameters: ListParameters, types: list[str], facets: dict[str, str] | None = None) -> reading.Page:
    """A page of cards by the common parameters and the given facets."""
    chosen = {name: getattr(parameters, name, None) for name in ("topic", "tag")}
    return reading.list_cards(
        parameters.locale,
        types=types,
        facets={name: value for name, value in {**chosen, **(facets or {})}.items() if value},
        order=parameters.order,
        limit=parameters.limit,
        cursor=parameters.cursor,
        since=parameters.since,
        until=parameters.until,
    )


def page_response(
    request: HttpRequest, page_id: int, types: tuple[str, ...] = (), fields: str | None = None
) -> HttpResponse:
    """One public page, of one of the types where given; raises Http404 and RefusedParameter."""
    names = detail_names(fields, types)
    unchanged = not_modified(request, page_id, names)
    if unchanged is not None:
        return unchanged
    stored = reading.detail_of(page_id)
    if stored is None or (types and stored.data["type"] not in types):
        raise Http404("There is no such public page.")
    return item_response(request, stored, names)


def known_types() -> set[str]:
    """Every page type there is."""
    return {presenter.type for presenter in registry.read("presenters").values()}


def _asked_for(request: HttpRequest, parameters: ResolveParameters) -> reading.Stored:
    """The page of an address or of a translation key; raises Http404, Gone and RefusedParameter."""
    if (parameters.url is None) == (parameters.translation_key is None):
        raise RefusedParameter("url", "Give either url or translation_key.")
    if parameters.translation_key is not None:
        return translation_of(parameters.translation_key, parameters.locale or settings.LANGUAGE_CODE)
    if parameters.locale is not None:
        raise RefusedParameter("locale", "Only with translation_key; an address has its language.")
    return resolved(request, parameters.url)


def _types(wanted: list[str]) -> list[str]:
    known = known_types()
    for name in wanted:
        if name not in known:
            raise RefusedParameter("type", f"{name[:80]!r} is no page type; allowed: {', '.join(sorted(known))}.")
    return wanted


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
