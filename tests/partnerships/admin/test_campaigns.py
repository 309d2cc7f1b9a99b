"""Staff run a campaign, follow it, and take its progress away; editors follow it only."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import URLPattern
from wagtail import hooks
from wagtail.models import ModelLogEntry

from partnerships.models import ConfirmationCampaign, ConfirmationRequest, MunicipalOffice, PartnershipPage
from partnerships.services.confirmation import answers, letters

BASE = "/admin/partnerships"


def progress(campaign: ConfirmationCampaign) -> str:
    return f"{BASE}/campaigns/inspect/{campaign.pk}/"


def message(response) -> str:
    return [str(found) for found in get_messages(response.wsgi_request)][-1]


def cells(response) -> list[list[str]]:
    rows = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]


def test_a_campaign_from_first_letter_to_reminder(
    staff: Client, campaign: ConfirmationCampaign, offices: list[MunicipalOffice], page: PartnershipPage
):
    address = f"{BASE}/campaigns/{campaign.pk}/letters/"
    assert cells(staff.get(progress(campaign))) == [["Nobody has been asked yet."]]
    response = staff.post(address, {"kind": "invitation"})
    assert (response["Location"], message(response)) == (progress(campaign), "2 letters will be sent.")
    assert message(staff.post(address, {"kind": "invitation"})) == "There is nobody left to write to."
    assert mail.outbox == []
    letters.send_due()
    answers.confirm(campaign.requests.get(office="Büro OB"), "")
    assert [row[:4] for row in cells(staff.get(progress(campaign)))] == [
        ["Chemnitz – Wolgograd", "Chemnitz", "Büro OB", "confirmed"],
        ["Chemnitz – Wolgograd", "Volgograd", "Отдел связей", "sent"],
    ]
    assert message(staff.post(address, {"kind": "reminder"})) == "1 letter will be sent."
    assert ModelLogEntry.objects.filter(action="partnerships.letters_queued").count() == 2


def test_no_two_routes_of_ours_have_one_name():
    names = [name for name in (pattern.name for pattern in admin_patterns()) if name]
    assert len(names) > 15
    assert len(names) == len(set(names))


def admin_patterns() -> list[URLPattern]:
    """Those that partnerships add to the admin."""
    added = (hook() for hook in hooks.get_hooks("register_admin_urls") if hook.__module__.startswith("partnerships"))
    return [pattern for patterns in added for pattern in patterns]


def test_links_are_called_back_and_letters_sent_again(staff: Client, asked: list[ConfirmationRequest]):
    letters.send_due()
    again, back = (f"{BASE}/campaigns/requests/{request.pk}/" for request in asked)
    assert message(staff.post(again, {"action": "again"})) == "The letter to Büro OB will be sent again."
    assert message(staff.post(back, {"action": "revoke"})) == "The links of Отдел связей open nothing any more."
    assert letters.send_due() == 1
    assert [row[3] for row in cells(staff.get(progress(asked[0].campaign)))] == ["sent", "link revoked"]


def test_the_progress_as_a_table(staff: Client, asked: list[ConfirmationRequest]):
    ConfirmationRequest.objects.filter(pk=asked[0].pk).update(office="=1+1")
    response = staff.get(f"{progress(asked[0].campaign)}?export=csv")
    assert "no-store" in response["Cache-Control"]
    assert response.content.decode("utf-8-sig").splitlines() == [
        "Partnership,Side,Office,Address,State,Proposals open",
        "Chemnitz – Wolgograd,Chemnitz,'=1+1,buero@chemnitz.example,waits to be sent,0",
        "Chemnitz – Wolgograd,Volgograd,Отдел связей,otdel@volgograd.example,waits to be sent,0",
    ]


@pytest.mark.parametrize(
    ("role", "reads", "runs"), [("Editors", 200, False), ("Moderators", 200, True), ("Translators (ru)", 302, False)]
)
def test_who_may_what(
    signed_in: Callable[[str], Client], asked: list[ConfirmationRequest], role: str, reads: int, runs: bool
):
    client, campaign = signed_in(role), asked[0].campaign
    assert client.get(progress(campaign)).status_code == reads
    assert client.get(f"{progress(campaign)}?export=csv").status_code == reads
    ConfirmationRequest.objects.filter(pk=asked[1].pk).delete()
    client.post(f"{BASE}/campaigns/{campaign.pk}/letters/", {"kind": "invitation"})
    client.post(f"{BASE}/campaigns/requests/{asked[0].pk}/", {"action": "revoke"})
    request = ConfirmationRequest.objects.get(pk=asked[0].pk)
    assert (campaign.requests.count() == 2, request.revoked_at is not None) == (runs, runs)
    assert (client.get(f"{BASE}/campaigns/create/").status_code == 200) == runs


def test_offices_are_found_by_any_name_of_their_place(staff: Client, offices: list[MunicipalOffice]):
    listed = cells(staff.get(f"{BASE}/offices/?q=Сталинград"))
    assert [row[1:4] for row in listed] == [["Отдел связей", "otdel@volgograd.example", "ru"]]
    assert len(cells(staff.get(f"{BASE}/offices/"))) == 2
