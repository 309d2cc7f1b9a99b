"""Which folded words are near to one another."""

import pytest

from search.engines.database.neighbours import one_slip, ranked, reach


@pytest.mark.parametrize(
    ("word", "slips"), [("bon", 0), ("born", 1), ("kaluga", 1), ("volgograd", 2), ("konf2018", 0), ("x" * 41, 0)]
)
def test_a_word_may_have_as_many_slips_as_leave_it_known(word: str, slips: int) -> None:
    assert reach(word) == slips


def test_one_slip_is_a_letter_more_less_other_or_exchanged() -> None:
    found = one_slip("abc")
    # 3 fewer, 2 exchanged, 75 other, 101 more, and the word.
    assert len(found) == len(set(found)) == 3 + 2 + 75 + 101 + 1
    assert {"ab", "bac", "abx", "xabc", "abc"} <= set(found)


def test_the_nearest_come_first_and_then_those_with_the_same_first_letter() -> None:
    words = ["rolgograd", "volgograt", "volgodonsk", "volgograds", "stalingrad"]
    assert ranked("volgograd", words) == ["volgograds", "volgograt", "rolgograd"]
    assert ranked("bon", ["bonn"]) == []
