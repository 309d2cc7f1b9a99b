"""Writing to an actor: the form, its refusals, and the mail that the worker sends once."""

import datetime
import re
import smtplib
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.core.signing import Signer
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from partnerships.models import PartnershipActor, PartnershipPage, RelayKind, RelayMessage
from partnerships.services.relay import queue
from partnerships.services.relay.actors import Reachable, reachable
from tests.factories.entities import PersonFactory
from tests.factories.pages import publish, restrict
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.factories.site import build_site

SIGNER = Signer(salt="partnerships.form.actor_contact")
TEXT = "Guten Tag,\nwir möchten Ihre Schule kennenlernen."


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


@pytest.fixture(scope="module")
def pair_id(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """A profile with actors of every kind, built once; every test changes it within a transaction of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        chemnitz, volgograd = two_towns()
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        person = PersonFactory(key="anna-1", names={"de": "Anna"})
        actors = [
            {"place": volgograd, "label": "Schule 12", "contact_email": "schule@example.org"},
            {"place": chemnitz, "label": "Abgelaufen", "contact_email": "alt@example.org", "contact_until": yesterday},
            {"place": chemnitz, "label": "Ohne Adresse"},
            {"place": chemnitz, "role": "culture", "person": person, "contact_email": "anna@example.org"},
        ]
        yield publish(profile(german_directory(), chemnitz, volgograd, slug="paar", actors=actors)).pk
        transaction.set_rollback(True)


@pytest.fixture
def pair(pair_id: int, db: None) -> PartnershipPage:
    return PartnershipPage.objects.get(pk=pair_id)


def address(pair: PartnershipPage, **lookup: Any) -> str:
    return f"/de/partnerships/contact/{pair.actors.get(**lookup).translation_key}/"


def filled(age: float = 60, **values: str) -> dict[str, str]:
    """The form as a person sends it; each call is another form."""
    began = SIGNER.sign(f"{time.monotonic_ns():024x}.{int(time.time() - age)}")
    words = {"name": "Erika Muster", "email": "erika@example.org", "message": TEXT, "consent": "on"}
    return {"began": began, "homepage": "", "proof": "", **words, **values}


def test_form_names_the_actor_and_never_the_address(client: Client, pair: PartnershipPage) -> None:
    response = client.get(address(pair, label="Schule 12"))
    page = response.content.decode()
    assert response.status_code == 200
    assert ("Schule 12" in page, "Chemnitz – Wolgograd" in page, "schule@example.org" in page) == (True, True, False)
    assert (response["X-Robots-Tag"], dict(response.cookies)) == ("noindex", {})
    assert '<meta name="robots" content="noindex">' in page
    assert "no-store" in response["Cache-Control"]


def test_a_name_that_is_not_translated_says_its_language(client: Client, pair: PartnershipPage) -> None:
    actor = pair.actors.get(label="Schule 12")
    target = reachable(actor.translation_key, "de")
    foreign = {**target.profile, "foreign_text": {f"actors.{actor.translation_key}.label": "ru"}}
    organisation = {"name": "Club", "language": "en"}
    unlabelled = {**target.actor, "label": "", "organisation": organisation}
    names = [target, Reachable(target.actor, foreign), Reachable(unlabelled, target.profile)]
    assert [(each.name, each.name_language) for each in names] == [
        ("Schule 12", "de"), ("Schule 12", "ru"), ("Club", "en"),
    ]  # fmt: skip


def test_a_message_goes_out_once_in_the_language_of_the_side(client: Client, pair: PartnershipPage) -> None:
    path = address(pair, label="Schule 12")
    response = client.post(path, filled())
    assert (response.status_code, response["Location"], mail.outbox) == (302, f"{path}sent/", [])
    assert "Ihre Nachricht ist unterwegs" in client.get(response["Location"]).content.decode()
    assert [queue.send_waiting(), queue.send_waiting()] == [1, 0]
    (message,) = mail.outbox
    assert (message.to, message.cc, message.bcc) == (["schule@example.org"], [], [])
    assert message.reply_to == ["Erika Muster <erika@example.org>"]
    assert message.from_email == "noreply@localhost"
    assert message.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert message.subject == "Сообщение о партнёрстве Chemnitz – Wolgograd"
    assert TEXT in message.body
    assert "http://localhost/de/partnerschaften/paar/" in message.body
    kept = RelayMessage.objects.get()
    assert (kept.content, kept.attempts, kept.sent_at is not None) == (None, 1, True)


def test_the_same_form_is_taken_once(client: Client, pair: PartnershipPage) -> None:
    path, form = address(pair, label="Schule 12"), filled()
    assert [client.post(path, form).status_code for _time in range(2)] == [302, 409]
    assert RelayMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "age", "error"),
    [
        ({"homepage": "https://spam.example.org"}, 60, "Bitte leeren Sie dieses Feld"),
        ({}, 1, "Das war schneller, als jemand schreiben kann."),
        ({"began": "nicht.unsere:unterschrift"}, 60, "Das Formular war zu lange geöffnet."),
        ({"email": "keine"}, 60, "gültige E-Mail-Adresse"),
        ({"consent": ""}, 60, "Bitte bestätigen Sie das"),
        ({"message": "x" * 5001}, 60, "5000"),
    ],
)
def test_refusals_say_what_to_do_and_keep_what_was_typed(
    client: Client, pair: PartnershipPage, values: dict[str, str], age: float, error: str
) -> None:
    response = client.post(address(pair, label="Schule 12"), filled(age, **values))
    page = response.content.decode()
    assert response.status_code == 400
    assert (error in page, "Erika Muster" in page) == (True, True)
    assert RelayMessage.objects.count() == 0


def test_limits_of_one_sender(client: Client, pair: PartnershipPage) -> None:
    path = address(pair, label="Schule 12")
    codes = [client.post(path, filled()).status_code for _time in range(4)]
    assert (codes, RelayMessage.objects.count()) == ([302, 302, 302, 429], 3)
    elsewhere = client.post(path, filled(), REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_limits_of_one_actor(client: Client, pair: PartnershipPage) -> None:
    path = address(pair, label="Schule 12")
    codes = [client.post(path, filled(), REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(21)]
    assert codes == [302] * 20 + [429]


def test_who_cannot_be_written_to(client: Client, pair: PartnershipPage) -> None:
    hidden = [address(pair, **lookup) for lookup in ({"label": "Abgelaufen"}, {"label": "Ohne Adresse"}, {"label": ""})]
    unknown = "/de/partnerships/contact/00000000-0000-4000-8000-000000000000/"
    other_language = address(pair, label="Schule 12").replace("/de/", "/ru/")
    paths = [*hidden, unknown, other_language]
    assert [client.get(path).status_code for path in paths] == [404] * 5
    assert [client.post(path, filled()).status_code for path in paths] == [404] * 5
    assert [client.get(f"{path}sent/").status_code for path in paths] == [404] * 5
    assert RelayMessage.objects.count() == 0


def test_an_actor_who_is_nobody_but_a_person_is_reached_once_the_side_shows_persons(
    client: Client, pair: PartnershipPage
) -> None:
    pair.places = [*pair.places.all()]
    for row in pair.places.all():
        row.hides_persons = False
    pair = publish(pair)
    assert client.get(address(pair, label="")).status_code == 200


def later(monkeypatch: pytest.MonkeyPatch, **period: float) -> None:
    """Let that much time pass for the queue."""
    moment = timezone.now() + datetime.timedelta(**period)
    monkeypatch.setattr(queue.timezone, "now", lambda: moment)


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_a_profile_that_is_off_for_a_moment_loses_no_message(
    client: Client, pair: PartnershipPage, hide: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = address(pair, label="Schule 12")
    assert client.post(path, filled()).status_code == 302
    if hide == "unpublish":
        pair.unpublish()
    else:
        restrict(pair)
    assert client.get(path).status_code in (404, 410)
    assert (queue.send_waiting(), mail.outbox, RelayMessage.objects.get().content["name"]) == (0, [], "Erika Muster")
    if hide == "unpublish":
        publish(PartnershipPage.objects.get(pk=pair.pk))
    else:
        pair.view_restrictions.get().delete()
    later(monkeypatch, minutes=6)
    assert (queue.send_waiting(), len(mail.outbox), RelayMessage.objects.get().content) == (1, 1, None)


def test_a_profile_that_stays_away_gets_nothing_and_staff_are_told(
    client: Client, pair: PartnershipPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(address(pair, label="Schule 12"), filled())
    pair.unpublish()
    for hours in (71, 73):
        later(monkeypatch, hours=hours)
        assert (queue.send_waiting(), mail.outbox) == (0, [])
        assert [row.given_up_for for row in queue.given_up(RelayKind.ACTOR)] == ["unreachable"] * (hours > 72)
    kept = RelayMessage.objects.get()
    assert (kept.content, kept.sent_at, kept.given_up_at is not None) == (None, None, True)
    later(monkeypatch, days=34)
    assert list(queue.given_up(RelayKind.ACTOR)) == []


def test_nothing_that_was_typed_becomes_a_header(client: Client, pair: PartnershipPage) -> None:
    path = address(pair, label="Schule 12")
    nasty = "Erika\r\nBcc: opfer@example.org\nSubject: Gewinn"
    assert client.post(path, filled(name=nasty)).status_code == 302
    assert client.post(path, filled(email="a@example.org\nBcc: b@example.org")).status_code == 400
    assert queue.send_waiting() == 1
    sent = mail.outbox[0].message()
    assert (sent["Bcc"], sent.get_all("To"), len(sent.get_all("Subject"))) == (None, ["schule@example.org"], 1)
    assert sent.get_all("Reply-To") == ['"Erika Bcc: opfer@example.org Subject: Gewinn" <erika@example.org>']


class Broken(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: list) -> int:
        raise smtplib.SMTPServerDisconnected


def test_a_mail_server_that_is_away_is_tried_again(
    client: Client, pair: PartnershipPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(address(pair, label="Schule 12"), filled())
    monkeypatch.setattr("django.core.mail.get_connection", lambda *args, **options: Broken())
    assert [queue.send_waiting(), queue.send_waiting()] == [0, 0]
    waiting = RelayMessage.objects.get()
    assert (waiting.attempts, waiting.content["name"]) == (1, "Erika Muster")
    monkeypatch.undo()
    later = timezone.now() + queue.FIRST_PAUSE + datetime.timedelta(seconds=1)
    monkeypatch.setattr(queue.timezone, "now", lambda: later)
    assert (queue.send_waiting(), len(mail.outbox)) == (1, 1)


def test_what_cannot_be_sent_for_days_is_given_up(
    client: Client, pair: PartnershipPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(address(pair, label="Schule 12"), filled())
    RelayMessage.objects.update(taken_at=timezone.now() - datetime.timedelta(days=4))
    monkeypatch.setattr("django.core.mail.get_connection", lambda *args, **options: Broken())
    assert queue.send_waiting() == 0
    dropped = RelayMessage.objects.get()
    assert (dropped.content, dropped.sent_at, dropped.given_up_for) == (None, None, "unsent")


def test_a_domain_with_letters_of_its_own_is_answered_at(client: Client, pair: PartnershipPage) -> None:
    client.post(address(pair, label="Schule 12"), filled(name="Jörg", email="rathaus@münchen.example"))
    assert queue.send_waiting() == 1
    assert "rathaus@xn--mnchen-3ya.example" in mail.outbox[0].message()["Reply-To"]


def test_a_message_that_no_mail_can_carry_holds_up_no_other(
    client: Client, pair: PartnershipPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _message in range(2):
        client.post(address(pair, label="Schule 12"), filled())
    first = RelayMessage.objects.order_by("pk").first()
    RelayMessage.objects.filter(pk=first.pk).update(attempts=400, content={**first.content, "name": "Jörg\nMuster"})
    assert (queue.send_waiting(), len(mail.outbox)) == (1, 1)


def test_of_two_workers_one_sends(client: Client, pair: PartnershipPage) -> None:
    client.post(address(pair, label="Schule 12"), filled())
    row = RelayMessage.objects.get()
    assert (queue._send(row), queue._send(row), len(mail.outbox)) == (True, False, 1)


def test_old_messages_are_forgotten(pair: PartnershipPage) -> None:
    actor = pair.actors.get(label="Schule 12").translation_key
    for days in (399, 401):
        RelayMessage.objects.create(
            recipient=actor, language="de", taken_at=timezone.now() - datetime.timedelta(days=days)
        )
    assert (queue.forget(), RelayMessage.objects.count()) == (1, 1)


def test_logs_say_nothing_of_people(client: Client, pair: PartnershipPage, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        client.post(address(pair, label="Schule 12"), filled())
        queue.send_waiting()
    said = " ".join(str(record.__dict__) for record in caplog.records if record.name.startswith("partnerships"))
    assert "message passed on" in said
    assert re.findall("erika|muster|schule@|kennenlernen", said.casefold()) == []


def test_the_address_is_in_no_answer(client: Client, pair: PartnershipPage) -> None:
    doors = ["/de/partnerschaften/paar/", f"/api/v1/pages/{pair.pk}/", "/de/search/?q=schule"]
    assert [client.get(door).content.count(b"schule@") for door in doors] == [0, 0, 0]
    assert PartnershipActor.objects.get(label="Schule 12", page=pair).contact_email == "schule@example.org"
