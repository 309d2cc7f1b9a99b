"""Addresses and what they ask: the same in both directions, and never an error."""

import pytest
from django.http import QueryDict

from partnerships.services.directory.asking import Asked, asked
from partnerships.services.directory.query import DirectoryQuery
from partnerships.services.drawing.shapes import Bounds


def ask(text: str) -> Asked:
    return asked(QueryDict(text), "de")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "q=Kaluga",
        "state=resting&state=suspended&region=saxony&topic=youth&place=kaluga",
        "order=-since&view=table",
        "view=map&bounds=4.80,46.40,60.80,62.40",
        "q=Kaluga&page=3",
    ],
)
def test_an_address_asks_what_it_was_made_of(address: str) -> None:
    assert ask(address).encoded == address


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("view=globe&order=random&page=x&bounds=1", ""),
        ("page=-3&state=&q=%20%20", ""),
        ("page=99999999", ""),
        ("page=20000", "page=10000"),
        ("page=²", ""),
        ("bounds=5,47,60,62", ""),
        ("view=map&bounds=nan,1,2,3", "view=map"),
        ("view=map&bounds=5,47,60,62", "view=map&bounds=4.80,46.40,60.80,62.40"),
        ("unknown=1&state=gone&state=gone", "state=gone"),
        (f"q={'x' * 500}", f"q={'x' * 200}"),
        ("q=+Bad++Homburg%20", "q=Bad+Homburg"),
    ],
)
def test_wrong_values_are_read_as_the_nearest_right_ones(given: str, read: str) -> None:
    assert ask(given).encoded == read


def test_there_is_an_end_to_values() -> None:
    many = "&".join(f"region=r{number}" for number in range(100))
    assert len(ask(many).query.facets["region"]) == 40


def test_steps_from_one_result_to_another() -> None:
    wanted = ask("q=Ka&state=active&state=resting&order=since&view=map&bounds=1,2,3,4&page=2")
    assert (
        wanted.without("state", "active").encoded
        == "q=Ka&state=resting&order=since&view=map&bounds=1.00,2.00,3.00,4.00"
    )
    assert wanted.shown_as("table").encoded == "q=Ka&state=active&state=resting&order=since&view=table"
    assert wanted.everything().encoded == "order=since&view=map"
    assert wanted.at_page(3).query.page == 3
    assert wanted.enlarged(Bounds(0, 1, 2, 3)).bounds == Bounds(0, 1, 2, 3)
    assert ask("state=active").without("state", "active") == Asked(DirectoryQuery("de"))
    assert [ask("state=active").address(base) for base in ("/de/", "")] == ["/de/?state=active", ""]
    assert (ask("").is_plain, ask("page=2").is_plain, ask("q=a").is_plain) == (True, False, False)
