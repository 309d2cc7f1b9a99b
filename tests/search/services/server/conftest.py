"""Documents in the database, and a server that holds them."""

from collections.abc import Callable

import pytest

from search.engines.elastic import indexes
from search.models import SearchDocument
from search.records import SearchRecord
from search.services import storing
from search.services.server import rebuilding


def record(number: int, title: str = "", locale: str = "de", **fields: object) -> SearchRecord:
    return SearchRecord(f"page:{number}", "news.article", locale, f"/{number}/", title or f"Seite {number}", **fields)


@pytest.fixture
def no_documents(db: None) -> None:
    SearchDocument.objects.all().delete()


@pytest.fixture
def rebuilt(elastic: str, no_documents: None) -> Callable[[], None]:
    """Five documents in two languages, in the database and on the server; call it to rebuild all indexes."""
    storing.write([*(record(number) for number in range(1, 5)), record(5, "Страница", locale="ru")])

    def rebuild() -> None:
        for run in rebuilding.request():
            for _ in rebuilding.go_on(run):
                pass

    rebuild()
    return rebuild


def held(language: str = "de") -> dict[str, str]:
    """{key: version} of what the server holds."""
    from search.engines.elastic import writing

    indexes.refresh(indexes.alias(language))
    return writing.versions(indexes.alias(language))


def stored(language: str = "de") -> dict[str, str]:
    return dict(SearchDocument.objects.filter(locale=language).values_list("key", "version"))
