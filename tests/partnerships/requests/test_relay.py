"""Writing to a municipality: passed on in its language, kept by nobody, to nobody but whoever is behind an open one."""

import logging
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from partnerships.forms import AnswerForm
from partnerships.models import PartnerRequestPage, RelayKind, RelayMessage, RequestSubmission
from partnerships.services.relay import queue
from tests.factories.pages import publish_section, restrict
from tests.factories.requests import behind, partner_request

from .filled import began

pytestmark = pytest.mark.django_db


def address(page: PartnerRequestPage, language: str = "de") -> str:
    return f"/{language}/partnerships/requests/{page.translation_key}/answer/"


def message_data(**changes: str) -> dict[str, str]:
    return {
        "began": began(AnswerForm), "homepage": "", "proof": "", "sender": "Rat der Stadt Twer", "name": "",
        "email": "twer@example.org", "message": "Guten Tag,\nwir <b>antworten</b>.", "consent": "on", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("de", "Antwort auf Ihr Partnerschaftsgesuch: Rat der Stadt Twer", "schreibt Ihnen zu Ihrem"),
        ("ru", "Ответ на ваш запрос о партнёрстве: Rat der Stadt Twer", "пишет вам по поводу"),
        ("en", "Answer to your partner request: Rat der Stadt Twer", "writes to you about"),
    ],
)
def test_a_message_is_passed_on_in_the_language_of_the_municipality(
    client: Client, request_page, language, subject, words, caplog
):
    behind(request_page, language=language, email="amt@example.org")
    caplog.set_level(logging.INFO)
    response = client.post(address(request_page), message_data())
    assert response.status_code == 302
    assert "Ihre Nachricht ist unterwegs" in client.get(response["Location"]).content.decode()
    assert (len(mail.outbox), queue.send_waiting(), queue.send_waiting()) == (0, 1, 0)
    [message] = mail.outbox
    assert (message.to, message.reply_to, message.subject) == (["amt@example.org"], ["twer@example.org"], subject)
    assert "Guten Tag,\nwir <b>antworten</b>.\n" in message.body.replace("\r\n", "\n")
    assert words in message.body
    assert RequestSubmission.objects.get().answers == 1
    logged = " ".join(record.getMessage() + str(record.__dict__) for record in caplog.records)
    assert "message passed on" in logged
    assert RelayMessage.objects.get().content is None
    for secret in ("antworten", "twer@example.org", "amt@example.org", "Rat der Stadt"):
        assert secret not in logged


def test_the_form_and_the_page_never_show_the_address(client: Client, request_page):
    behind(request_page, email="amt@example.org", office="Kulturamt")
    publish_section(request_page)
    for path in (address(request_page), address(request_page, "ru"), request_page.url):
        text = client.get(path).content.decode()
        assert ("amt@" in text, "Kulturamt" in text, "/answer/" in text or path != request_page.url) == (
            False, False, True,
        )  # fmt: skip


def test_the_name_is_passed_on_when_given(client: Client, request_page):
    behind(request_page)
    client.post(address(request_page), message_data(name="Anna Iwanowa"))
    queue.send_waiting()
    assert mail.outbox[0].reply_to == ["Anna Iwanowa <twer@example.org>"]
    assert "Name: Anna Iwanowa" in mail.outbox[0].body


def test_errors_lose_nothing(client: Client, request_page):
    behind(request_page)
    response = client.post(address(request_page), message_data(email="kein", consent=""))
    assert response.status_code == 400
    assert response.context["form"].errors.keys() == {"email", "consent"}
    assert "wir &lt;b&gt;antworten&lt;/b&gt;." in response.content.decode()
    assert mail.outbox == []


def test_nothing_gets_into_the_head_of_the_mail(client: Client, request_page):
    behind(request_page)
    client.post(address(request_page), message_data(sender="Stadt\r\nBcc: x@example.org", name="A\r\nB: c"))
    queue.send_waiting()
    [message] = mail.outbox
    assert (message.message()["Bcc"], "\n" in message.subject) == (None, False)
    refused = client.post(
        address(request_page), message_data(began=began(AnswerForm, "n2"), email="a@example.org\r\nBcc: b@example.org")
    )
    assert refused.context["form"].errors.keys() == {"email"}


