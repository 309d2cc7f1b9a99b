"""Search and suggestions at /api/v1/search/."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router

from cms.accounts.services.counting import TooMany
from cms.api.errors import TooOften
from cms.api.parameters import known_parameters
from cms.api.responses import conditional, etag_of
from cms.api.schemas import PROBLEMS
from search.services import throttling
from search.services.facets import groups, names
from search.services.searching import Hit, SearchResult, search
from search.services.suggesting import Suggestion, suggest

from .parameters import SuggestParameters, search_parameters
from .shapes import Suggestions, search_answer

LIMITED = {**PROBLEMS, 429: PROBLEMS[400]}


def router() -> Router:
    """Made once every plugin is ready: facets and cards are theirs."""
    made = Router()
    parameters_of_search = search_parameters()

    @made.get("/", response={200: search_answer(), **LIMITED}, summary="Search")
    @known_parameters(parameters_of_search)
    def pages(request: HttpRequest, parameters: Query[parameters_of_search]) -> HttpResponse:
        """What is public in a language and has the words, in any script and by any name; facets with counts."""
        admit("api", request, throttling.MOST_SEARCHES)
        with translation.override(parameters.locale):
            answer = answer_of(search(parameters.query()), parameters.locale)
        return _json(request, answer)

    @made.get("/suggest/", response={200: Suggestions, **LIMITED}, summary="Suggest")
    @known_parameters(SuggestParameters)
    def suggestions(request: HttpRequest, parameters: Query[SuggestParameters]) -> HttpResponse:
        """What is called as the text begins, and by which name."""
        admit("suggest", request, throttling.MOST_SUGGESTIONS)
        with translation.override(parameters.locale):
            found = [offered(one) for one in suggest(parameters.q, parameters.locale, parameters.limit)]
        return _json(request, {"suggestions": found})

    return made


def admit(kind: str, request: HttpRequest, allowed: int) -> None:
    """Count the request; raises what the API answers with 429."""
    try:
        throttling.admit(kind, request, allowed)
    except TooMany as refusal:
        raise TooOften(refusal.retry_after) from refusal


def answer_of(result: SearchResult, locale: str) -> dict[str, Any]:
    """A result as search_answer() describes it."""
    return {
        "items": [item_of(hit) for hit in result.hits],
        "total": result.total,
        "page": result.page,
        "pages": result.pages,
        "words": result.words,
        "corrected": result.corrected,
        "facets": facets_of(result, locale),
    }


def item_of(hit: Hit) -> dict[str, Any]:
    """One hit."""
    return {
        "kind": str(hit.kind),
        "highlight": [{"text": part.text, "marked": part.marked, "language": part.language} for part in hit.excerpt],
        "card": hit.card,
    }


def facets_of(result: SearchResult, locale: str) -> dict[str, list[dict[str, Any]]]:
    """The counted values of each facet in words."""
    found = {}
    for name, group in groups().items():
        counts = result.facets.get(name, {})
        known = names(group, counts, locale) if counts else {}
        found[name] = [
            {"value": value, "label": str(known[value].label), "language": known[value].language, "count": count}
            for value, count in counts.items()
            if value in known
        ]
    return found


def offered(found: Suggestion) -> dict[str, str]:
    """One suggestion."""
    return {
        "type": found.type, "kind": str(found.kind), "title": found.title, "matched": found.matched, "url": found.url,
    }  # fmt: skip


def _json(request: HttpRequest, answer: dict[str, Any]) -> HttpResponse:
    body = json.dumps(answer, ensure_ascii=False).encode()
    return conditional(request, body, etag_of(body))
