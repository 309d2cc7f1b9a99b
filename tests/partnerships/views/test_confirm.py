"""The page behind the link: looking changes nothing, answering can be repeated, and what is over says so."""

# Fixtures are imported here and named again by every test that asks for them.
# ruff: noqa: F811

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from cms.entities.models import Place
from partnerships.models import (
    Confirmation,
    ConfirmationCampaign,
    ConfirmationRequest,
    PartnershipActor,
    PartnershipPage,
    Proposal,
)
from partnerships.services.confirmation import campaigns, letters
from tests.factories.pages import publish, restrict
from tests.partnerships.conftest import link_of
from tests.partnerships.ground import chemnitz, directory, ground, page, volgograd  # noqa: F401

UNCHANGED = {
    "kind": "partnership", "since": "1991-06-20", "state": "", "starts": "", "decided_by": "unknown", "sources": "",
    "condition": "", "continues": "", "website": "", "population": "", "population_year": "", "remark": "",
    "signed_as": "Büro OB", "propose": "1",
}  # fmt: skip


@pytest.fixture
def links(asked: list[ConfirmationRequest]) -> list[str]:
    """Of Chemnitz and of Volgograd."""
    letters.send_due()
    return [link_of(message) for message in mail.outbox]


def headings(response) -> list[str]:
    html = BeautifulSoup(response.content, "html.parser")
    return [" ".join(heading.get_text().split()) for heading in html.select("main h1, main .lead")]


def test_it_shows_the_profile_in_the_language_of_the_side(client: Client, links: list[str]):
    german, russian = (BeautifulSoup(client.get(link).content, "html.parser") for link in links)
    facts = {row.dt.text: row.dd.get_text(" ") for row in german.select(".confirm__facts > div")}
    assert facts == {
        "Art": "Partnerschaft",
        "Seit": "20. Juni 1991",
        "Stand heute": "Ruht seit März 2022, auf Beschluss des Rates. Quellen: Protokoll",
        "Website von Chemnitz": "–",
        "Einwohnerzahl von Chemnitz": "nicht bekannt",
    }
    assert (german.h1.text, russian.h1.text) == ("Chemnitz – Wolgograd", "Хемниц – Волгоград")
    assert [link["href"] for link in german.select(".languages a")] == [
        links[0].replace("/de/", "/ru/"), links[0].replace("/de/", "/en/"),
    ]  # fmt: skip


def test_neither_cached_nor_indexed_nor_referred(client: Client, links: list[str]):
    response = client.get(links[0])
    assert {name: response[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")} == {
        "Cache-Control": "no-store, private",
        "X-Robots-Tag": "noindex, nofollow",
        "Referrer-Policy": "no-referrer",
    }
    assert b'content="noindex, nofollow"' in response.content
    assert response.cookies == {}


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_confirms_nothing(client: Client, links: list[str], method: str):
    assert getattr(client, method)(f"{links[0]}?right=1&propose=1").status_code == 200
    assert (Confirmation.objects.count(), Proposal.objects.count()) == (0, 0)
    assert ConfirmationRequest.objects.filter(answered_at=None).count() == 2


def test_everything_is_right(links: list[str], page: PartnershipPage, chemnitz: Place):
    client = Client(enforce_csrf_checks=True)
    for _time in range(2):
        response = client.post(links[0], {"right": "1", "signed_as": " Büro OB "})
        assert (response.status_code, response["Location"]) == (302, links[0])
    rows = Confirmation.objects.values_list("partnership", "place", "office", "confirmed_on")
    # Whoever holds the link could sign as anybody: readers learn the side and the day.
    assert list(rows) == [(page.translation_key, chemnitz.pk, "", timezone.localdate())]
    assert ConfirmationRequest.objects.get(answer="right").signed_as == "Büro OB"
    answer = BeautifulSoup(client.get(links[0]).content, "html.parser").select_one(".answer").text
    assert answer.startswith("Vielen Dank. Sie haben am ")


def test_proposals_change_nothing(client: Client, links: list[str], page: PartnershipPage, chemnitz: Place):
    changed = {
        **UNCHANGED, "kind": "friendship", "website": "https://chemnitz.example/", "population": "250000",
        "population_year": "2025", "state": "ended", "starts": "2024-05", "decided_by": "council",
        "sources": "Ratsbeschluss", "continues": "Schulen", "remark": "Danke",
    }  # fmt: skip
    assert client.post(links[0], changed)["Location"] == links[0]
    state = {
        "state": "ended", "starts": "2024-05", "decided_by": "council", "as_of": "", "sources": "Ratsbeschluss",
        "continues": "Schulen", "condition": "",
    }  # fmt: skip
    assert dict(Proposal.objects.values_list("field", "value")) == {
        "kind": "friendship",
        "state": state,
        "website:chemnitz-1": "https://chemnitz.example/",
        "population:chemnitz-1": {"population": 250000, "year": 2025},
        "remark": "Danke",
    }
    assert dict(Proposal.objects.values_list("field", "old"))["kind"] == "partnership"
    fresh = PartnershipPage.objects.get(pk=page.pk)
    assert (fresh.kind, fresh.has_unpublished_changes, fresh.status_changes.count()) == ("partnership", False, 2)
    assert (Place.objects.get(pk=chemnitz.pk).website, Confirmation.objects.count()) == ("", 0)
    assert "liegen der Redaktion des Forums vor" in client.get(links[0]).content.decode()


def test_a_second_answer_takes_the_place_of_the_first(client: Client, links: list[str]):
    client.post(links[0], {**UNCHANGED, "kind": "friendship"})
    client.post(links[0], {**UNCHANGED, "since": "1990"})
    assert list(Proposal.objects.values_list("field", "value")) == [("since", "1990")]
    client.post(links[0], {"right": "1"})
    assert Proposal.objects.count() == 0
    assert ConfirmationRequest.objects.get(office="Büro OB").answer == "right"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({}, "Nothing was changed. If everything is right, say so with the button above."),
        ({"state": "ended"}, "In this state since: Say since when."),
        ({"state": "ended", "starts": "2024"}, "Sources: Name a source."),
        ({"since": "May"}, "Since: May is not a date. Write 1991, 1991-06 or 1991-06-20."),
        ({"website": "javascript:alert(1)"}, "Website of your municipality: Enter a valid URL."),
    ],
)
def test_what_is_wrong_is_said(client: Client, links: list[str], wrong: dict[str, str], message: str):
    english = links[0].replace("/de/", "/en/")
    response = client.post(english, {**UNCHANGED, **wrong, "remark" if "state" in wrong else "condition": "Text"})
    html = BeautifulSoup(response.content, "html.parser")
    assert html.select_one(".form-errors li").text == message
    assert html.select_one("details.confirm").has_attr("open")
    assert Proposal.objects.count() == 0


