"""Which end of a pair a place is."""

import pytest

from partnerships.services.sides import side_letters


@pytest.mark.parametrize(
    ("countries", "letters"),
    [
        (["DE", "RU"], ["a", "b"]),
        (["DE", "RU", "DE"], ["a", "b", "a"]),
        (["DE", "DE"], ["a", "b"]),
        (["DE", "DE", "DE"], ["a", "b", "b"]),
        (["DE", "RU", "FR"], ["a", "b", "b"]),
        ([], []),
    ],
)
def test_letters(countries: list[str], letters: list[str]) -> None:
    assert side_letters(countries) == letters
