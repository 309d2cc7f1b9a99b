"""The number of an edition as each language writes it: XVI. / XVI / 16th."""

from types import MappingProxyType

from cms.delivery.services.languages import format_locale
from cms.plugins.config import plugin_settings

ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
LARGEST_ROMAN = 3999
# Per language and CLDR ordinal category; a language without an entry gets the plain number.
ORDINALS = MappingProxyType(
    {
        "de": {"other": "{roman}."},
        "ru": {"other": "{roman}"},
        "en": {"one": "{number}st", "two": "{number}nd", "few": "{number}rd", "other": "{number}th"},
    }
)


def roman(number: int) -> str:
    """Roman numeral; the decimal number where Romans had none."""
    if not 1 <= number <= LARGEST_ROMAN:
        return str(number)
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def ordinal(number: int, language: str) -> str:
    """The number as a language counts editions; CMS_PLUGIN_SETTINGS["conference"]["ordinals"] adds languages."""
    patterns = {**ORDINALS, **plugin_settings("conference").get("ordinals", {})}
    forms = patterns.get(language) or patterns.get(language.partition("-")[0]) or {"other": "{number}"}
    form = forms.get(format_locale(language).ordinal_form(number), forms["other"])
    return form.format(number=number, roman=roman(number))
