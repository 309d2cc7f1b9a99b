"""Staff list, search, filter, inspect, export, make and delete entities."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from wagtail.users.models import UserProfile

from cms.entities.models import Person, Place
from tests.factories.entities import (
    CountryFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    RegionFactory,
    TopicFactory,
)

PLACES = "/admin/cms_entities/place/"
LIST_QUERIES = {"place": 29, "region": 23, "organisation": 19, "person": 23, "topic": 17}


def rows(response) -> list[list[str]]:
    table = BeautifulSoup(response.content, "html.parser").select_one("table.listing tbody")
    return (
        [
            [(cell.select_one(".title-wrapper") or cell).get_text(" ", strip=True) for cell in row.select("td")]
            for row in table.select("tr")
        ]
        if table
        else []
    )


def first_cells(response) -> list[str]:
    return [row[0] for row in rows(response)]


@pytest.fixture
def towns(db: None) -> None:
    russia = CountryFactory(code="RU", names={"de": "Russland", "ru": "Россия"})
    oblast = RegionFactory(country=russia, kind="oblast", key="wolgograd", names={"de": "Oblast Wolgograd"})
    PlaceFactory(
        key="wolgograd",
        country=russia,
        region=oblast,
        population=1008998,
        names={"de": "Wolgograd", "ru": "Волгоград", "en": "Volgograd"},
        other_names=[("de", "former", "Stalingrad")],
    )
    PlaceFactory(key="koeln", country=CountryFactory(names={"de": "Deutschland"}), names={"de": "Köln"})


def test_columns(staff: Client, towns: None):
    assert [row[:4] for row in rows(staff.get(PLACES))] == [
        ["Köln", "city or municipality", "", "Deutschland"],
        ["Volgograd", "city or municipality", "Oblast Wolgograd", "Russland"],
    ]


def test_names_and_their_order_in_the_language_of_the_staff(staff: Client, towns: None):
    PlaceFactory(key="archangelsk", names={"de": "Zzz", "ru": "Архангельск"})
    UserProfile.objects.update(preferred_language="ru")
    assert first_cells(staff.get(PLACES)) == ["Köln", "Архангельск", "Волгоград"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=Сталинград", ["Volgograd"]),
        ("?q=stalingrad", ["Volgograd"]),
        ("?q=koeln", ["Köln"]),
        ("?q=Волгоград", ["Volgograd"]),
        ("?missing=ru", ["Köln"]),
        ("?country=nonsense", ["Köln", "Volgograd"]),
        ("?kind=city&missing=en&q=koln", ["Köln"]),
    ],
)
def test_search_and_filters(staff: Client, towns: None, query: str, names: list[str]):
    assert first_cells(staff.get(PLACES + query)) == names


def test_filter_by_country_and_region(staff: Client, towns: None):
    place = Place.objects.get(key="wolgograd")
    assert first_cells(staff.get(f"{PLACES}?country={place.country_id}")) == ["Volgograd"]
    assert first_cells(staff.get(f"{PLACES}?region={place.region_id}")) == ["Volgograd"]


@pytest.mark.parametrize(
    ("kind", "factory"),
    [
        ("place", lambda: PlaceFactory(region=RegionFactory())),
        ("region", RegionFactory),
        ("organisation", lambda: OrganisationFactory(place=PlaceFactory())),
        ("person", lambda: PersonFactory(organisation=OrganisationFactory())),
        ("topic", TopicFactory),
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_however_long(
    staff: Client, django_assert_num_queries: DjangoAssertNumQueries, kind: str, factory, count: int
):
    for _number in range(count):
        factory()
    address = f"/admin/cms_entities/{kind}/"
    staff.get(address)
    with django_assert_num_queries(LIST_QUERIES[kind]):
        assert len(rows(staff.get(address))) == count


def test_inspecting_shows_every_name(staff: Client, towns: None):
    place = Place.objects.get(key="wolgograd")
    assert rows(staff.get(f"{PLACES}inspect/{place.pk}/")) == [
        ["Wolgograd", "de", "official", ""],
        ["Волгоград", "ru", "official", ""],
        ["Volgograd", "en", "official", ""],
        ["Stalingrad", "de", "former", ""],
    ]


def test_csv_keeps_all_letters_and_starts_no_formula(staff: Client, towns: None):
    PlaceFactory(key="evil", names={"de": '=HYPERLINK("http://evil.example")', "ru": "-1+1"})
    response = staff.get(f"{PLACES}?export=csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "Key,Name (Deutsch),Name (Русский),Name (English),Other Names,Kind,Region,Country,Population",
        """evil,"'=HYPERLINK(""http://evil.example"")",'-1+1,,,city or municipality,,Deutschland,""",
        "koeln,Köln,,,,city or municipality,,Deutschland,",
        (
            'wolgograd,Wolgograd,Волгоград,Volgograd,"Stalingrad (de, former)",city or municipality,'
            "Oblast Wolgograd,Russland,1008998"
        ),
    ]


