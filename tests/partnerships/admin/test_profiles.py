"""Staff find, filter, export, inspect and confirm profiles."""

import datetime
from collections.abc import Callable
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale, Page

from cms.entities.models import Place
from cms.translation.models import ApprovedWording
from partnerships.models import Confirmation, DirectoryPage, PartnershipPage
from partnerships.services.staff import profiles
from tests.factories.entities import PlaceFactory
from tests.factories.pages import publish
from tests.factories.partnerships import profile

LIST = "/admin/partnerships/profiles/"


def rows(response) -> list[list[str]]:
    table = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [
        [(cell.select_one(".title-wrapper") or cell).get_text(" ", strip=True) for cell in row.select("td")][1:]
        for row in table
    ]


def titles(response) -> list[str]:
    return [row[0] for row in rows(response)]


@pytest.fixture
def kassel(directory: DirectoryPage, volgograd: Place) -> PartnershipPage:
    kassel = PlaceFactory(key="kassel", names={"de": "Kassel", "ru": "Кассель"})
    page = profile(directory, kassel, volgograd, since="1989", sources="Vertrag\nhttps://example.org/", lead="Text.")
    return publish(page)


def test_columns(staff: Client, page: PartnershipPage, kassel: PartnershipPage):
    Confirmation.objects.create(partnership=page.translation_key, confirmed_on=datetime.date(2026, 1, 2))
    russian = Locale.objects.get(language_code="ru")
    ApprovedWording.objects.create(
        translation_key=page.translation_key, locale=russian, path="lead", value="x", source="x"
    )
    assert rows(staff.get(LIST)) == [
        [
            "Chemnitz – Wolgograd",
            "resting",
            "1991-06-20",
            "partnership",
            "2 Jan 2026",
            "partly documented (0)",
            "ru",
            "",
        ],
        ["Kassel – Wolgograd", "not known", "1989", "partnership", "", "partly documented (2)", "de", ""],
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=Сталинград", ["Chemnitz", "Kassel"]),
        ("?q=karl-marx-stadt+volgograd", ["Chemnitz"]),
        ("?q=Кассель", ["Kassel"]),
        ("?q=nowhere", []),
        ("?state=resting", ["Chemnitz"]),
        ("?state=unknown", ["Kassel"]),
        ("?kind__exact=friendship", []),
        ("?missing=confirmation", ["Kassel"]),
        ("?missing=source", ["Chemnitz"]),
        ("?missing=story_ru", ["Kassel"]),
        ("?missing=story_en", ["Chemnitz", "Kassel"]),
        ("?country=nonsense", ["Chemnitz", "Kassel"]),
    ],
)
def test_search_and_filters(
    staff: Client, page: PartnershipPage, kassel: PartnershipPage, query: str, found: list[str]
):
    Confirmation.objects.create(partnership=page.translation_key)
    Confirmation.objects.create(
        partnership=kassel.translation_key, confirmed_on=timezone.localdate() - datetime.timedelta(days=366)
    )
    russian = Locale.objects.get(language_code="ru")
    ApprovedWording.objects.create(
        translation_key=page.translation_key, locale=russian, path="body.x.text", value="x", source="x"
    )
    assert [title.split(" ")[0] for title in titles(staff.get(LIST + query))] == found


def test_filter_by_region_and_country(
    staff: Client, page: PartnershipPage, kassel: PartnershipPage, saxony: object, volgograd: Place
):
    assert titles(staff.get(f"{LIST}?region={saxony.pk}")) == ["Chemnitz – Wolgograd"]
    assert titles(staff.get(f"{LIST}?country={volgograd.country_id}")) == ["Chemnitz – Wolgograd", "Kassel – Wolgograd"]


def test_a_list_costs_the_same_however_long(staff: Client, directory: DirectoryPage, volgograd: Place):
    costs = []
    for count in (1, 3):
        while profiles().count() < count:
            profile(directory, PlaceFactory(), volgograd, changes=[{"state": "active"}])
        staff.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert len(rows(staff.get(LIST))) == count
        costs.append(len(queries))
    # What the menu asks is not ours to count.
    assert costs[0] == costs[1]


