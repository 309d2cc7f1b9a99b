"""Terms matched in memory are matched as in the database."""

import pytest

from search.engines.database import engine
from search.engines.database.terms import satisfied, token_terms
from search.models import SearchDocument
from search.query import SearchQuery
from search.services.searching import search


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Konferenz", ["Die Konferenzen", "Konferenz der Städte"]),
        ("Konf", ["Die Konferenzen", "Konferenz der Städte"]),
        ("Konf Kaluga", []),
        ("Kaluga Konf", ["Die Konferenzen"]),
        ("Konferenz -Kaluga", ["Konferenz der Städte"]),
        ('"Konferenz der"', ["Konferenz der Städte"]),
        ('"der Konferenz"', []),
        ('-"der Städte" Konferenz', ["Die Konferenzen"]),
        ("Staedte", ["Konferenz der Städte"]),
        ("onferenz", []),
    ],
)
def test_memory_and_database_agree(add_item, text, titles):
    add_item("Konferenz der Städte", lead="in Moskau")
    add_item("Die Konferenzen", body=["<p>Kaluga</p>"])
    add_item("Etwas anderes")
    query = SearchQuery(text, "de")
    terms = token_terms(query)
    documents = SearchDocument.objects.order_by("title")
    in_memory = [found.title for found in documents if satisfied(terms, engine.columns(found).values())]
    assert in_memory == sorted(hit.card["title"] for hit in search(query).hits) == titles
