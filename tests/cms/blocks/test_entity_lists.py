"""Lists of persons and places, and contact cards: names of the language, nobody who is not public."""

from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from cms.blocks.templatetags.block_tags import dialled
from news.models import ArticlePage
from tests.cms.blocks.presented import api, html, paths, refused, rows, text_of, with_body
from tests.factories.entities import OrganisationFactory, PersonFactory, PlaceFactory

pytestmark = pytest.mark.django_db
HIDDEN = [{"visibility": "staff"}, {"visibility": "accredited"}, {"visible_until": "2020-01-01"}]


def persons(*found: Any) -> tuple[str, dict[str, Any]]:
    return "person_list", {"title": "Gäste", "persons": rows(*(person.pk for person in found))}


def contact(**fields: Any) -> tuple[str, dict[str, Any]]:
    empty = {"organisation": None, "person": None, "email": "", "phone": "", "address": "", "note": ""}
    return "contact_card", {"title": "Presse", **empty, **fields}


def test_persons_under_the_names_that_readers_know(article: ArticlePage):
    office = OrganisationFactory(names={"de": "Forum"})
    known = PersonFactory(names={"de": "Erika M.", "ru": "Эрика М."}, functions={"de": "Rätin"}, organisation=office)
    page = with_body(article, persons(known, *(PersonFactory(names={"de": "X"}, **hidden) for hidden in HIDDEN)))
    with translation.override("ru"):
        found = html(page)
    assert [(text_of(part), part.get("lang")) for part in found.select("li > span")] == [
        ("Эрика М.", None), ("Rätin", "de"), ("Forum", "de"),
    ]  # fmt: skip
    assert [(one["name"], one["function"]) for one in api(page, "ru")[0]["persons"]] == [("Эрика М.", "Rätin")]
    assert paths(page) == ["body.b0.title"]


def test_a_list_of_nobody_is_not_shown(article: ArticlePage):
    page = with_body(article, persons(PersonFactory(visibility="staff")))
    assert html(page).find() is None
    assert api(page) == [{"id": "b0", "type": "person_list", "title": "Gäste", "persons": []}]


@pytest.mark.parametrize("count", [1, 3])
def test_persons_are_read_at_once(article: ArticlePage, count: int, django_assert_num_queries: DjangoAssertNumQueries):
    people = [PersonFactory(functions={"de": "Rat"}) for _number in range(count)]
    page = with_body(article, persons(*people))
    with django_assert_num_queries(3):
        assert len(html(page).select("li")) == count


def test_places(article: ArticlePage):
    kaluga = PlaceFactory(names={"de": "Kaluga", "ru": "Калуга"}, website="https://example.org/")
    suhl = PlaceFactory(names={"de": "Suhl"})
    page = with_body(article, ("place_list", {"title": "", "places": rows(kaluga.pk, suhl.pk)}))
    with translation.override("ru"):
        found = html(page)
    assert "aria-label" not in found.section.attrs
    names = found.select(".entity-list__name")
    assert [(part.name, text_of(part), part.get("href"), part.get("lang")) for part in names] == [
        ("a", "Калуга", "https://example.org/", None), ("span", "Suhl", None, "de"),
    ]  # fmt: skip
    assert [place["name"] for place in api(page, "ru")[0]["places"]] == ["Калуга", "Suhl"]
    assert paths(page) == []


def test_contact_card(article: ArticlePage):
    known = {"organisation": OrganisationFactory(names={"de": "Forum"}).pk, "email": "presse@example.org"}
    reached = {"phone": "+49 (0)30 12 34-5", "address": "Weg 1\n10115 Berlin", "note": "vormittags"}
    page = with_body(article, contact(**known, **reached, person=PersonFactory(names={"de": "Erika M."}).pk))
    found = html(page, {"body.b0.note": "ru"}).address
    assert [link["href"] for link in found.select("a")] == [
        "mailto:presse@example.org",
        "tel:+493012345",
    ]
    assert [text_of(line) for line in found.select("p")] == [
        "Presse", "Erika M.", "Forum", "Weg 1 10115 Berlin", "E-Mail: presse@example.org", "Telefon: +49 (0)30 12 34-5",
        "vormittags",
    ]  # fmt: skip
    assert found.select_one(".contact-card__note")["lang"] == "ru"
    shown = api(page)[0]
    assert (shown["organisation"]["name"], shown["person"]["name"], shown["phone"]) == (
        "Forum", "Erika M.", "+49 (0)30 12 34-5",
    )  # fmt: skip
    # Digits and addresses are facts: they flow, and translators do not get them.
    assert paths(page) == ["body.b0.note", "body.b0.title"]


def test_a_contact_stands_for_the_organisation_of_the_person(article: ArticlePage):
    person = PersonFactory(names={"de": "Erika M."}, organisation=OrganisationFactory(names={"de": "Rathaus"}))
    page = with_body(article, contact(person=person.pk, phone="1"))
    assert [text_of(line) for line in html(page).select("p")] == ["Presse", "Erika M.", "Rathaus", "Telefon: 1"]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_contact_who_is_not_public_is_not_named(article: ArticlePage, hidden: dict[str, str]):
    office = OrganisationFactory(names={"de": "Rathaus"})
    person = PersonFactory(names={"de": "Erika M."}, functions={"de": "Rätin"}, organisation=office, **hidden)
    page = with_body(article, contact(person=person.pk, email="presse@example.org"))
    assert [text_of(line) for line in html(page).select("p")] == ["Presse", "E-Mail: presse@example.org"]
    assert api(page)[0]["person"] is None


def test_a_contact_can_be_reached():
    said = {"email": {"messages": ["Give an e-mail address, a telephone number or a postal address."]}}
    assert refused(contact(note="vormittags")) == said
    assert refused(contact(), draft=True) is None
    assert refused(contact(phone="+49 30 1")) is None


@pytest.mark.parametrize(
    ("number", "digits"), [("+49 (0)30 12 34-5", "+493012345"), ("030/12345", "03012345"), ("8 (495) 123", "8495123")]
)
def test_dialled(number: str, digits: str):
    assert dialled(number) == digits
