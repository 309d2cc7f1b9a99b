"""How well municipalities fit, and why: every weight is seen in a sum."""

from dataclasses import replace
from math import sqrt

import pytest

from partnerships.services.requests.matching import Fit, Municipality, Reason, best_fits, fit_of

ASKING = Municipality(
    id="1", place="a", country="DE", region="saxony", size="medium", topics=frozenset({"youth", "climate", "sport"}),
    languages=frozenset({"de", "en"}), kind="seek",
)  # fmt: skip
OTHER = Municipality(id="2", place="b", country="RU", region="tver", size="medium", topics=frozenset({"youth"}))


def test_size_and_topics():
    assert fit_of(ASKING, OTHER) == Fit("2", 3.5, (Reason("topics", ("youth",)), Reason("same_size")))


def test_two_topics_of_two_weigh_double():
    other = replace(OTHER, topics=frozenset({"youth", "climate"}), size=None)
    assert fit_of(ASKING, other) == Fit("2", 4.0, (Reason("topics", ("climate", "youth")),))


def test_topics_weigh_less_where_there_are_many():
    other = replace(OTHER, topics=frozenset({"youth", "climate", "x", "y", "z", "v", "w", "u"}), size=None)
    assert fit_of(ASKING, other).points == pytest.approx(4 * sqrt(2 / 8))


def test_more_than_three_topics_count_as_three():
    topics = frozenset("abcdef")
    fit = fit_of(replace(ASKING, topics=topics), replace(OTHER, topics=topics, size=None))
    assert fit == Fit("2", pytest.approx(6 * sqrt(3 / 6)), (Reason("topics", ("a", "b", "c")),))


def test_a_missing_population_neither_helps_nor_excludes():
    assert fit_of(ASKING, replace(OTHER, size=None)) == Fit("2", 2.0, (Reason("topics", ("youth",)),))
    assert fit_of(replace(ASKING, size=None), replace(OTHER, size=None)).points == 2.0


def test_a_region_that_is_looked_for_counts_instead_of_its_country():
    asking = replace(ASKING, wished_country="RU", wished_regions=frozenset({"tver"}), wished_size="medium")
    assert fit_of(asking, replace(OTHER, topics=frozenset())) == Fit(
        "2", 6.0, (Reason("region", ("tver",)), Reason("size"))
    )
    elsewhere = replace(OTHER, topics=frozenset(), region="perm")
    assert fit_of(asking, elsewhere) == Fit("2", 4.0, (Reason("country", ("RU",)), Reason("size")))


def test_another_country_than_the_one_looked_for_is_out_of_the_question():
    assert fit_of(replace(ASKING, wished_country="PL"), OTHER) is None


def test_without_a_wish_the_own_country_is_out_of_the_question():
    assert fit_of(ASKING, replace(OTHER, country="DE")) is None
    assert fit_of(replace(ASKING, wished_country="DE"), replace(OTHER, country="DE")) is not None


def test_a_country_alone_is_no_reason():
    asking = replace(ASKING, wished_country="RU", topics=frozenset(), wished_size="major")
    assert fit_of(asking, OTHER) is None


def test_languages_alone_are_no_reason():
    other = replace(OTHER, topics=frozenset(), size=None, languages=frozenset({"de", "en"}))
    assert fit_of(ASKING, other) is None


def test_an_offer_meets_what_is_sought_in_a_topic_of_both():
    other = replace(OTHER, kind="offer", size=None, languages=frozenset({"de"}))
    assert fit_of(ASKING, other) == Fit(
        "2", 4.5, (Reason("topics", ("youth",)), Reason("complement"), Reason("languages", ("de",)))
    )
    assert fit_of(ASKING, replace(other, topics=frozenset())) is None


def test_one_that_looks_for_a_place_like_this():
    other = replace(OTHER, topics=frozenset(), size=None, wished_country="DE", wished_size="medium")
    assert fit_of(ASKING, other) == Fit("2", 2.0, (Reason("wished"),))
    assert fit_of(ASKING, replace(other, wished_size="large")) is None
    assert fit_of(ASKING, replace(other, wished_regions=frozenset({"bavaria"}))) is None
    assert fit_of(ASKING, replace(other, wished_country="PL")) is None
    assert fit_of(ASKING, replace(other, wished_size="")) is None


def test_neither_itself_nor_its_partners():
    assert fit_of(ASKING, replace(OTHER, place="a")) is None
    assert fit_of(replace(ASKING, partners=frozenset({"b"})), OTHER) is None


@pytest.mark.parametrize(("partners", "points"), [(0, 3.5), (1, 3.5), (2, 3.0), (3, 2.5), (5, None), (50, None)])
def test_many_partnerships_cost_points(partners, points):
    fit = fit_of(ASKING, replace(OTHER, partners=frozenset(map(str, range(partners)))))
    assert (fit.points if fit else None) == points


def test_the_best_ones_each_place_once_in_a_stable_order():
    others = [replace(OTHER, id=str(number), place=f"p{number}") for number in (7, 3, 5, 4, 6, 8)]
    better = replace(OTHER, id="9", place="p9", topics=frozenset({"youth", "climate"}))
    twice = replace(better, id="a", place="p3")
    assert [fit.id for fit in best_fits(ASKING, [*others, better, twice])] == ["9", "a", "4", "5", "6"]
    assert best_fits(ASKING, []) == []
