"""How German, Russian and English write days, periods, times, numbers, ordinals, lists, quotations and names."""

import datetime
from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from babel.lists import format_list
from django.utils import translation
from django.utils.translation import gettext, ngettext

from cms.content_store.collation import sort_key
from cms.delivery.services.languages import format_locale, language_name
from cms.delivery.services.periods import date_text, days_in_words, period_text, unbroken
from conference.services.clocks import local_times, time_left
from conference.services.numerals import ordinal
from partnerships.services.directory import wording
from partnerships.services.directory.numbers import decade_words
from partnerships.services.wording import date_words, period_words, state_sentence

LANGUAGES = ("de", "ru", "en")
MOMENT = datetime.datetime(2021, 6, 28, 13, 5, tzinfo=datetime.UTC)
Write = Callable[[str], str]


def day(value: str) -> Write:
    return partial(date_text, datetime.date.fromisoformat(value))


def period(first: str, last: str) -> Write:
    return partial(period_text, datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


def partly(value: str, *, alone: bool = False) -> Write:
    return lambda language: date_words(value, language, alone=alone)


def open_period(begins: str, ends: str = "") -> Write:
    return partial(period_words, begins, ends)


def state(name: str, starts: str, decided_by: str = "", as_of: str = "") -> Write:
    return partial(state_sentence, name, starts, decided_by, as_of)


def times(*zones: str) -> Write:
    """Time and place of a moment in each zone."""

    def write(language: str) -> str:
        shown = local_times(MOMENT, [(zone, "") for zone in zones], language)
        return " / ".join(f"{local.time} {local.place}" for local in shown)

    return write


def left(**amount: int) -> Write:
    return partial(time_left, MOMENT + datetime.timedelta(**amount), MOMENT)


def number_of(edition: int) -> Write:
    return partial(ordinal, edition)


def grouped(value: int) -> Write:
    return lambda language: wording.number(value)


def pairs(*totals: int) -> Write:
    return lambda language: ", ".join(wording.partnerships(total) for total in totals)


def counted(one: str, several: str, *numbers: int) -> Write:
    """Plural forms of a message with `years`."""
    return lambda language: ", ".join(ngettext(one, several, number) % {"years": number} for number in numbers)


def listed(*things: str) -> Write:
    return lambda language: format_list(things, locale=format_locale(language))


def said(message: str, **words: str) -> Write:
    return lambda language: gettext(message) % words


# What is written, and how each of LANGUAGES writes it; ~ stands for a space at which no line ends.
TABLE: list[tuple[str, Write, tuple[str, str, str]]] = [
    # Days
    ("a day", day("2026-11-25"), ("25. November 2026", "25 ноября 2026~г.", "25 November 2026")),
    ("the first of a month", day("2026-05-01"), ("1. Mai 2026", "1 мая 2026~г.", "1 May 2026")),
    ("in March", day("1999-03-31"), ("31. März 1999", "31 марта 1999~г.", "31 March 1999")),
    (
        "a day on a page",
        lambda language: unbroken(date_text(datetime.date(2026, 11, 25), language)),
        ("25.~November 2026", "25~ноября 2026~г.", "25~November 2026"),
    ),
    (
        "a day in a text for all languages",
        partial(days_in_words, "GeoNames, 2026-11-24"),
        ("GeoNames, 24. November 2026", "GeoNames, 24 ноября 2026~г.", "GeoNames, 24 November 2026"),
    ),
    # As exactly as it is known
    ("a year", partly("1991"), ("1991", "1991~г.", "1991")),
    ("a month in a sentence", partly("1991-06"), ("Juni 1991", "июня 1991~г.", "June 1991")),
    ("a month alone", partly("1991-06", alone=True), ("Juni 1991", "июнь 1991~г.", "June 1991")),
    ("a day in a sentence", partly("1991-06-20"), ("20. Juni 1991", "20 июня 1991~г.", "20 June 1991")),
    ("a decade", lambda language: decade_words("1990"), ("1990er", "1990-е", "1990s")),
    # Periods of days
    ("one day", period("2021-06-28", "2021-06-28"), ("28. Juni 2021", "28 июня 2021~г.", "28 June 2021")),
    (
        "within a month",
        period("2021-06-28", "2021-06-30"),
        ("28.–30. Juni 2021", "28–30 июня 2021~г.", "28–30 June 2021"),
    ),
    (
        "over two months",
        period("2021-06-28", "2021-07-02"),
        ("28. Juni – 2. Juli 2021", "28 июня – 2 июля 2021~г.", "28 June – 2 July 2021"),
    ),
    (
        "over two years",
        period("2017-06-28", "2018-09-14"),
        (
            "28. Juni 2017 – 14. September 2018",
            "28 июня 2017~г. – 14 сентября 2018~г.",
            "28 June 2017 – 14 September 2018",
        ),
    ),
    # Periods with an open or inexact end
    ("since a year", open_period("1987"), ("seit 1987", "с 1987~г.", "since 1987")),
    ("since a month", open_period("1987-05"), ("seit Mai 1987", "с мая 1987~г.", "since May 1987")),
    ("since a day", open_period("1987-05-08"), ("seit dem 8. Mai 1987", "с 8 мая 1987~г.", "since 8 May 1987")),
    ("until a year", open_period("", "1993"), ("bis 1993", "до 1993~г.", "until 1993")),
    ("until a day", open_period("", "1993-06-01"), ("bis zum 1. Juni 1993", "до 1 июня 1993~г.", "until 1 June 1993")),
    (
        "from month to year",
        open_period("1991-06", "1993"),
        ("Juni 1991 – 1993", "июнь 1991~г. – 1993~г.", "June 1991 – 1993"),
    ),
    (
        "since a day, in a sentence about the state",
        state("suspended", "2022-09-26", "council"),
        (
            "Ausgesetzt seit dem 26. September 2022, auf Beschluss des Rates.",
            "Приостановлено с 26 сентября 2022~г. по решению совета.",
            "Suspended since 26 September 2022, by decision of the council.",
        ),
    ),
    (
        "since a month, with the day of the evidence",
        state("resting", "2022-03", as_of="2022-07"),
        (
            "Ruht seit März 2022 (Stand: Juli 2022).",
            "Временно бездействует с марта 2022~г. (по состоянию на июль 2022~г.).",
            "Resting since March 2022 (as of July 2022).",
        ),
    ),
    (
        "an end, which is no beginning",
        state("ended", "2022-03"),
        ("Beendet: März 2022.", "Прекращено: март 2022~г.", "Ended: March 2022."),
    ),
    # Times
    (
        "a time in two zones",
        times("Europe/Berlin", "Europe/Moscow"),
        ("15:05 Berlin / 16:05 Moskau", "15:05 Берлин / 16:05 Москва", "15:05 Berlin / 16:05 Moscow"),
    ),
    ("one day left", left(days=1), ("in 1 Tag", "через 1 день", "in 1 day")),
    ("two days left", left(days=2, hours=5), ("in 2 Tagen", "через 2 дня", "in 2 days")),
    ("five days left", left(days=5), ("in 5 Tagen", "через 5 дней", "in 5 days")),
    ("eleven days left", left(days=11), ("in 11 Tagen", "через 11 дней", "in 11 days")),
    ("twenty-one days left", left(days=21), ("in 21 Tagen", "через 21 день", "in 21 days")),
    ("a hundred and one days left", left(days=101), ("in 3 Monaten", "через 3 месяца", "in 3 months")),
    ("twenty-one minutes left", left(minutes=21), ("in 21 Minuten", "через 21 минуту", "in 21 minutes")),
    # Ordinals
    ("the first edition", number_of(1), ("I.", "I", "1st")),
    ("the second edition", number_of(2), ("II.", "II", "2nd")),
    ("the third edition", number_of(3), ("III.", "III", "3rd")),
    ("the eighth edition", number_of(8), ("VIII.", "VIII", "8th")),
    ("the eleventh edition", number_of(11), ("XI.", "XI", "11th")),
    ("the sixteenth edition", number_of(16), ("XVI.", "XVI", "16th")),
    ("the twenty-first edition", number_of(21), ("XXI.", "XXI", "21st")),
    ("the hundred-and-eleventh edition", number_of(111), ("CXI.", "CXI", "111th")),
    # Numbers
    ("no thousand", grouped(999), ("999", "999", "999")),
    ("a thousand", grouped(1_234), ("1.234", "1~234", "1,234")),
    ("ten thousand", grouped(10_000), ("10.000", "10~000", "10,000")),
    ("a million", grouped(1_013_533), ("1.013.533", "1~013~533", "1,013,533")),
    ("a distance", lambda language: wording.kilometres(2_262), ("2.262~km", "2~262~км", "2,262~km")),
    # Plural forms
    (
        "one, two and five",
        pairs(1, 2, 5),
        (
            "1 Partnerschaft, 2 Partnerschaften, 5 Partnerschaften",
            "1 партнёрство, 2 партнёрства, 5 партнёрств",
            "1 partnership, 2 partnerships, 5 partnerships",
        ),
    ),
    (
        "eleven to fourteen",
        pairs(11, 12, 14),
        (
            "11 Partnerschaften, 12 Partnerschaften, 14 Partnerschaften",
            "11 партнёрств, 12 партнёрств, 14 партнёрств",
            "11 partnerships, 12 partnerships, 14 partnerships",
        ),
    ),
    (
        "twenty-one, a hundred and one, none",
        pairs(21, 101, 0),
        (
            "21 Partnerschaften, 101 Partnerschaften, 0 Partnerschaften",
            "21 партнёрство, 101 партнёрство, 0 партнёрств",
            "21 partnerships, 101 partnerships, 0 partnerships",
        ),
    ),
    (
        "a hundred and eleven, ten thousand and two",
        pairs(111, 10_002),
        (
            "111 Partnerschaften, 10.002 Partnerschaften",
            "111 партнёрств, 10~002 партнёрства",
            "111 partnerships, 10,002 partnerships",
        ),
    ),
    (
        "years",
        counted("%(years)s year", "%(years)s years", 1, 4, 25, 31, 112),
        (
            "1 Jahr, 4 Jahre, 25 Jahre, 31 Jahre, 112 Jahre",
            "1 год, 4 года, 25 лет, 31 год, 112 лет",
            "1 year, 4 years, 25 years, 31 years, 112 years",
        ),
    ),
    (
        "a total that dates itself",
        lambda language: wording.summary(123, 54, datetime.date(2026, 11, 25)),
        (
            "123 Partnerschaften, davon 54 ruhend (Stand: 25. November 2026)",
            "123 партнёрства, из них 54 временно бездействуют (по состоянию на 25 ноября 2026~г.)",
            "123 partnerships, 54 of them resting (as of 25 November 2026)",
        ),
    ),
    # Lists, quotations, names
    ("two things", listed("A", "B"), ("A und B", "A и B", "A and B")),
    ("three things", listed("A", "B", "C"), ("A, B und C", "A, B и C", "A, B and C")),
    (
        "a title in a sentence",
        said("“%(title)s” cannot be published yet.", title="Kaluga"),
        (
            "„Kaluga“ kann noch nicht veröffentlicht werden.",
            "«Kaluga» пока нельзя опубликовать.",
            "“Kaluga” cannot be published yet.",
        ),
    ),
    (
        "a former name",
        lambda language: wording.also_called("Wolgograd", "Stalingrad", was_former=True),
        ("Wolgograd (früher Stalingrad)", "Wolgograd (ранее Stalingrad)", "Wolgograd (formerly Stalingrad)"),
    ),
    (
        "another name",
        lambda language: wording.also_called("Pskow", "Pleskau", was_former=False),
        ("Pskow (auch Pleskau)", "Pskow (также Pleskau)", "Pskow (also Pleskau)"),
    ),
    ("a language", partial(language_name, "ru"), ("Russisch", "русский", "Russian")),
]


@pytest.mark.parametrize("position", range(len(LANGUAGES)), ids=LANGUAGES)
@pytest.mark.parametrize(("name", "write", "texts"), TABLE, ids=[name for name, *_rest in TABLE])
def test_written(name: str, write: Write, texts: tuple[str, str, str], position: int) -> None:
    language = LANGUAGES[position]
    with translation.override(language):
        assert write(language).replace("\u00a0", "~") == texts[position]


@pytest.mark.parametrize(
    "in_order",
    [
        ["Aachen", "Ähnlichstadt", "Bad Homburg", "Badenweiler", "Öhringen", "Ölbronn", "Zwickau"],
        ["Göppingen", "Goslar", "Gotha", "Göttingen"],
        ["Strasburg", "Straßburg", "Strassenhaus", "Strausberg"],
        ["Елабуга", "Елец", "Ёлкино", "Емца"],
        ["Ижевск", "Йошкар-Ола", "Казань"],
        ["Щёлково", "Элиста", "Южно-Сахалинск", "Ярославль"],
        ["16 Städte", "Wolgograd", "Zwickau", "Астрахань", "Волгоград"],
        ["Anna", "anna", "Ännchen"],
    ],
)
def test_sorted(in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=sort_key) == in_order


def test_the_same_clock_time_is_another_offset_in_winter() -> None:
    summer, winter = (datetime.datetime(2021, month, 28, 15, tzinfo=ZoneInfo("Europe/Berlin")) for month in (6, 1))
    shown = [local_times(moment, [("Europe/Moscow", "")], "ru")[0].time for moment in (summer, winter)]
    assert shown == ["16:00", "17:00"]
