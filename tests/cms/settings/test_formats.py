"""Days at the desk as each language writes them: no American order in English."""

import datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format, get_format

from cms.entities.models.places import RegionKind

MOMENT = datetime.datetime(2026, 11, 25, 15, 5, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["25. November 2026", "25. November 2026 15:05", "25.11.2026", "25.11.2026 15:05"]),
        ("ru", ["25 ноября 2026 г.", "25 ноября 2026 г. 15:05", "25.11.2026", "25.11.2026 15:05"]),
        ("en", ["25 November 2026", "25 November 2026, 15:05", "25 Nov 2026", "25 Nov 2026, 15:05"]),
    ],
)
def test_moments_at_the_desk(language: str, words: list[str]) -> None:
    names = ("DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT")
    with translation.override(language):
        assert [date_format(MOMENT, name) for name in names] == words
        assert get_format("FIRST_DAY_OF_WEEK") == 1


def test_a_day_typed_in_english_is_read_day_first() -> None:
    with translation.override("en"):
        assert forms.DateField(localize=True).clean("03/11/2026") == datetime.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("language", "label"), [("de", "Bundesland"), ("ru", "федеральная земля"), ("en", "federal state")]
)
def test_a_federal_state_is_called_so(language: str, label: str) -> None:
    with translation.override(language):
        assert RegionKind.STATE.label == label
