"""A profile as readers get it: everything from its content item, in the words of its language."""

import datetime
import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from cms.entities.models import Place
from partnerships.models import Confirmation, DirectoryPage, PartnershipPage
from tests.factories.entities import OrganisationFactory, PersonFactory, PlaceFactory, TopicFactory
from tests.factories.media import DocumentFileFactory
from tests.factories.pages import add_topics, draft_translation, publish, publish_section
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.factories.site import build_site, home_of

RESTING = {
    "state": "resting",
    "starts": "2022-03",
    "decided_by": "council",
    "as_of": "2022-07",
    "sources": "https://www.example.org/rat\nProtokoll",
    "continues": "Kontakte der Schulen",
    "condition": "Ende der Kampfhandlungen",
    "note": "Einstimmig.",
}
OTHER_DOORS = (
    "/de/partnerschaften/",
    "/de/partnerships/directory.csv",
    "/de/partnerships/directory.xlsx",
    "/de/partnerships/directory.json",
    "/de/partnerships/directory.geojson",
    "/de/partnerships/suggestions/?q=anna",
    "/de/partnerships/places/volgograd-2/",
    "/de/feed.atom",
    "/sitemap.xml",
    "/api/v1/partnerships/?locale=de",
    "/api/v1/partnerships/geojson/?locale=de",
    "/api/v1/partnerships/changes/?since=2020-01-01T00:00:00Z",
)
PERSONS = ("anna", "boris", "clara")
STORY = [{"type": "rich_text", "value": "<p>Chöre reisten.</p>", "id": "b0"}]