def test_the_fourth_message_of_an_address_waits(client: Client, request_page):
    behind(request_page)
    statuses = [
        client.post(address(request_page), message_data(began=began(AnswerForm, f"n{number}"))).status_code
        for number in range(4)
    ]
    assert (statuses, queue.send_waiting()) == ([302, 302, 302, 429], 3)


def test_a_municipality_gets_twenty_a_day_at_most(client: Client, request_page):
    behind(request_page)
    statuses = [
        client.post(
            address(request_page), message_data(began=began(AnswerForm, f"n{number}")), REMOTE_ADDR=f"192.0.2.{number}"
        ).status_code
        for number in range(21)
    ]
    assert (statuses.count(302), statuses[-1], queue.send_waiting()) == (20, 429, 20)


def test_a_mail_server_that_is_away_is_tried_again(client: Client, request_page, monkeypatch):
    behind(request_page)

    def fails(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    assert client.post(address(request_page), message_data()).status_code == 302
    with monkeypatch.context() as patched:
        patched.setattr(mail.EmailMessage, "send", fails)
        assert (queue.send_waiting(), RequestSubmission.objects.get().answers) == (0, 0)
    later = timezone.now() + queue.FIRST_PAUSE
    monkeypatch.setattr(queue.timezone, "now", lambda: later)
    assert (queue.send_waiting(), RequestSubmission.objects.get().answers) == (1, 1)
    assert (len(mail.outbox), RelayMessage.objects.get().content) == (1, None)


def test_a_request_that_is_off_for_a_moment_loses_no_message(client: Client, request_page, monkeypatch):
    sent = behind(request_page)
    client.post(address(request_page), message_data())
    request_page.unpublish()
    assert (queue.send_waiting(), RelayMessage.objects.get().content["name"]) == (0, "")
    publish_section(PartnerRequestPage.objects.get(pk=request_page.pk))
    moment = timezone.now()
    monkeypatch.setattr(queue.timezone, "now", lambda: moment + queue.FIRST_PAUSE)
    assert (queue.send_waiting(), mail.outbox[0].to) == (1, [sent.email])


def test_a_request_that_is_over_gets_nothing_and_nothing_is_kept(client: Client, request_page, monkeypatch):
    behind(request_page)
    client.post(address(request_page), message_data())
    request_page.unpublish()
    moment = timezone.now() + queue.KEPT_FOR
    monkeypatch.setattr(queue.timezone, "now", lambda: moment)
    assert (queue.send_waiting(), mail.outbox, RelayMessage.objects.get().content) == (0, [], None)
    assert [row.recipient for row in queue.given_up(RelayKind.REQUEST)] == [request_page.translation_key]
    assert list(queue.given_up(RelayKind.ACTOR)) == []


@pytest.mark.parametrize("state", ["unconfirmed", "waiting", "rejected", "closed"])
def test_nobody_is_written_to_but_who_is_behind_an_open_request(client: Client, request_page, state):
    behind(request_page, state=state)
    assert client.get(address(request_page)).status_code == 404
    assert client.post(address(request_page), message_data()).status_code == 404
    assert mail.outbox == []


def test_a_request_without_anybody_behind_it(client: Client, request_page):
    assert client.get(address(request_page)).status_code == 404
    assert "/answer/" not in client.get(request_page.url).content.decode()


def test_what_readers_do_not_see_cannot_be_answered(client: Client, index, musterstadt):
    draft = partner_request(index, place=musterstadt)
    private = publish_section(partner_request(index, place=musterstadt))
    restrict(private)
    for page in (draft, private):
        behind(page)
        assert client.post(address(page), message_data()).status_code == 404
    unknown = f"/de/partnerships/requests/{uuid4()}/answer/"
    assert client.get(unknown).status_code == 404
    assert mail.outbox == []
