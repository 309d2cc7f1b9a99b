"""A search server with 1,000 and more German documents, beside Wagtail's own search on it.

DATABASE_URL=postgresql://... pytest -m benchmark -n 0 -s tests/benchmarks/test_search_server.py [--documents 10000]
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from django.db import connection, models, transaction
from modelsearch.backends.opensearch3 import SearchBackend

from search.engines.elastic import clients
from search.query import SearchQuery
from search.services.searching import search
from search.services.suggesting import suggest
from tests.search_server.fixtures import searching_on

from . import asking, server, tables
from .corpus import Corpus, corpus
from .documents import fill
from .plain import fill_plain, plain_model

PAGE = 10
# Seconds at the 95th percentile, of the server and what asks it.
WHILE_TYPING = 0.03
LANGUAGES = ("de",)
SERVER = ", server's part"
# Our pages count all facets, Wagtail's lists none; of the server's part and of the whole. Medians, which hold on a busy
# machine, too.
MOST_OF_PLAIN, MOST_OF_PLAIN_IN_ALL = 2.5, 5


@pytest.mark.django_db
def test_growth_on_a_server(
    request: pytest.FixtureRequest,
    document_sizes: Sequence[int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert connection.vendor == "postgresql", "Documents are copied into PostgreSQL."
    # Asked for here: whoever names the fixture is one of the server's own tests.
    address, prefix = request.getfixturevalue("search_server"), f"benchmark-{secrets.token_hex(4)}"
    # A server that is slow is measured, not left for the database.
    monkeypatch.setattr(clients, "SWIFT", clients.PATIENT)
    monkeypatch.setattr(clients, "PATIENCE", clients.PATIENT)
    corpora, model = [corpus(language) for language in LANGUAGES], plain_model()
    found: dict[int, dict[str, asking.Times]] = {}
    rates: dict[int, dict[str, float]] = {}
    with searching_on(address, prefix=prefix):
        for size in document_sizes:
            with transaction.atomic():
                fill(size, corpora)
                fill_plain(model)
                backend = server.plain_backend(address, prefix)
                rates[size] = server.fill_ours(LANGUAGES) | server.fill_plain_index(backend, model, LANGUAGES)
                with server.waiting_for_the_server() as waited:
                    clocks = {**asking.WHOLE, SERVER: waited}
                    found[size] = asking.timed_in_turns(doors(corpora, model, backend), clocks)
                transaction.set_rollback(True)
        server.drop_all(prefix)
    with capsys.disabled():
        print(tables.written("search server", found, rates, PAIRS))  # noqa: T201
    for times in found.values():
        for page, plain in LISTS:
            assert times[page + SERVER].p50 < MOST_OF_PLAIN * times[plain + SERVER].p50
            assert times[page].p50 < MOST_OF_PLAIN_IN_ALL * times[plain].p50
        assert times["suggestions"].p95 < WHILE_TYPING


LISTS = (("page", "Wagtail, ten hits"), ("page, narrowed", "Wagtail, ten hits"))
# Suggestions are names that the database knows.
PAIRS = (
    *LISTS,
    *((ours + SERVER, theirs + SERVER) for ours, theirs in LISTS),
    ("suggestions", "Wagtail, typing"),
)


def doors(
    corpora: Sequence[Corpus], model: type[models.Model], backend: SearchBackend
) -> Mapping[str, tuple[Callable[[Any], object], list[SearchQuery]]]:
    """What is asked by the name of who answers."""
    asked = [(text, one.language) for one in corpora for text in asking.texts(one)]
    typed = [(text, one.language) for one in corpora for text in asking.beginnings(one)]
    plain = {locale: model.objects.filter(locale=locale) for locale in LANGUAGES}
    return {
        "page": (search, asking.queries(asked)),
        "page, narrowed": (search, asking.queries(asked, narrowed=True)),
        "suggestions": (lambda query: suggest(query.text, query.locale), asking.queries(typed)),
        "Wagtail, ten hits": (
            lambda query: list(backend.search(query.text, plain[query.locale])[:PAGE]),
            asking.queries(asked),
        ),
        "Wagtail, typing": (
            lambda query: list(backend.autocomplete(query.text, plain[query.locale])[:PAGE]),
            asking.queries(typed),
        ),
    }
