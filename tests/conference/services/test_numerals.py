"""Roman numerals and ordinals by language."""

import pytest
from django.test import override_settings

from conference.services.numerals import ordinal, roman


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (16, "XVI"), (49, "XLIX"), (1987, "MCMLXXXVII"), (3999, "MMMCMXCIX")],
)
def test_roman(number: int, text: str) -> None:
    assert roman(number) == text


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_roman_where_romans_had_no_numeral(number: int) -> None:
    assert roman(number) == str(number)


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (16, "de", "XVI."),
        (16, "ru", "XVI"),
        (16, "en", "16th"),
        (1, "en", "1st"),
        (2, "en", "2nd"),
        (3, "en", "3rd"),
        (11, "en", "11th"),
        (12, "en", "12th"),
        (22, "en", "22nd"),
        (16, "de-at", "XVI."),
        (16, "fr", "16"),
        (16, "x-none", "16"),
    ],
)
def test_ordinal(number: int, language: str, text: str) -> None:
    assert ordinal(number, language) == text


@override_settings(CMS_PLUGIN_SETTINGS={"conference": {"ordinals": {"fr": {"one": "{number}re", "other": "{roman}e"}}}})
def test_a_deployment_adds_a_language() -> None:
    assert [ordinal(1, "fr"), ordinal(16, "fr"), ordinal(16, "ru")] == ["1re", "XVIe", "XVI"]
