"""When texts are older than the state, and what readers are then told."""

import datetime

import pytest
from django.utils import translation

from partnerships.models import StatusChange
from partnerships.services.histories import banner_text, is_older
from partnerships.services.wording import period_words, state_sentence

CHANGE = StatusChange(state="resting", starts="2022-03", decided_by="council", as_of="2022-07")


@pytest.mark.parametrize(
    ("starts", "written_on", "older"),
    [
        ("2022-03-01", "2022-02-28", True),
        ("2022-03-01", "2022-03-01", False),
        ("2022-03-01", "2022-03-02", False),
        # Known to the month or year, the change may have come after the text: readers are told both dates.
        ("2022-03", "2022-03-30", True),
        ("2022-03", "2022-03-31", False),
        ("2022", "2022-12-30", True),
        ("2022", "2023-01-01", False),
        ("", "1990-01-01", False),
    ],
)
def test_older_than_a_change(starts: str, written_on: str, older: bool) -> None:
    assert is_older(datetime.date.fromisoformat(written_on), starts) is older


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Geschrieben am 4. Mai 2021. Stand heute: Ruht seit März 2022, auf Beschluss des Rates (Stand: Juli 2022).",
        ),
        (
            "ru",
            (
                "Текст от 4 мая 2021\u00a0г.\xa0— состояние на сегодня: Временно бездействует с марта 2022\u00a0г. "
                "по решению совета (по состоянию на июль 2022\u00a0г.)."
            ),
        ),
        (
            "en",
            (
                "Written on 4 May 2021. State today: Resting since March 2022, by decision of the council "
                "(as of July 2022)."
            ),
        ),
    ],
)
def test_banner_tells_both_days(language: str, text: str) -> None:
    with translation.override(language):
        assert banner_text(datetime.date(2021, 5, 4), CHANGE, language) == text


def test_no_banner_for_younger_texts_and_without_history() -> None:
    assert banner_text(datetime.date(2022, 4, 1), CHANGE, "de") == ""
    assert banner_text(datetime.date(2022, 4, 1), None, "de") == ""


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("de", "Beendet: 10. Mai 2022."), ("ru", "Прекращено: 10 мая 2022\u00a0г."), ("en", "Ended: 10 May 2022.")],
)
def test_a_sentence_ends_with_one_stop(language: str, sentence: str) -> None:
    with translation.override(language):
        assert state_sentence("ended", "2022-05-10", "unknown", "", language) == sentence


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("2019-05", "2021", "Mai 2019 – 2021"),
        ("2019", "2019", "2019"),
        ("2019-05", "", "seit Mai 2019"),
        ("", "2021", "bis 2021"),
        ("", "", ""),
    ],
)
def test_periods_of_partial_dates(begins: str, ends: str, words: str) -> None:
    with translation.override("de"):
        assert period_words(begins, ends, "de") == words
