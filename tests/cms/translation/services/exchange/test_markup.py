"""Rich texts in files: links by number, and what is not taken back."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.translation.services.exchange.markup import MarkupRefused, allowed_tags, names_of, read, written

SOURCE = (
    '<p data-block-key="k1">Ein <a href="https://example.org/de">Wort</a> &amp; <a linktype="page" id="3">noch</a></p>'
    '<ul><li data-block-key="k2"><b>eins</b><br/></li></ul>'
)
IN_FILE = '<p>Ein <a id="a1">Wort</a> &amp; <a id="a2">noch</a></p><ul><li><b>eins</b><br/></li></ul>'
NAMES = names_of(SOURCE)
ALLOWED = allowed_tags(["bold", "link", "ul"], SOURCE)
NO_LINK = "Die Vorlage hat keinen Link und keine Einbettung"
INLINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


def back(text: str, strict: bool = True) -> str:
    return read(text, NAMES, NAMES.keys(), ALLOWED, strict)


def test_a_source_is_written_without_keys_and_targets() -> None:
    assert written(SOURCE, NAMES) == IN_FILE
    assert back(IN_FILE) == SOURCE.replace(' data-block-key="k1"', "").replace(' data-block-key="k2"', "")
    # The same target twice has two names, and a link of the translation's own one after those of the source.
    twice = '<p><a href="/x">a</a> <a href="/x">b</a></p>'
    own = '<p><a href="/y">c</a> <a href="/x">b</a></p>'
    assert written(twice, names_of(twice)) == '<p><a id="a1">a</a> <a id="a2">b</a></p>'
    assert written(own, names_of(twice, own)) == '<p><a id="a3">c</a> <a id="a1">b</a></p>'


@given(st.lists(INLINE, min_size=3, max_size=3))
def test_any_words_survive_between_tags(words: list[str]) -> None:
    first, second, third = (escape(word, quote=False) for word in words)
    html = f'<p>{first}<a href="https://example.org/de">{second}</a> <a linktype="page" id="3">x</a></p><p>{third}</p>'
    assert back(written(html, NAMES)) == html


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ('<p><a id="a1">Слово</a></p>', ["Der Link oder die Einbettung „a2“ der Vorlage fehlt."]),
        (IN_FILE.replace("a2", "a7"), [f"{NO_LINK} „a7“.",
                                       "Der Link oder die Einbettung „a2“ der Vorlage fehlt."]),
        (IN_FILE + "<script>x()</script>", ["Die Auszeichnung <script> kann in diesem Text nicht verwendet werden."]),
        (IN_FILE + "<h2>x</h2>", ["Die Auszeichnung <h2> kann in diesem Text nicht verwendet werden."]),
        (IN_FILE + '<p onclick="x()">y</p>', ["Die Auszeichnung <p> kann hier kein „onclick“ haben."]),
        (IN_FILE.replace("</b>", ""), ["</li> schließt hier nichts.", "</ul> schließt hier nichts.",
                                       "<ul> ist nicht geschlossen.", "<li> ist nicht geschlossen.",
                                       "<b> ist nicht geschlossen."]),
        (IN_FILE + "<p>x</p", ["Eine Auszeichnung hat kein Ende: „</p“."]),
        # Seconds, not minutes: a parser would look for each end anew.
        ("<a " * 100_000, ["Eine Auszeichnung hat kein Ende: „<a “."]),
        (IN_FILE + "<!-- x -->", ["Kommentare und Deklarationen können in diesem Text nicht verwendet werden."]),
        (IN_FILE + '<a href="javascript:x()">y</a>', [f"{NO_LINK} „href=javascript:x()“."]),
    ],
)  # fmt: skip
def test_what_would_be_lost_or_do_harm_is_refused(text: str, reasons: list[str]) -> None:
    with pytest.raises(MarkupRefused) as refused:
        back(text)
    assert refused.value.reasons == reasons


def test_words_alone_become_a_paragraph_and_own_links_stay() -> None:
    assert read("Просто < слова", {}, set(), ALLOWED) == "<p>Просто &lt; слова</p>"
    assert read('<p><a href="https://example.org/?a=1&amp;b">x</a></p>', {}, set(), ALLOWED) == (
        '<p><a href="https://example.org/?a=1&amp;b">x</a></p>'
    )
    # Beside another source nobody can say which link is meant: its words stay.
    assert back('<p><a id="a1">да</a> <a id="a9">нет</a></p>', strict=False) == (
        '<p><a href="https://example.org/de">да</a> нет</p>'
    )