def test_xlsx_holds_text_not_formulas(staff: Client, towns: None):
    PlaceFactory(key="evil", names={"de": "=1+1"})
    response = staff.get(f"{PLACES}?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert [(row[0].value, row[1].value, row[1].data_type) for row in sheet.iter_rows(min_row=2)] == [
        ("evil", "=1+1", "s"),
        ("koeln", "Köln", "s"),
        ("wolgograd", "Wolgograd", "s"),
    ]


def form(**fields: str) -> dict[str, str]:
    return {
        "key": "",
        "wikidata_id": "",
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "0",
        "names-MIN_NUM_FORMS": "1",
        "names-MAX_NUM_FORMS": "1000",
        "names-0-language": "de",
        "names-0-kind": "official",
        "names-0-text": "",
        "names-0-valid_from": "",
        "names-0-valid_to": "",
        "names-0-ORDER": "1",
        **fields,
    }


def test_a_new_place_gets_its_key_from_its_name(staff: Client):
    PlaceFactory(key="dueren")
    country = CountryFactory()
    fields = form(**{"names-0-text": "Düren", "kind": "city", "country": str(country.pk)})
    response = staff.post(f"{PLACES}create/", fields)
    assert response.status_code == 302, response.context["form"].errors
    place = Place.objects.get(key="dueren-2")
    assert [(row.text, row.folded) for row in place.names.all()] == [("Düren", "duren")]


def test_a_place_without_name_is_refused(staff: Client):
    response = staff.post(f"{PLACES}create/", form(kind="city", country=str(CountryFactory().pk)))
    assert response.status_code == 200
    assert Place.objects.count() == 0


def test_a_name_in_another_language_keeps_its_code(staff: Client):
    place = PlaceFactory(names={"pl": "Wołgograd"})
    page = BeautifulSoup(staff.get(f"{PLACES}edit/{place.pk}/").content, "html.parser")
    options = page.select("select[name=names-0-language] option")
    assert [option["value"] for option in options] == ["de", "ru", "en", "pl"]
    assert [option["value"] for option in options if option.has_attr("selected")] == ["pl"]


def test_a_new_person_is_seen_by_staff_only(staff: Client):
    fields = form(**{"names-0-text": "Erika Mustermann", "visibility": "staff", "visible_until": ""})
    fields |= {f"functions-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    fields |= {"functions-MAX_NUM_FORMS": "1000"}
    response = staff.get("/admin/cms_entities/person/create/")
    selected = BeautifulSoup(response.content, "html.parser").select_one("select[name=visibility] option[selected]")
    assert selected["value"] == "staff"
    assert staff.post("/admin/cms_entities/person/create/", fields).status_code == 302
    assert [(person.key, person.is_public) for person in Person.objects.all()] == [("erika-mustermann", False)]


def test_deleting_says_where_an_entity_is_still_used(staff: Client, towns: None):
    country = Place.objects.get(key="wolgograd").country
    response = staff.post(f"/admin/cms_entities/country/delete/{country.pk}/")
    assert response.status_code == 200
    assert [str(thing) for thing in response.context["linked_objects"]] == ["Oblast Wolgograd", "Wolgograd"]
    assert Place.objects.count() == 2


def test_deleting_an_unused_entity(staff: Client, towns: None):
    place = Place.objects.get(key="koeln")
    assert staff.post(f"{PLACES}delete/{place.pk}/").status_code == 302
    assert [place.key for place in Place.objects.all()] == ["wolgograd"]
