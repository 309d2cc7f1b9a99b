"""What a search server holds of a benchmark's documents: our indexes, and Wagtail's own of the same."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import opensearchpy
from django.db import models
from modelsearch.backends.opensearch3 import SearchBackend

from search.engines.elastic import indexes, writing
from search.engines.elastic.connection import order
from search.models import SearchDocument

# Wagtail's update_index reads so many at once.
CHUNK = 1_000


@contextmanager
def waiting_for_the_server() -> Iterator[Callable[[], float]]:
    """A clock that goes while a client waits for the server, ours or Wagtail's."""
    waited, asked = [0.0], opensearchpy.Transport.perform_request

    def perform_request(*args: Any, **kwargs: Any) -> Any:
        begun = perf_counter()
        try:
            return asked(*args, **kwargs)
        finally:
            waited[0] += perf_counter() - begun

    opensearchpy.Transport.perform_request = perform_request
    try:
        yield lambda: waited[0]
    finally:
        opensearchpy.Transport.perform_request = asked


def fill_ours(languages: Sequence[str]) -> dict[str, float]:
    """New indexes behind the aliases; {step: documents per second}."""
    names = {language: indexes.create(language) for language in languages}
    begun = perf_counter()
    for language, name in names.items():
        indexes.hasten(name)
        documents = SearchDocument.objects.filter(locale=language).order_by("pk")
        assert writing.send(documents.iterator(writing.READ_AT_ONCE), name) == {}
    seconds = perf_counter() - begun
    for language, name in names.items():
        indexes.calm(name)
        indexes.refresh(name)
        indexes.switch(language, name)
    return {"documents/s": SearchDocument.objects.filter(locale__in=languages).count() / seconds}


def plain_backend(address: str, prefix: str) -> SearchBackend:
    """Wagtail's backend of the server with the settings that Wagtail gives it."""
    return SearchBackend({"URLS": [address], "INDEX_PREFIX": f"{prefix}-plain-", "TIMEOUT": 60})


def fill_plain_index(backend: SearchBackend, model: type[models.Model], languages: Sequence[str]) -> dict[str, float]:
    """What its rebuild does with the model's rows; {step: rows per second}."""
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(model))
    index = rebuilder.start()
    index.add_model(model)
    rows = model.objects.filter(locale__in=languages)
    begun = perf_counter()
    for portion in _portions(rows.order_by("pk")):
        index.add_items(model, portion)
    seconds = perf_counter() - begun
    rebuilder.finish()
    index.refresh()
    return {"Wagtail, documents/s": rows.count() / seconds}


def drop_all(prefix: str) -> None:
    """Delete every index whose name begins so."""
    for row in order("GET", f"/_cat/indices/{prefix}*", format="json", h="index"):
        indexes.drop(row["index"])


def _portions(rows: Any) -> Any:
    last = 0
    while portion := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield portion
        last = portion[-1].pk
