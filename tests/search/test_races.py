"""Two rebuild at once: each document is written once, and nothing is missing."""

from datetime import date

import pytest
from django.db import connection

from cms.content_store.models import ContentItem
from search.engines.database import vocabulary
from search.models import SearchDocument
from search.query import SearchQuery
from search.services import rebuilding
from search.services.searching import search
from tests.races import together
from tests.search.conftest import stored_item

pytestmark = [
    pytest.mark.slow,
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time has no races"),
]
ITEMS = 30


def test_two_rebuild_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "PORTION", 4)
    ContentItem.objects.all().delete()
    SearchDocument.objects.all().delete()
    vocabulary.rebuild()
    pages = [stored_item(number, f"Kaluga {number}", date=date(2020, 1, 1)).pk for number in range(1, ITEMS + 1)]
    found = together(*[lambda: list(rebuilding.rebuild())[-1]] * 2)
    assert [(at.done, at.of) for at in found] == [(ITEMS, ITEMS)] * 2
    assert sum(at.written for at in found) == ITEMS
    assert sorted(SearchDocument.objects.values_list("page_id", flat=True)) == pages
    assert search(SearchQuery("Kaluga", "de")).total == ITEMS
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT document_id) FROM search_tokens")
        assert cursor.fetchone() == (ITEMS, ITEMS)
        cursor.execute("SELECT written FROM search_words WHERE locale = 'de' AND folded = 'kaluga'")
        assert {written for (written,) in cursor.fetchall()} == {"Kaluga"}
