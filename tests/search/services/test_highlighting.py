"""Excerpts: pieces of a page do not run into each other."""

import pytest

from search.query import SearchQuery
from search.questions import Question
from search.services.expanding import expand
from search.services.highlighting import excerpt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Von Chemnitz nach Wolgograd\nZwei Städte.", "Von Chemnitz nach [Wolgograd] · Zwei Städte."),
        ("Partnerschaft\nruht\nWolgograd", "Partnerschaft · ruht · [Wolgograd]"),
        ("„Nach Wolgograd!“\nEin Bericht", "„Nach [Wolgograd]!“ Ein Bericht"),
        ("Orte: \n Wolgograd, Köln", "Orte: [Wolgograd], Köln"),
        ("Wolgograd\n\nKöln", "[Wolgograd] · Köln"),
    ],
)
def test_ends_of_lines_are_seen(text: str, expected: str, db: None) -> None:
    question = Question(expand(SearchQuery("Wolgograd", "de")).groups, "de")
    parts = excerpt(text, question, "de")
    assert "".join(f"[{part.text}]" if part.marked else part.text for part in parts) == expected
