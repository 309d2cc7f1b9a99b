import pytest
from django.utils import translation

from partnerships.services.importing.reasons import Reason, reason, words


@pytest.mark.parametrize(
    ("said", "language", "text"),
    [
        (reason("change_needs_date", before="resting", after="ended"), "de",
         "Der Stand würde von „ruht“ zu „beendet“ wechseln: Dafür braucht es Datum und Quelle."),
        (reason("field_touched", field="since"), "ru",
         "Поле «с какого времени» было изменено после импорта и остаётся."),
        (reason("field_touched", field="state"), "en", "state was changed after the import and stays."),
        (reason("names_missing", name="Neudorf", languages=["ru", "en"]), "de",
         "Neudorf hat keinen Namen auf: Russisch, Englisch."),
        (reason("state_missing", columns=["seit", "note"]), "en",
         "The row names no state, but says something of it in: seit, note. Fill in the state, or empty these cells."),
    ],
)  # fmt: skip
def test_what_is_stored_is_said_in_the_readers_language(said: Reason, language: str, text: str):
    with translation.override(language):
        assert words(said) == text
