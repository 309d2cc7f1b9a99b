"""Links of a translated rich text follow the source."""

import pytest

from cms.translation.richtext import same_words, with_links_of

OLD = '<p>a <a href="/1">b</a> <a href="/1">c</a></p>'


def test_attributes_and_keys_are_no_words() -> None:
    assert same_words('<p data-block-key="x">a <a href="/1">b</a></p>', '<p>a <a id="3" linktype="page">b</a></p>')
    assert not same_words("<p>a <b>b</b></p>", "<p>a b</p>")


@pytest.mark.parametrize(
    ("value", "source", "expected"),
    [
        ('<a href="/1">ц</a>', '<a href="/2">b</a> <a href="/3">c</a>', '<a href="/2">ц</a>'),
        (
            '<a href="/1">б</a> <a href="/1">ц</a>',
            '<a href="/2">b</a> <a href="/3">c</a>',
            '<a href="/2">б</a> <a href="/3">ц</a>',
        ),
        # A link that only the translator has stays, as do all once their number differs.
        ('<a href="/x">б</a>', '<a href="/2">b</a> <a href="/3">c</a>', '<a href="/x">б</a>'),
        ('<a href="/1">б</a>', '<a href="/2">b</a>', '<a href="/1">б</a>'),
    ],
)
def test_each_occurrence_has_its_own_successor(value: str, source: str, expected: str) -> None:
    assert with_links_of(value, OLD, source) == expected


def test_the_order_of_attributes_does_not_count() -> None:
    old, new = '<a linktype="page" id="3">a</a>', '<a linktype="page" id="4">a</a>'
    assert with_links_of('<a id="3" linktype="page">а</a>', old, new) == '<a linktype="page" id="4">а</a>'
