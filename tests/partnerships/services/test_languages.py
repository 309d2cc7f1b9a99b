"""In which language a side is written to."""

import pytest

from partnerships.services.languages import language_of_country


@pytest.mark.parametrize(
    ("country", "language"), [("DE", "de"), ("AT", "de"), ("RU", "ru"), ("KZ", "ru"), ("FR", "en"), ("XX", "en")]
)
def test_language(country: str, language: str) -> None:
    assert language_of_country(country) == language
