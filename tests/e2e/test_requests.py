"""A town without partner posts what it seeks, staff publish it, another town answers."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from partnerships.models import PartnerRequestPage, RequestSubmission
from partnerships.services.relay import queue
from partnerships.services.requests import notices

from .desk import PageForm

Visit = Callable[..., Page]
Staff = Callable[[str], Page]
# Faster than that nobody types.
PATIENCE = 3_500


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_request_is_posted_and_answered(demo: None, visitor: Visit, staff: Staff, scripts: bool) -> None:
    town = visitor(scripts=scripts)
    post(town)
    confirm(town)
    publish(staff("moderator"))
    is_answered(visitor(scripts=scripts, language="ru", width=320))
    close(town)
    assert town.context.cookies() == []


def linked(position: int = -1) -> str:
    """The address of the link in a mail."""
    return re.findall(r"http://localhost(/\S+)", mail.outbox[position].body)[-1]


def in_german() -> PartnerRequestPage:
    """The page that was made of the request; its translations are begun with the same title."""
    return PartnerRequestPage.objects.get(
        title="Musterstadt sucht eine Partnerschaft", locale__language_code="de"
    )  # fmt: skip


def post(page: Page) -> None:
    page.goto("/de/partnerschaftsgesuche/")
    page.get_by_role("link", name="Gesuch aufgeben").click()
    page.get_by_role("button", name="Gesuch senden").click()
    expect(page.get_by_role("alert")).to_contain_text("Kommune: Dieses Feld muss ausgefüllt werden.")
    page.get_by_role("alert").get_by_role("link", name=re.compile("^Kommune")).click()
    page.keyboard.type("Мустерштадт")
    page.get_by_role("checkbox", name="Russisch", exact=True).check()
    page.get_by_role("radio", name="Wir suchen eine Partnerschaft").check()
    page.get_by_label("In Kürze").fill("Wir suchen eine Stadt am Fluss.")
    page.get_by_role("checkbox", name="Jugend").check()
    page.get_by_label("Wo soll die Partnerin liegen?").select_option("Russland: überall")
    page.get_by_label("Zuständige Dienststelle").fill("Kulturamt")
    page.get_by_label("E-Mail der Dienststelle").fill("kulturamt@example.org")
    page.get_by_role("checkbox", name=re.compile("^Ich darf für die Kommune")).check()
    page.wait_for_timeout(PATIENCE)
    page.get_by_role("button", name="Gesuch senden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Noch ein Schritt: Bitte bestätigen Sie")


def confirm(page: Page) -> None:
    page.goto(linked())
    assert RequestSubmission.objects.get(email="kulturamt@example.org").state == "unconfirmed"
    page.get_by_role("button", name="Bestätigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke, das Gesuch ist bestätigt")


def publish(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="1 Gesuch wartet auf eine Entscheidung").click()
    page.get_by_role("link", name="Musterstadt").first.click()
    expect(page.get_by_role("main")).to_contain_text("kulturamt@example.org")
    page.get_by_role("button", name="Entwurf anlegen").click()
    expect(page.get_by_role("textbox", name="Titel*")).to_have_value("Musterstadt sucht eine Partnerschaft")
    PageForm(page).act("Veröffentlichen")
    assert notices.tell_due() == 1
    assert mail.outbox[-1].subject == "Dialograum: Ihr Partnerschaftsgesuch ist veröffentlicht"


def is_answered(page: Page) -> None:
    request = in_german()
    page.goto(request.url)
    expect(page.get_by_role("main")).to_contain_text("Wir suchen eine Stadt am Fluss.")
    expect(page.get_by_role("main")).not_to_contain_text("Kulturamt")
    page.get_by_role("link", name="Der Kommune schreiben").click()
    page.get_by_label("Ihre Stadt oder Organisation").fill("Образцовск")
    page.get_by_label("Ihre E-Mail").fill("obrazcovsk@example.org")
    page.get_by_label("Nachricht", exact=True).fill("У нас есть река.")
    page.get_by_role("checkbox").check()
    page.wait_for_timeout(PATIENCE)
    page.get_by_role("button", name="Nachricht senden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Nachricht ist unterwegs")
    assert queue.send_waiting() == 1
    message = mail.outbox[-1]
    assert (message.to, message.reply_to) == (["kulturamt@example.org"], ["obrazcovsk@example.org"])
    assert "У нас есть река." in message.body


def close(page: Page) -> None:
    page.goto(linked(-2))
    expect(page.get_by_role("main")).to_contain_text("1 Nachricht wurde an Sie weitergeleitet.")
    page.get_by_role("button", name="Gesuch jetzt schließen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Das Gesuch ist geschlossen")
    request = in_german()
    assert page.goto(request.url).status == 410
