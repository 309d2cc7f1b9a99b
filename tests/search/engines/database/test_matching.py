"""Terms matched in memory are matched as in the database."""

import pytest
from django.utils import timezone

from search.engines.database import finding, tables
from search.engines.database.matching import satisfied
from search.models import SearchDocument
from search.query import SearchQuery
from search.questions import Question
from search.services.expanding import expand


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
    expansion = expand(SearchQuery(text, "de"))
    question = Question((expansion.wanted,), "de", expansion.excluded)
    documents = {document.key: document for document in SearchDocument.objects.order_by("title")}
    in_memory = [found.title for found in documents.values() if satisfied(question, tables.columns(found).values())]
    keys = finding.find(question, timezone.now())[0].keys
    assert in_memory == sorted(documents[key].title for key in keys) == titles
