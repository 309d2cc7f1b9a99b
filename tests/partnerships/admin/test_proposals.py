"""The screen on which staff decide, and what stands on the admin's home."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from news.models import ArticlePage
from partnerships.models import ConfirmationRequest, PartnershipActor, PartnershipPage, Proposal, RelayMessage
from partnerships.services.confirmation import answers
from tests.factories.news import NewsIndexPageFactory
from tests.factories.pages import publish, restrict
from tests.factories.site import home_of

BASE = "/admin/partnerships"
PANELS = ("desk-proposals", "desk-anniversaries", "desk-undelivered", "desk-stale")


@pytest.fixture
def proposals(asked: list[ConfirmationRequest]) -> list[Proposal]:
    """Chemnitz wants a friendship since 1990, Volgograd a contact."""
    old = {"kind": "partnership", "since": "1991-06-20"}
    answers.propose(asked[0], {"kind": "friendship", "since": "1990"}, old, "")
    answers.propose(asked[1], {"kind": "contact"}, old, "")
    return list(Proposal.objects.order_by("pk"))


def screen(client: Client, page: PartnershipPage) -> BeautifulSoup:
    return BeautifulSoup(client.get(f"{BASE}/profiles/{page.pk}/proposals/").content, "html.parser")


def decide(client: Client, proposal: Proposal, seen: str, **data: str) -> str:
    response = client.post(f"{BASE}/proposals/{proposal.pk}/", {"seen": seen, **data})
    assert response["Location"].endswith("/proposals/")
    return [str(found) for found in get_messages(response.wsgi_request)][-1]


def test_both_sides_beside_what_the_profile_says(staff: Client, page: PartnershipPage, proposals: list[Proposal]):
    table = screen(staff, page).select_one("table.proposals")
    heads = [" ".join(head.get_text(" ").split()) for head in table.select("thead th")]
    assert heads[:2] == ["Field", "The profile says"]
    assert [head.split(",")[0] for head in heads[2:]] == ["Chemnitz Büro OB", "Volgograd Отдел связей"]
    rows = [
        [
            " ".join((cell.select_one(".proposals__value") or cell).get_text(" ").split())
            for cell in row.select("th, td")
        ]
        for row in table.select("tbody tr")
    ]
    assert rows == [
        ["Kind The sides disagree", "partnership", "friendship", "contact"],
        ["Since", "20 June 1991", "1990", "–"],
    ]


def test_deciding(staff: Client, page: PartnershipPage, proposals: list[Proposal]):
    seen = {row["value"] for row in screen(staff, page).select("[name=seen]")}
    kind, since = (
        screen(staff, page).select_one(f"form[action$='/{proposals[n].pk}/'] [name=seen]")["value"] for n in (0, 1)
    )
    assert seen == {kind, since}
    assert decide(staff, proposals[1], "stale", decision="accept") == (
        "The profile was changed meanwhile. Please compare with what it says now."
    )
    assert decide(staff, proposals[1], since, decision="accept") == (
        "“Chemnitz – Wolgograd”: published in all languages."
    )
    assert decide(staff, proposals[1], since, decision="accept") == "Somebody else has decided on this meanwhile."
    assert decide(staff, proposals[0], kind, decision="reject", reason="Nein") == (
        "Rejected. The profile stays as it is."
    )
    assert PartnershipPage.objects.get(pk=page.pk).since == "1990"
    assert list(Proposal.objects.order_by("pk").values_list("decision", "reason")) == [
        ("rejected", "Nein"), ("accepted", ""), ("open", ""),
    ]  # fmt: skip


def test_the_register_counts_what_waits(staff: Client, page: PartnershipPage, proposals: list[Proposal]):
    html = BeautifulSoup(staff.get(f"{BASE}/profiles/").content, "html.parser")
    link = html.select_one(f"td a[href='{BASE}/profiles/{page.pk}/proposals/']:not(.button)")
    assert link.text == "3 proposals"


@pytest.mark.parametrize(("role", "status"), [("Editors", 200), ("Moderators", 200), ("Translators (ru)", 302)])
def test_who_may_decide(
    signed_in: Callable[[str], Client], page: PartnershipPage, proposals: list[Proposal], role: str, status: int
):
    client = signed_in(role)
    assert client.get(f"{BASE}/profiles/{page.pk}/proposals/").status_code == status
    client.post(f"{BASE}/proposals/{proposals[0].pk}/", {"decision": "reject"})
    proposals[0].refresh_from_db()
    assert (proposals[0].decision == "rejected") == (status == 200)


def test_the_screen_costs_the_same_however_much_is_proposed(
    staff: Client, page: PartnershipPage, asked: list[ConfirmationRequest]
):
    address, costs = f"{BASE}/profiles/{page.pk}/proposals/", []
    for values in ({"kind": "friendship"}, {"kind": "friendship", "since": "1990", "remark": "x"}):
        answers.propose(asked[0], values, dict.fromkeys(values, ""), "")
        staff.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert len(screen(staff, page).select("table.proposals tbody tr")) == len(values)
        costs.append(len(queries))
    # What the menu asks is not ours to count.
    assert costs[0] == costs[1]


def panels(client: Client) -> dict[str, list[str]]:
    html = BeautifulSoup(client.get("/admin/").content, "html.parser")
    found = {name: html.select(f"#{name}-section tbody tr") for name in PANELS}
    return {name: [" ".join(row.get_text(" ").split()) for row in rows] for name, rows in found.items() if rows}


def test_the_home_shows_what_waits(staff: Client, page: PartnershipPage, proposals: list[Proposal]):
    PartnershipPage.objects.filter(pk=page.pk).update(since=f"{timezone.localdate().year - 25}")
    actor = PartnershipActor.objects.create(page=page, place=page.places.first().place, label="Schule 12")
    for recipient in (actor.translation_key, actor.translation_key, uuid4()):
        RelayMessage.objects.create(
            recipient=recipient, language="de", given_up_at=timezone.now(), given_up_for="unreachable"
        )  # fmt: skip
    shown = panels(staff)
    assert [row[:41] for row in shown["desk-proposals"]] == ["Chemnitz – Wolgograd Deutsch 3 proposals "]
    assert shown["desk-anniversaries"] == [f"Chemnitz – Wolgograd Deutsch 25 years: {timezone.localdate().year}"]
    [told] = shown["desk-undelivered"]
    assert told.startswith(
        "Chemnitz – Wolgograd Deutsch 2 messages: the recipient was not public for three days"
    )  # fmt: skip
    assert shown["desk-stale"] == ["Chemnitz – Wolgograd Deutsch never confirmed"]


def test_translators_see_none_of_it(signed_in: Callable[[str], Client], page: PartnershipPage):
    assert panels(signed_in("Translators (ru)")) == {}


def test_an_article_is_begun_where_news_offer_it(staff: Client, page: PartnershipPage):
    year = timezone.localdate().year - 30
    PartnershipPage.objects.filter(pk=page.pk).update(since=str(year))
    address = f"{BASE}/anniversaries/"
    action = f"{BASE}/profiles/{page.pk}/article/"
    assert action not in staff.get(address).content.decode()
    publish(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
    assert action in staff.get(address).content.decode()
    response = staff.post(action)
    article = ArticlePage.objects.get()
    assert response["Location"] == f"/admin/pages/{article.pk}/edit/"
    assert (article.title, article.live) == ("Chemnitz – Wolgograd: 30 Jahre Partnerschaft", False)
    related: list[Page] = [row.target for row in article.related_page_links.all()]
    assert [target.pk for target in related] == [page.pk]
    restrict(page)
    assert action not in staff.get(address).content.decode()
    assert (staff.post(action)["Location"], ArticlePage.objects.count()) == (address, 1)
