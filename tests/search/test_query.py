"""How a typed line becomes terms."""

from search.query import MAX_TERMS, Term, parse


def test_words_phrases_and_exclusions():
    assert parse('Kaluga "drei Tage" -Moskau online') == (
        Term(("Kaluga",)),
        Term(("drei", "Tage"), quoted=True),
        Term(("Moskau",), excluded=True),
        Term(("online",), prefix=True),
    )


def test_an_excluded_phrase_and_a_closed_phrase_are_no_prefix():
    assert parse('-"runder Tisch" "Kaluga"') == (
        Term(("runder", "Tisch"), excluded=True, quoted=True),
        Term(("Kaluga",), quoted=True),
    )


def test_nothing_but_signs_is_no_term():
    assert [parse(text) for text in ("", "  ", "- ???", '""', "\x00")] == [(), (), (), (), ()]


def test_hyphenated_words_stand_together():
    assert parse("Baden-Baden") == (Term(("Baden", "Baden"), prefix=True),)


def test_terms_are_limited():
    assert len(parse(" ".join(["wort"] * 40))) == MAX_TERMS