def test_csv_starts_no_formula(staff: Client, page: PartnershipPage):
    PartnershipPage.objects.filter(pk=page.pk).update(sources="=1+1")
    lines = b"".join(staff.get(f"{LIST}?export=csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "Title,State,State Since,Since,Kind,Last Confirmed,Evidence,Sources,Story In,Address",
        (
            "Chemnitz – Wolgograd,resting,2022-03,1991-06-20,partnership,,partly documented,'=1+1,,"
            f"http://localhost/de/partnerschaften/{page.slug}/"
        ),
    ]


def test_xlsx_holds_text(staff: Client, page: PartnershipPage):
    PartnershipPage.objects.filter(pk=page.pk).update(sources="=1+1")
    sheet = load_workbook(BytesIO(staff.get(f"{LIST}?export=xlsx").getvalue())).active
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:2] == [("Chemnitz – Wolgograd", "s"), ("resting", "s")]
    assert (sheet[2][7].value, sheet[2][7].data_type) == ("=1+1", "s")


def test_inspecting_shows_the_whole_history(staff: Client, page: PartnershipPage):
    changes = list(page.status_changes.all())
    changes[0].withdrawn = True
    page.status_changes = changes
    page = publish(page)
    html = BeautifulSoup(staff.get(f"{LIST}inspect/{page.pk}/").content, "html.parser")
    assert [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in html.select("tbody tr")] == [
        ["active (withdrawn)", "not known", "not known", "", ""],
        ["resting", "March 2022", "council", "", "Protokoll"],
    ]
    assert html.select_one(".partnership-state").text == "Resting since March 2022, by decision of the council."


def test_editing_and_adding_lead_to_the_pages(staff: Client, page: PartnershipPage, directory: DirectoryPage):
    assert staff.get(f"{LIST}edit/{page.pk}/")["Location"].startswith(f"/admin/pages/{page.pk}/edit/")
    assert staff.get(f"{LIST}create/")["Location"].startswith(
        f"/admin/pages/add/partnerships/partnershippage/{directory.pk}/"
    )


@pytest.mark.parametrize(
    ("role", "status"), [("Editors", 200), ("Moderators", 200), ("admin", 200), ("Translators (ru)", 302)]
)
def test_who_may_see_the_register(signed_in: Callable[[str], Client], page: PartnershipPage, role: str, status: int):
    client = signed_in(role)
    assert client.get(LIST).status_code == status
    assert client.get(f"{LIST}inspect/{page.pk}/").status_code == status
    assert client.get(f"{LIST}?export=csv").status_code == status


def test_translations_are_neither_listed_nor_inspected(staff: Client, in_russian: Page, page: PartnershipPage):
    russian = page.get_translations().get(locale__language_code="ru")
    assert titles(staff.get(LIST)) == ["Chemnitz – Wolgograd"]
    assert staff.get(f"{LIST}inspect/{russian.pk}/").status_code == 302


def confirm(client: Client, *pages: Page, query: str = "", office: str = "Büro") -> str:
    response = client.post(f"{LIST}confirmed/{query}", {"page": [page.pk for page in pages], "office": office})
    assert response["Location"] == LIST + query
    return [str(message) for message in get_messages(response.wsgi_request)][-1]


def test_what_is_selected_is_confirmed(staff: Client, page: PartnershipPage, kassel: PartnershipPage):
    assert confirm(staff, page, kassel, query="?state=resting") == "2 profiles are confirmed."
    today = timezone.localdate()
    assert sorted(Confirmation.objects.values_list("partnership", "confirmed_on", "office", "place")) == sorted(
        (each.translation_key, today, "Büro", None) for each in (page, kassel)
    )
    assert confirm(staff) == "Nothing was selected: tick the profiles to confirm."


def test_nobody_confirms_what_they_may_not_edit(
    signed_in: Callable[[str], Client], in_russian: Page, page: PartnershipPage
):
    client = signed_in("Translators (ru)")
    assert client.post(f"{LIST}confirmed/", {"page": page.pk}).status_code == 302
    assert client.get(f"{LIST}confirmed/").status_code in (302, 405)
    russian = page.get_translations().get(locale__language_code="ru")
    assert confirm(signed_in("Moderators"), russian) == "Nothing was selected: tick the profiles to confirm."
    assert Confirmation.objects.count() == 0
