"""Lists that narrow down by themselves get what the search finds of one type."""

import pytest

from search.services import selecting
from search.services.selecting import Selected, select
from search.services.server import rebuilding


def pairs(add_item) -> tuple[int, int]:
    add_item("Feuerwehr in Kaluga")
    add_item("Archiv")
    return (
        add_item("Suhl – Kaluga", kind="partnerships.partnership", body=["Feuerwehr"]),
        add_item("Kiel – Pskow", kind="partnerships.partnership", lead="Feuerwehr", body=["Kaluga"]),
    )


def found(suhl: int, kiel: int) -> dict[str, Selected]:
    return {
        "Kaluga": Selected([suhl, kiel]),
        "Kalu Feuerw": Selected([suhl, kiel]),
        "Kaluag": Selected([suhl, kiel], corrected="Kaluga"),
        "Kaluga Archiv": Selected([suhl, kiel], words="some"),
        # Only articles have it.
        "Archiv": Selected(),
        "-Kaluga": Selected(),
        "": Selected(),
    }


def test_what_is_found_of_one_type(add_item, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = found(*pairs(add_item))
    assert {text: select(text, "de", "partnerships.partnership") for text in expected} == expected
    assert select("Kaluag", "de", "partnerships.partnership", as_typed=True) == Selected()
    # What a server cannot page through is told by the database.
    monkeypatch.setattr(selecting, "MOST_OF_A_SERVER", 1)
    assert select("Kaluga", "de", "partnerships.partnership") == expected["Kaluga"]


@pytest.mark.usefixtures("elastic")
def test_a_server_finds_the_same(add_item, caplog: pytest.LogCaptureFixture) -> None:
    expected = found(*pairs(add_item))
    for run in rebuilding.request():
        list(rebuilding.go_on(run))
    assert {text: select(text, "de", "partnerships.partnership") for text in expected} == expected
    assert [record.message for record in caplog.records if "database" in record.message] == []
