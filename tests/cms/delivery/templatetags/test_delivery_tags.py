"""Languages of texts and dates in words, as templates write them."""

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation


def shown(source: str, language: str = "de", **context: Any) -> str:
    with translation.override(language):
        return Template("{% load delivery_tags %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", '<time datetime="2021-06-28">28.\u00a0Juni 2021</time>'),
        ("ru", '<time datetime="2021-06-28">28\u00a0июня 2021\u00a0г.</time>'),
        ("en", '<time datetime="2021-06-28">28\u00a0June 2021</time>'),
    ],
)
@pytest.mark.parametrize("value", [date(2021, 6, 28), "2021-06-28"])
def test_day_in_words(language: str, text: str, value: object) -> None:
    assert shown("{% day value %}", language, value=value) == text


def test_the_day_of_a_moment_is_that_of_the_site() -> None:
    assert shown("{% day value %}", value="2021-06-27T22:30:00Z") == (
        '<time datetime="2021-06-28">28.\u00a0Juni 2021</time>'
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "28.\u00a0Juni 2017\u00a0– 14.\u00a0September 2018"),
        ("ru", "28\u00a0июня 2017\u00a0г.\u00a0– 14\u00a0сентября 2018\u00a0г."),
        ("en", "28\u00a0June 2017\u00a0– 14\u00a0September 2018"),
    ],
)
def test_period_in_words(language: str, text: str) -> None:
    assert shown("{% period '2017-06-28' '2018-09-14' %}", language) == text


def test_no_line_begins_with_a_dash_or_a_month() -> None:
    assert shown("{{ text|unbroken }}", text="Verbindungen stärken – Horizonte, 7. Juni") == (
        "Verbindungen stärken\u00a0– Horizonte, 7.\u00a0Juni"
    )


def test_a_text_in_another_language_is_marked() -> None:
    paths = {"title": "de", "links.7.label": "ru"}
    source = '<i{% lang "title" %}></i><i{% lang "lead" %}></i><i{% lang "links" key "label" %}></i>'
    assert shown(source, "en", foreign_paths=paths, key=7) == '<i lang="de"></i><i></i><i lang="ru"></i>'
    assert shown(source, "en", key=7) == "<i></i><i></i><i></i>"


def test_cards_and_links_mark_their_own_language() -> None:
    card = {"foreign_text": {"title": "de", "hero_picture_alt": "ru"}}
    assert shown('<i{% card_lang card "title" %}{% card_lang card "lead" %}>', card=card) == '<i lang="de">'
    assert shown("{{ card|alt_language }}", card=card) == "ru"
    assert shown("<a{% link_lang link %}>", "de", link={"locale": "ru"}) == '<a lang="ru" hreflang="ru">'
    assert shown("<a{% link_lang link %}>", "ru", link={"locale": "ru"}) == "<a>"


@pytest.mark.parametrize(
    ("language", "names"), [("de", "Deutsch und Russisch"), ("ru", "немецкий и русский"), ("en", "German and Russian")]
)
def test_languages_are_named_in_the_readers(language: str, names: str) -> None:
    assert shown("{{ paths|language_names }}", language, paths={"a": "ru", "b": "de", "c": "ru"}) == names


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://www.example.org/a?b", "example.org"), ("https://xn--mnchen-3ya.de/", "xn--mnchen-3ya.de"), ("", "")],
)
def test_site_of_an_address(address: str, name: str) -> None:
    assert shown("{{ address|site_of }}", address=address) == name