def page_of(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def text_of(element: Any) -> str:
    return " ".join(element.get_text(" ").replace("\xa0", " ").split())


def facts_of(page: BeautifulSoup) -> dict[str, list[str]]:
    rows = page.select(".facts__list > div")
    return {text_of(row.dt): [text_of(value) for value in row.find_all("dd")] for row in rows}


def full_profile(directory: DirectoryPage, chemnitz: Place, volgograd: Place) -> PartnershipPage:
    """A profile with everything."""
    chemnitz.population, chemnitz.population_year, chemnitz.population_source = 245403, 2023, "Statistik, 2026-11-24"
    chemnitz.website = "https://www.chemnitz.de/"
    chemnitz.save()
    club = OrganisationFactory(key="club", names={"de": "Freundeskreis"}, website="https://club.example.org/")
    letter = DocumentFileFactory(title="Brief")
    page = profile(
        directory, chemnitz, volgograd,
        slug="paar", since="1988-05", texts_of=datetime.date(2021, 5, 4), body=STORY,
        sources="https://www.chemnitz.de/partner\nStadtarchiv",
        changes=[{"state": "active", "starts": "1988-05"}, {**RESTING, "letter": letter}],
        actors=[
            {"place": chemnitz, "role": "association", "organisation": club, "contact_email": "club@example.org"},
            {"place": volgograd, "role": "school", "label": "Schule 12"},
        ],
    )  # fmt: skip
    add_topics(page, TopicFactory(key="jugend", names={"de": "Jugend"}))
    Confirmation.objects.create(
        partnership=page.translation_key, place=chemnitz, confirmed_on=datetime.date(2020, 9, 1), office="Büro"
    )
    return publish(page)


def profile_with_persons(directory: DirectoryPage, chemnitz: Place, volgograd: Place) -> PartnershipPage:
    """One person on each side and an actor that is nothing but a person; Chemnitz shows its persons."""
    persons = {name: PersonFactory(key=f"{name}-1", names={"de": f"{name}lieb"}) for name in PERSONS}
    actors = [
        {"place": chemnitz, "label": "Büro", "person": persons["anna"]},
        {"place": volgograd, "label": "Schule", "person": persons["boris"]},
        {"place": volgograd, "role": "culture", "person": persons["clara"], "contact_email": "clara@example.org"},
    ]
    page = profile(directory, chemnitz, volgograd, slug="personen", actors=actors)
    page.places.filter(place=chemnitz).update(hides_persons=False)
    return publish(PartnershipPage.objects.get(pk=page.pk))


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """The directory in two languages and both profiles, built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        directory, towns = german_directory(), two_towns()
        russian = draft_translation(directory, "ru", home_of("ru"), title="Партнёрства", slug="partnyorstva")
        publish_section(russian)
        yield {
            "directory": directory.pk,
            "rich": full_profile(directory, *towns).pk,
            "named": profile_with_persons(directory, *towns).pk,
        }
        transaction.set_rollback(True)


@pytest.fixture
def directory(built: dict[str, int], db: None) -> DirectoryPage:
    return DirectoryPage.objects.get(pk=built["directory"])


@pytest.fixture
def rich(built: dict[str, int], db: None) -> PartnershipPage:
    return PartnershipPage.objects.get(pk=built["rich"])


@pytest.fixture
def named(built: dict[str, int], db: None) -> PartnershipPage:
    return PartnershipPage.objects.get(pk=built["named"])


@pytest.fixture
def towns(rich: PartnershipPage) -> list[Place]:
    return [row.place for row in rich.places.all()]


def test_everything_of_a_full_profile(client: Client, rich: PartnershipPage) -> None:
    page = page_of(client, "/de/partnerschaften/paar/")
    assert text_of(page.h1) == "Chemnitz – Wolgograd"
    assert [name["class"][1] for name in page.select(".pair-title__name")] == ["side-a", "side-b"]
    assert (
        text_of(page.select_one(".pair-head .state"))
        == "Ruht seit März 2022, auf Beschluss des Rates (Stand: Juli 2022)."
    )
    terms = [text_of(row) for row in page.select(".pair-head__terms > div")]
    assert terms == [
        "Was weitergeht Kontakte der Schulen",
        "Bedingung für die Wiederaufnahme Ende der Kampfhandlungen",
    ]
    assert facts_of(page) == {
        "Art": ["Partnerschaft Zwei Orte haben sich vertraglich verbunden, ohne Begrenzung von Zeit oder Gegenstand."],
        "Seit": ["Mai 1988 Der Tag ist nicht bekannt."],
        "Nächstes Jubiläum": ["40 Jahre: Mai 2028"],
        "Entfernung": ["2.262 km Luftlinie"],
        "Chemnitz": [
            "Sachsen",
            "Einwohner: 245.403 (2023) Quelle: Statistik, 24. November 2026",
            "Alle Partnerschaften dieses Ortes", "chemnitz.de",
        ],
        "Wolgograd": ["Gebiet Wolgograd", "Alle Partnerschaften dieses Ortes"],
        "Zuletzt bestätigt": ["1. September 2020 Chemnitz , Büro", "Seit über einem Jahr nicht bestätigt"],
        "Belege": ["Teilweise belegt Stand: Juli 2022"],
        "Quellen": ["chemnitz.de", "Stadtarchiv"],
        "Lizenz des Datensatzes": ["CC BY 4.0"],
        "Verzeichnis": ["Alle Partnerschaften"],
    }  # fmt: skip
    assert [text_of(entry) for entry in page.select(".timeline > li")] == [
        "Mai 1988 Aktiv seit Mai 1988.",
        (
            "März 2022 Ruht seit März 2022, auf Beschluss des Rates (Stand: Juli 2022). Einstimmig. "
            "Was weitergeht Kontakte der Schulen Bedingung für die Wiederaufnahme Ende der Kampfhandlungen "
            "Schreiben: Brief TXT, 8 Bytes Quellen: example.org , Protokoll"
        ),
    ]
    assert [time["datetime"] for time in page.select(".timeline time")] == ["1988-05", "2022-03"]
    headings = [text_of(heading) for heading in page.select(".page-body h2")]
    assert headings == ["Chronik", "Erzählung", "Wer die Partnerschaft trägt", "Rund um diese Partnerschaft"]
    assert text_of(page.select_one(".context-banner")) == (
        "Geschrieben am 4. Mai 2021. Stand heute: Ruht seit März 2022, auf Beschluss des Rates (Stand: Juli 2022)."
    )
    assert [text_of(side) for side in page.select(".actor-side")] == [
        "Chemnitz Verein Freundeskreis Nachricht schreiben : Freundeskreis",
        "Wolgograd Schule oder Hochschule Schule 12",
    ]
    actor = rich.actors.get(label="")
    assert page.select_one(".actor__contact")["href"] == f"/de/partnerships/contact/{actor.translation_key}/"
    assert "club@example.org" not in str(page)
    assert page.select(".no-story") == []


def test_a_bare_profile_invites(client: Client, directory: DirectoryPage) -> None:
    ends = PlaceFactory(key="one", names={"de": "Eins"}), PlaceFactory(key="two", names={"de": "Zwei"})
    change = {"state": "unknown", "sources": "https://rgre.example.org/"}
    publish(profile(directory, *ends, slug="kahl", since="", changes=[change]))
    page = page_of(client, "/de/partnerschaften/kahl/")
    assert text_of(page.select_one(".pair-head .state")) == "Stand nicht bekannt."
    assert facts_of(page) == {
        "Art": ["Partnerschaft Zwei Orte haben sich vertraglich verbunden, ohne Begrenzung von Zeit oder Gegenstand."],
        "Seit": ["nicht bekannt"],
        "Eins": ["Alle Partnerschaften dieses Ortes"],
        "Zwei": ["Alle Partnerschaften dieses Ortes"],
        "Zuletzt bestätigt": ["Noch von keiner Seite bestätigt"],
        "Belege": ["Teilweise belegt"],
        "Lizenz des Datensatzes": ["CC BY 4.0"],
        "Verzeichnis": ["Alle Partnerschaften"],
    }
    assert [text_of(heading) for heading in page.select("main h2")] == ["Noch keine Geschichte zu dieser Partnerschaft"]


def test_a_state_alone_is_told_and_still_invites(client: Client, directory: DirectoryPage, towns: list[Place]) -> None:
    change = {"state": "unknown", "note": "Vertrag von 1989."}
    publish(profile(directory, *towns, slug="knapp", since="", changes=[change]))
    page = page_of(client, "/de/partnerschaften/knapp/")
    assert [text_of(entry) for entry in page.select(".timeline > li")] == ["Stand nicht bekannt. Vertrag von 1989."]
    headings = [text_of(heading) for heading in page.select(".page-body h2")]
    assert headings[:2] == ["Chronik", "Noch keine Geschichte zu dieser Partnerschaft"]


def test_a_triangle(client: Client, directory: DirectoryPage, towns: list[Place]) -> None:
    jena = PlaceFactory(key="jena", names={"de": "Jena", "ru": "Йена"})
    publish(profile(directory, *towns, jena, slug="dreieck"))
    page = page_of(client, "/de/partnerschaften/dreieck/")
    assert text_of(page.h1) == "Chemnitz – Wolgograd – Jena"
    sides = [[circle["class"][0] for circle in arc.select("circle")] for arc in page.select(".pair-title__arc")]
    assert sides == [["side-a", "side-b"], ["side-b", "side-a"]]
    assert list(facts_of(page))[4:7] == ["Chemnitz", "Wolgograd", "Jena"]


def test_texts_not_translated_yet_say_their_language(client: Client, rich: PartnershipPage) -> None:
    russian = PartnershipPage.objects.get(translation_key=rich.translation_key, locale__language_code="ru")
    page = page_of(client, russian.url)
    assert text_of(page.h1) == "Хемниц – Волгоград"
    assert text_of(page.select_one(".pair-head .state")) == (
        "Временно бездействует с марта 2022 г. по решению совета (по состоянию на июль 2022 г.)."
    )
    foreign = {text_of(element) for element in page.select('main [lang="de"]')}
    assert {"Kontakte der Schulen", "Ende der Kampfhandlungen", "Einstimmig.", "Schule 12", "Freundeskreis"} <= foreign
    assert "Chöre reisten." in foreign
    named = [text_of(element.parent) for element in page.select(".timeline .in-language")]
    assert named == ["немецкий Einstimmig.", "немецкий Kontakte der Schulen", "немецкий Ende der Kampfhandlungen"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_reads_its_content_item_only(
    client: Client,
    directory: DirectoryPage,
    towns: list[Place],
    count: int,
    django_assert_num_queries: Any,
) -> None:
    actors = [{"place": towns[0], "label": f"Büro {number}"} for number in range(count)]
    changes = [{**RESTING, "starts": f"202{number}"} for number in range(count)]
    publish(profile(directory, *towns, slug="anderes", actors=actors, changes=changes))
    client.get("/de/partnerschaften/anderes/")
    with django_assert_num_queries(12):
        assert client.get("/de/partnerschaften/anderes/").status_code == 200


def test_structured_data(client: Client, rich: PartnershipPage) -> None:
    page = page_of(client, "/de/partnerschaften/paar/")
    data = json.loads(page.find("script", type="application/ld+json").string)
    data.pop("dateModified")
    address = {"@type": "PostalAddress", "addressLocality": "Chemnitz", "addressCountry": "DE"}
    first = data["about"].pop(0)
    assert [place["name"] for place in data.pop("about")] == ["Wolgograd"]
    assert first == {
        "@type": "City",
        "name": "Chemnitz",
        "url": "http://localhost/de/partnerships/places/chemnitz-2/",
        "address": address,
        "geo": {"@type": "GeoCoordinates", "latitude": 50.8357, "longitude": 12.9292},
        "sameAs": "https://www.chemnitz.de/",
        "containedInPlace": {"@type": "AdministrativeArea", "name": "Sachsen"},
    }
    assert data == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": "http://localhost/de/partnerschaften/paar/",
        "url": "http://localhost/de/partnerschaften/paar/",
        "name": "Chemnitz – Wolgograd",
        "description": "Ruht seit März 2022, auf Beschluss des Rates (Stand: Juli 2022).",
        "inLanguage": "de",
        "temporalCoverage": "1988-05/..",
        "isBasedOn": ["https://www.chemnitz.de/partner"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def doors(client: Client, page: PartnershipPage) -> dict[str, set[str]]:
    """Whom each public door names; a search names those by whom it finds the page."""
    names = re.compile("anna|boris|clara")
    paths = {
        "html": page.get_url_parts()[2],
        "api": f"/api/v1/pages/{page.pk}/",
        "partnership": f"/api/v1/partnerships/{page.pk}/",
        **{path: path for path in OTHER_DOORS},
    }
    answers = {door: client.get(path) for door, path in paths.items()}
    assert {door: answer.status_code for door, answer in answers.items()} == dict.fromkeys(paths, 200)
    found = {door: {*names.findall(said(answer))} for door, answer in answers.items()}
    searches = {name: client.get("/de/search/", {"q": f"{name}lieb"}).content.decode() for name in PERSONS}
    return {**found, "search": {name for name, text in searches.items() if f'href="{paths["html"]}"' in text}}


def said(answer: Any) -> str:
    """The body, streamed or not; of a workbook its texts."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        book = openpyxl.load_workbook(BytesIO(content), read_only=True)
        return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return content.decode()


def named_in(**doors: set[str]) -> dict[str, set[str]]:
    """What is expected of every door: nobody unless given."""
    return {**{key: set() for key in ("html", "api", "partnership", *OTHER_DOORS, "search")}, **doors}


def test_persons_are_named_only_on_sides_that_show_them(client: Client, named: PartnershipPage) -> None:
    anna = {"anna"}
    assert doors(client, named) == named_in(html=anna, api=anna, partnership=anna, search=anna)
    roles = [text_of(role) for role in page_of(client, "/de/partnerschaften/personen/").select(".actor__role")]
    assert roles == ["Verein", "Verein"]


def test_the_switch_hides_at_once_and_everywhere(client: Client, named: PartnershipPage) -> None:
    named.places = list(named.places.all())
    for row in named.places.all():
        row.hides_persons = True
    publish(named)
    assert doors(client, named) == named_in()


def test_a_person_who_is_not_public_any_more_is_gone(client: Client, named: PartnershipPage) -> None:
    person = named.actors.get(label="Büro").person
    person.visible_until = datetime.date(2020, 1, 1)
    person.save()
    assert doors(client, named) == named_in()


def test_an_entry_that_was_withdrawn_is_told_nowhere(client: Client, rich: PartnershipPage) -> None:
    page = "/de/partnerschaften/paar/"
    paths = [page, f"/api/v1/pages/{rich.pk}/", "/de/search/?q=Einstimmig"]
    assert ["Einstimmig" in client.get(path).content.decode().partition("<main")[2] for path in paths[::2]] == [
        True
    ] * 2
    rich.status_changes = [*rich.status_changes.all()]
    rich.status_changes.get(state="resting").withdrawn = True
    publish(rich)
    assert page_of(client, page).find(string=re.compile("Einstimmig")) is None
    assert "Einstimmig" not in client.get(paths[1]).content.decode()
    assert f'href="{page}"' not in client.get(paths[2]).content.decode()


def test_what_stands_around_a_partnership(client: Client, directory: DirectoryPage, towns: list[Place]) -> None:
    regions = [
        PlaceFactory(key=f"whole-{town.key}", kind="region", country=town.country, region=town.region, names=names)
        for town, names in zip(towns, ({"de": "Sachsen"}, {"de": "Gebiet Wolgograd"}), strict=True)
    ]
    publish(profile(directory, *regions, slug="regionen"))
    publish(profile(directory, towns[0], PlaceFactory(key="jena", names={"de": "Jena"}), slug="nachbar"))
    around = [
        text_of(part) for part in page_of(client, "/de/partnerschaften/personen/").select(".around h3, .around a")
    ]
    assert around == [
        "Partnerschaft der Regionen", "Sachsen – Gebiet Wolgograd",
        "Weitere Partnerschaften dieser Orte", "Chemnitz – Jena", "Chemnitz – Wolgograd",
    ]  # fmt: skip
    below = [text_of(part) for part in page_of(client, "/de/partnerschaften/regionen/").select(".around h3, .around a")]
    assert below == ["Partnerschaften von Orten beider Regionen", "Chemnitz – Wolgograd", "Chemnitz – Wolgograd"]


def test_a_draft_is_shown_in_preview(directory: DirectoryPage, towns: list[Place]) -> None:
    draft = profile(directory, *towns, slug="entwurf", changes=[RESTING], body=STORY)
    draft.since = "1999"
    response = draft.make_preview_request()
    page = BeautifulSoup(response.render().content.decode(), "html.parser")
    assert response.status_code == 200
    assert facts_of(page)["Seit"] == ["1999 Nur das Jahr ist bekannt."]
    assert [text_of(entry)[:10] for entry in page.select(".timeline > li")] == ["1999 Begin", "März 2022 "]


def test_an_actor_of_no_side_is_shown_nowhere(client: Client, directory: DirectoryPage, towns: list[Place]) -> None:
    elsewhere = PlaceFactory(key="jena", names={"de": "Jena"})
    actors = [{"place": elsewhere, "label": "Fremdes Büro"}, {"place": towns[0], "label": "Eigenes Büro"}]
    page = publish(profile(directory, *towns, slug="fremd", actors=actors))
    api = client.get(f"/api/v1/pages/{page.pk}/").json()
    assert [actor["label"] for actor in api["actors"]] == ["Eigenes Büro"]
    assert [text_of(label) for label in page_of(client, page.url).select(".actor__label")] == ["Eigenes Büro"]
