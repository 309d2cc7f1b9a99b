"""Articles and theme years at /api/v1/news/."""

import uuid

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field, field_validator

from cms.api.facets import COMMON, Facet, PageFacets, facets_response, selected
from cms.api.pages import page_list, page_response
from cms.api.parameters import FieldsParameters, FilterParameters, ListParameters, known_parameters
from cms.api.responses import list_response
from cms.api.schemas import PROBLEMS, list_of
from cms.api.trimming import card_names

from .content import THEME_FACET, ArticlePresenter, ThemeYearPresenter
from .models import ArticleKind
from .schemas import ArticleCard, ArticleDetail, ThemeYearCard, ThemeYearDetail

router = Router()


class ArticleFilters(FilterParameters):
    """Filters of articles."""

    topic: str | None = Field(default=None, max_length=100, description="Key of a topic.")
    tag: str | None = Field(default=None, max_length=100, description="Key of a tag.")
    theme_year: uuid.UUID | None = Field(default=None, description="translation_key of a theme year.")
    kind: str | None = Field(default=None, description="article, announcement or press_invitation.")
    year: int | None = Field(default=None, ge=1900, le=2200, description="Year of the article's date.")

    @field_validator("kind")
    @classmethod
    def known_kind(cls, value: str | None) -> str | None:
        """One of the kinds of articles."""
        if value is not None and value not in ArticleKind.values:
            raise ValueError(f"Allowed: {', '.join(ArticleKind.values)}.")
        return value


class ArticlesParameters(ArticleFilters, ListParameters):
    """The list of articles."""


FACETS = {
    **COMMON,
    "kind": Facet("news:kind", words=dict(ArticleKind.choices)),
    "year": Facet("news:year"),
    "theme_year": Facet(THEME_FACET, pages=True),
}


@router.get("/articles/", response={200: list_of(ArticleCard), **PROBLEMS}, summary="List articles")
@known_parameters(ArticlesParameters)
def articles(request: HttpRequest, parameters: Query[ArticlesParameters]) -> HttpResponse:
    """Cards of articles, the newest first."""
    facets = {
        "news:kind": parameters.kind or "",
        "news:year": str(parameters.year or ""),
        THEME_FACET: str(parameters.theme_year or ""),
    }
    types = [ArticlePresenter.type]
    return list_response(request, page_list(parameters, types, facets), card_names(parameters.fields, types))


@router.get("/articles/facets/", response={200: PageFacets, **PROBLEMS}, summary="Count articles by facet")
@known_parameters(ArticleFilters)
def article_facets(request: HttpRequest, parameters: Query[ArticleFilters]) -> HttpResponse:
    """How many articles each value of a filter would show."""
    return facets_response(request, selected(parameters, [ArticlePresenter.type], FACETS), FACETS)


@router.get("/articles/{int:page_id}/", response={200: ArticleDetail, **PROBLEMS}, summary="One article")
@known_parameters(FieldsParameters)
def article(request: HttpRequest, page_id: int, parameters: Query[FieldsParameters]) -> HttpResponse:
    """Everything one article shows."""
    return page_response(request, page_id, (ArticlePresenter.type,), parameters.fields)


@router.get("/theme-years/", response={200: list_of(ThemeYearCard), **PROBLEMS}, summary="List theme years")
@known_parameters(ListParameters)
def theme_years(request: HttpRequest, parameters: Query[ListParameters]) -> HttpResponse:
    """Cards of theme years, the newest first."""
    types = [ThemeYearPresenter.type]
    return list_response(request, page_list(parameters, types), card_names(parameters.fields, types))


@router.get("/theme-years/{int:page_id}/", response={200: ThemeYearDetail, **PROBLEMS}, summary="One theme year")
@known_parameters(FieldsParameters)
def theme_year(request: HttpRequest, page_id: int, parameters: Query[FieldsParameters]) -> HttpResponse:
    """A theme year with what it has gathered."""
    return page_response(request, page_id, (ThemeYearPresenter.type,), parameters.fields)
