"""The page editor's choosers find entities by any name and show what tells namesakes apart."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.admin.panels.base import get_form_for_model

from cms.entities.choosers import choosers, tag_chooser
from cms.entities.models import Topic
from conference.models import EditionHostPlace, EditionOrganisation
from news.models import ArticlePage
from tests.factories.entities import (
    CountryFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    RegionFactory,
    TagFactory,
    TopicFactory,
)

MAKERS = {
    "country_chooser": lambda number: CountryFactory(code=f"X{number}", key=f"x{number}"),
    "region_chooser": lambda number: RegionFactory(),
    "place_chooser": lambda number: PlaceFactory(region=RegionFactory()),
    "organisation_chooser": lambda number: OrganisationFactory(place=PlaceFactory()),
    "person_chooser": lambda number: PersonFactory(organisation=OrganisationFactory()),
    "topic_chooser": lambda number: TopicFactory(),
    "tag_chooser": lambda number: TagFactory(),
}


def listed(client: Client, name: str, query: str = "") -> list[list[str]]:
    response = client.get(f"/admin/{name}/results/?q={quote(query)}")
    table = BeautifulSoup(response.content, "html.parser").select("table tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in table]


def test_every_kind_has_a_chooser():
    assert [chooser.name for chooser in choosers] == list(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
def test_the_window_opens_and_the_choice_is_taken(staff: Client, name: str):
    entity = MAKERS[name](1)
    assert staff.get(f"/admin/{name}/").json()["step"] == "choose"
    chosen = staff.get(f"/admin/{name}/chosen/{entity.pk}/").json()
    assert (chosen["step"], chosen["result"]["id"], chosen["result"]["title"]) == (
        "chosen",
        str(entity.pk),
        str(entity),
    )


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_costs_the_same_however_long(
    staff: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str
):
    MAKERS[name](1)
    listed(staff, name)
    queries = {"topic_chooser": 6, "tag_chooser": 6, "country_chooser": 6, "place_chooser": 10}.get(name, 8)
    with django_assert_num_queries(queries):
        assert len(listed(staff, name)) == 1
    MAKERS[name](2)
    MAKERS[name](3)
    with django_assert_num_queries(queries):
        assert len(listed(staff, name)) == 3


@pytest.mark.parametrize("query", ["Nischni Nowgorod", "nizhny", "Нижний", "Gorki", "Горький"])
def test_places_are_found_by_any_name(staff: Client, query: str):
    PlaceFactory(
        key="nischni-nowgorod",
        names={"de": "Nischni Nowgorod", "ru": "Нижний Новгород", "en": "Nizhny Novgorod"},
        other_names=[("de", "former", "Gorki"), ("ru", "former", "Горький")],
    )
    PlaceFactory(key="koeln")
    assert listed(staff, "place_chooser", query) == [["Nizhny Novgorod", "city or municipality", "", "De"]]


def test_namesakes_are_told_apart(staff: Client):
    PlaceFactory(names={"de": "Münster"}, region=RegionFactory(names={"de": "Nordrhein-Westfalen"}))
    PlaceFactory(names={"de": "Munster"}, region=RegionFactory(names={"de": "Niedersachsen"}))
    assert listed(staff, "place_chooser", "munster") == [
        ["Munster", "city or municipality", "Niedersachsen", "De"],
        ["Münster", "city or municipality", "Nordrhein-Westfalen", "De"],
    ]


def test_topics_and_tags_are_chosen_apart(staff: Client):
    TopicFactory(names={"de": "Jugend"})
    TagFactory(names={"de": "Feier"})
    assert (listed(staff, "topic_chooser"), listed(staff, "tag_chooser")) == ([["Jugend"]], [["Feier"]])


def test_a_tag_is_made_while_choosing(staff: Client):
    fields = {"name_de": "Städtereise", "name_ru": "Поездка", "name_en": ""}
    answer = staff.post("/admin/tag_chooser/create/", fields).json()
    assert (answer["step"], answer["result"]["title"]) == ("chosen", "Städtereise")
    tag = Topic.objects.get()
    assert (tag.kind, tag.key) == ("tag", "staedtereise")
    assert [(row.language, row.text) for row in tag.names.all()] == [("de", "Städtereise"), ("ru", "Поездка")]


def test_a_tag_that_exists_is_not_made_again(staff: Client):
    TagFactory(names={"de": "Städtereise"})
    answer = staff.post("/admin/tag_chooser/create/", {"name_de": "Staedtereise"}).json()
    assert answer["step"] == "reshow_creation_form"
    assert "There is already a tag “Städtereise”: choose it." in answer["htmlFragment"]
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "field", "chooser"),
    [
        (ArticlePage, "dateline_place", "place_chooser"),
        (EditionHostPlace, "place", "place_chooser"),
        (EditionOrganisation, "organisation", "organisation_chooser"),
    ],
)
def test_foreign_keys_use_the_chooser_by_themselves(staff: Client, model: type, field: str, chooser: str):
    form = get_form_for_model(model, fields=[field])
    assert form.base_fields[field].widget.chooser_modal_url_name == f"{chooser}:choose"


def test_the_tag_chooser_is_used_where_it_is_named():
    assert tag_chooser.widget_class.chooser_modal_url_name == "tag_chooser:choose"
