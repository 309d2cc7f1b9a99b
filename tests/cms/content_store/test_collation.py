"""Sort keys order names as German and Russian dictionaries do."""

import pytest

from cms.content_store.collation import MAX_BYTES, sort_key


@pytest.mark.parametrize(
    "in_order",
    [
        ["Aachen", "Ahlen", "Ähnlichstadt", "Ansbach"],
        ["Duisburg", "Düren"],
        ["Duren", "Düren", "Durenberg"],
        ["Bad Homburg", "Badenweiler"],
        ["Weißenfels", "Weissenhorn"],
        ["Елец", "Ёлкино", "Ершов", "Жуковский"],
        ["Ижевск", "Йошкар-Ола", "Казань"],
        ["10 Jahre", "Aachen", "Калуга"],
        ["", "A"],
    ],
)
def test_order(in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=sort_key) == in_order


def test_punctuation_and_case_decide_only_between_equals() -> None:
    assert sort_key("„Frankfurt (Oder)“").split(b"\x00")[0] == sort_key("FRANKFURT ODER").split(b"\x00")[0]


def test_key_fits_its_column() -> None:
    assert len(sort_key("ё" * 5000)) == MAX_BYTES
