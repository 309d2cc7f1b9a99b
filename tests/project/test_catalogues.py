"""The German and Russian catalogues: complete, with all plural forms, and set as each language sets its texts."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from cms.management.commands.messages import APPS, read

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
# Attributes of markup keep their straight quotation marks.
ATTRIBUTE = re.compile(r'="[^"]*"')
PLURAL_FORMS = {"de": 2, "ru": 3}
ENDINGS = ".:?!"
ABBREVIATIONS = ("г.", "A.")
# What a language does not write, and what it is.
WRONG = {
    "de": {
        r'["“”«»](?!\w*=)(?<![“])': "quotation marks are „…“",
        r"\b[Zz]\. B\.|\bk\. A\.|\bd\. h\.|\bu\. a\.": "a no-break space inside of abbreviations",
        r"(?<!E-)\bMail\b": "E-Mail",
        r"(?<!und )\bLeser\b|\bLesende": "Leserinnen und Leser",
        r"gesandt": "gesendet",
        r"\b[Dd](u|ich|ir|ein|eine|einen)\b": "Sie",
        r" - |\.\.\.|  |\u202f": "dashes are –, dots are …, spaces are single",
    },
    "ru": {
        r'["“”„]': "quotation marks are «…»",
        r" [–-] ": "a dash is — after a no-break space",
        r"(?<!\u00a0)—": "a dash stands after a no-break space",
        r"\d \d{3}\b": "a no-break space in numbers",
        r"(?<=[^.!?:»] )(Вы|Вас|Вам|Ваш\w*)\b": "вы",
        r"\.\.\.|  |\u202f": "dots are …, spaces are single",
    },
}  # fmt: skip


def messages(language: str) -> Iterator[tuple[str, Message]]:
    for app in APPS:
        for message in read(app, language):
            if message.id:
                yield app, message


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


@pytest.mark.parametrize("language", ["de", "ru"])
def test_every_message_has_all_its_forms_with_its_placeholders(language: str) -> None:
    wrong = []
    for app, message in messages(language):
        wanted = PLURAL_FORMS[language] if message.pluralizable else 1
        names = set(PLACEHOLDER.findall(" ".join(forms(message.id))))
        found = forms(message.string)
        if len(found) != wanted or not all(found) or any(set(PLACEHOLDER.findall(form)) != names for form in found):
            wrong.append((app, message.id))
    assert wrong == []


@pytest.mark.parametrize("language", ["de", "ru"])
def test_texts_end_as_their_message_ends(language: str) -> None:
    wrong = [
        (app, message.id, form)
        for app, message in messages(language)
        for form in forms(message.string)
        if ending(form) != ending(forms(message.id)[0])
    ]
    assert wrong == []


def ending(text: str) -> str:
    """The last character where it ends a sentence, and the white space around the text."""
    bare = text.strip()
    last = bare[-1] if bare[-1] in ENDINGS and not bare.endswith(ABBREVIATIONS) else ""
    return last + text[len(text.rstrip()) :]


@pytest.mark.parametrize("language", ["de", "ru"])
def test_texts_are_set_as_the_language_sets_them(language: str) -> None:
    wrong = [
        (app, form, rule)
        for app, message in messages(language)
        for form in forms(message.string)
        for pattern, rule in WRONG[language].items()
        if re.search(pattern, ATTRIBUTE.sub("", form))
    ]
    assert wrong == []
