"""The search with 1,000 and more documents in each of three languages, beside Wagtail's own in the same run.

DATABASE_URL=postgresql://... pytest -m benchmark -n 0 -s tests/benchmarks/test_search.py [--documents 10000]
"""

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

import pytest
from django.db import connection, models, transaction
from modelsearch.backends import get_search_backend

from search.query import SearchQuery
from search.services import storing
from search.services.items import public_records
from search.services.rebuilding import PORTION
from search.services.searching import search
from search.services.suggesting import suggest

from . import asking, tables
from .corpus import LANGUAGES, corpus
from .documents import FIRST_ID, WHOLE, fill
from .plain import fill_plain, plain_model, reindex

PAGE = 10
# Our faceted page beside one unfaceted list of Wagtail's search, at the 95th percentile.
MOST_OF_PLAIN = 4
PAIRS = (
    ("page", "Wagtail, ten hits"),
    ("page, narrowed", "Wagtail, ten hits"),
    ("page", "Wagtail, counted"),
    ("suggestions", "Wagtail, typing"),
)


@pytest.mark.django_db
def test_growth(document_sizes: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    assert connection.vendor == "postgresql", "Wagtail's search is compared on PostgreSQL."
    corpora = [corpus(language) for language in LANGUAGES]
    model = plain_model()
    found: dict[int, dict[str, asking.Times]] = {}
    rates: dict[int, dict[str, float]] = {}
    for size in document_sizes:
        with transaction.atomic():
            begun = perf_counter()
            fill(size, corpora)
            fill_plain(model)
            filling = perf_counter() - begun
            found[size] = asking.timed_in_turns(_doors(corpora, model))
            rates[size] = {"filling, s": filling, **_rebuilds(model)}
            transaction.set_rollback(True)
    with capsys.disabled():
        print(tables.written(connection.vendor, found, rates, PAIRS))  # noqa: T201
    for times in found.values():
        assert times["page, narrowed"].p95 < MOST_OF_PLAIN * times["Wagtail, ten hits"].p95


def _doors(corpora: list, model: type[models.Model]) -> Mapping[str, tuple[Callable[[Any], object], list[SearchQuery]]]:
    asked = [(text, one.language) for one in corpora for text in asking.texts(one)]
    typed = [(text, one.language) for one in corpora for text in asking.beginnings(one)]
    plain = {locale: model.objects.filter(locale=locale) for locale in LANGUAGES}
    backend = get_search_backend()
    return {
        "page": (search, asking.queries(asked)),
        "page, narrowed": (search, asking.queries(asked, narrowed=True)),
        "suggestions": (_suggest, asking.queries(typed)),
        "Wagtail, ten hits": (
            lambda query: list(backend.search(query.text, plain[query.locale])[:PAGE]),
            asking.queries(asked),
        ),
        "Wagtail, counted": (
            lambda query: _counted(backend.search(query.text, plain[query.locale])),
            asking.queries(asked),
        ),
        "Wagtail, typing": (
            lambda query: list(backend.autocomplete(query.text, plain[query.locale])[:PAGE]),
            asking.queries(typed),
        ),
    }


def _counted(results: Any) -> tuple[list, int]:
    return list(results[:PAGE]), results.count()


def _suggest(query: SearchQuery) -> object:
    return suggest(query.text, query.locale)


def _rebuilds(model: type[models.Model]) -> dict[str, float]:
    """Content items a second, ours and Wagtail's, of some of them."""
    begun = perf_counter()
    for first in range(FIRST_ID, FIRST_ID + WHOLE, PORTION):
        storing.write(public_records(range(first, first + PORTION)), forgets=False)
    ours = WHOLE / (perf_counter() - begun)
    begun = perf_counter()
    return {"items/s": ours, "Wagtail, items/s": reindex(model, WHOLE) / (perf_counter() - begun)}
