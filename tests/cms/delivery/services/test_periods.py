"""Periods of days as each language writes them."""

from datetime import date

import pytest

from cms.delivery.services.periods import date_text, days_in_words, period_text

CASES = [
    ("de", date(2021, 6, 28), date(2021, 6, 30), "28.–30. Juni 2021"),
    ("ru", date(2021, 6, 28), date(2021, 6, 30), "28–30 июня 2021\u00a0г."),
    ("en", date(2021, 6, 28), date(2021, 6, 30), "28–30 June 2021"),
    ("de", date(2017, 8, 30), date(2017, 9, 2), "30. August – 2. September 2017"),
    ("ru", date(2017, 8, 30), date(2017, 9, 2), "30 августа – 2 сентября 2017\u00a0г."),
    ("en", date(2017, 8, 30), date(2017, 9, 2), "30 August – 2 September 2017"),
    ("de", date(2020, 12, 30), date(2021, 1, 2), "30. Dezember 2020 – 2. Januar 2021"),
    ("ru", date(2020, 12, 30), date(2021, 1, 2), "30 декабря 2020\u00a0г. – 2 января 2021\u00a0г."),
    ("en", date(2020, 12, 30), date(2021, 1, 2), "30 December 2020 – 2 January 2021"),
    ("de", date(2021, 6, 28), date(2021, 6, 28), "28. Juni 2021"),
    ("ru", date(2021, 6, 28), date(2021, 6, 28), "28 июня 2021\u00a0г."),
    ("en", date(2021, 6, 28), date(2021, 6, 28), "28 June 2021"),
    ("fr", date(2021, 6, 28), date(2021, 6, 30), "28–30 juin 2021"),
    ("pt-br", date(2021, 6, 28), date(2021, 6, 28), "28 de junho de 2021"),
    ("x-none", date(2021, 6, 28), date(2021, 6, 30), "28–30 June 2021"),
]


@pytest.mark.parametrize(("language", "starts_on", "ends_on", "text"), CASES)
def test_period_text(language: str, starts_on: date, ends_on: date, text: str) -> None:
    assert period_text(starts_on, ends_on, language) == text


def test_date_text() -> None:
    assert date_text(date(2017, 9, 1), "ru") == "1 сентября 2017\u00a0г."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "GeoNames, 24. November 2026"),
        ("ru", "GeoNames, 24 ноября 2026\u00a0г."),
        ("en", "GeoNames, 24 November 2026"),
    ],
)
def test_days_in_words(language: str, text: str) -> None:
    assert days_in_words("GeoNames, 2026-11-24", language) == text


@pytest.mark.parametrize("text", ["2026-13-40", "https://a.example/2026-11-24/", "ISBN 978-2026-11-245", "", "1991"])
def test_what_is_no_day_stays(text: str) -> None:
    assert days_in_words(text, "de") == text