def test_addresses_of_actors_are_not_shown_but_can_be_replaced(
    client: Client, page: PartnershipPage, links: list[str], chemnitz: Place
):
    page.actors = [PartnershipActor(place=chemnitz, label="Verein", contact_email="old@example.org")]
    page = publish(page)
    key = f"actor:{page.actors.get().translation_key}"
    assert "old@example.org" not in client.get(links[0]).content.decode()
    client.post(links[0], {**UNCHANGED, f"{key}:label": "Verein", f"{key}:contact_email": "new@example.org"})
    assert list(Proposal.objects.values_list("field", "value", "old")) == [
        (f"{key}:contact_email", "new@example.org", "old@example.org")
    ]


def test_each_side_speaks_of_its_own_place(client: Client, links: list[str]):
    assert "Волгоград" in client.get(links[1]).content.decode()
    client.post(links[1], {**UNCHANGED, "website": "https://volgograd.example/"})
    assert list(Proposal.objects.values_list("field", flat=True)) == ["website:volgograd-1"]


def test_links_that_are_no_links(client: Client, links: list[str]):
    token = links[0].split("/")[4]
    foreign = signing.dumps({"letter": 1, "nonce": "x"}, salt="partnerships.confirmation")
    for wrong in (
        token[:-1],
        f"x{token}",
        "x",
        foreign,
        signing.dumps({"letter": 1}),
        signing.dumps([1], salt="partnerships.confirmation"),
    ):
        response = client.get(links[0].replace(token, wrong))
        assert (response.status_code, response["Cache-Control"]) == (404, "no-store, private")
        assert headings(response)[0] == "Dieser Link öffnet nichts"


def test_what_is_over_says_so(
    client: Client,
    links: list[str],
    campaign: ConfirmationCampaign,
    asked: list[ConfirmationRequest],
    page: PartnershipPage,
):
    page.unpublish()
    response = client.post(links[0], {"right": "1"})
    assert (response.status_code, headings(response)[1]) == (410, "Das Profil ist zurzeit nicht öffentlich.")
    ConfirmationCampaign.objects.update(closes_on=timezone.localdate() - datetime.timedelta(days=1))
    response = client.post(links[0], {"right": "1"})
    assert (response.status_code, headings(response)[1]) == (410, "Die Zeit für Antworten ist vorbei.")
    campaigns.revoke(asked[0])
    response = client.post(links[0], {"right": "1"})
    assert (response.status_code, headings(response)[1]) == (410, "Der Link wurde widerrufen.")
    assert Confirmation.objects.count() == 0


@pytest.mark.parametrize("hidden", ["private", "expired"])
def test_a_profile_that_readers_may_not_see_is_not_shown(
    client: Client, links: list[str], page: PartnershipPage, hidden: str
):
    if hidden == "private":
        restrict(page)
    else:
        past = timezone.now() - datetime.timedelta(seconds=1)
        PartnershipPage.objects.filter(pk=page.pk).update(expire_at=past)
    response = client.get(links[0])
    assert (response.status_code, headings(response)[1]) == (410, "Das Profil ist zurzeit nicht öffentlich.")
    assert campaigns.live_sides() == []


def test_only_three_methods(client: Client, links: list[str]):
    assert client.put(links[0]).status_code == 405
