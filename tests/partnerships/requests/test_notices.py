"""That a request is published, and that it ends soon: told once, in the language of the municipality."""

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused
from unittest.mock import Mock

import pytest
from django.core import mail
from django.utils import timezone

from partnerships import tokens
from partnerships.models import Mailing, PartnerRequestPage, RequestSubmission
from partnerships.services.requests import lifetime, mails, notices
from partnerships.services.requests.periods import end_of
from tests.factories.pages import publish_section
from tests.factories.requests import behind, moved_to, partner_request

from .filled import link_in_mail

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def key_in(link: str) -> str:
    """Whose link it is."""
    return tokens.read(mails.MANAGE, link.rstrip("/").rpartition("/")[2])


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("de", "Dialograum: Ihr Partnerschaftsgesuch ist veröffentlicht"),
        ("ru", "Dialograum: ваш запрос о партнёрстве опубликован"),
        ("en", "Dialograum: your partner request is published"),
    ],
)
def test_after_the_first_publish_the_link_is_sent_once(index, musterstadt, language, subject):
    page = partner_request(index, place=musterstadt, slug="gesuch", expire_at=end_of(date(TODAY.year + 1, 1, 2)))
    sent = behind(page, state="accepted", language=language, about="…", brings="", told_on=None)
    assert notices.tell_due() == 0
    page = publish_section(page)
    assert (len(mail.outbox), notices.tell_due()) == (0, 1)
    [message] = mail.outbox
    assert (message.subject, message.to) == (subject, ["office@example.org"])
    assert "http://localhost/de/gesuche/gesuch/" in message.body
    assert key_in(link_in_mail()) == str(sent.pk)
    publish_section(page)
    assert (notices.tell_due(), len(mail.outbox)) == (0, 1)
    sent.refresh_from_db()
    assert (sent.state, sent.told_on, sent.mailing_since) == ("published", TODAY, None)


@pytest.fixture
def ending(index, musterstadt) -> PartnerRequestPage:
    """Published, and over in three days."""
    return publish_section(partner_request(index, place=musterstadt, expire_at=end_of(TODAY + timedelta(days=3))))


NOTICES = pytest.mark.parametrize(
    ("noted", "write"), [("told_on", notices.tell_due), ("reminded_on", notices.remind_due)]
)


@NOTICES
@pytest.mark.parametrize("error", [TimeoutError, ValueError])
def test_a_mail_that_cannot_be_sent_is_tried_again(ending, monkeypatch, noted, write, error):
    behind(ending, **{noted: None})

    def fails(*args: object, **kwargs: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(mails.EmailMessage, "send", fails)
        assert write() == 0
    assert [write(), len(mail.outbox)] == [0, 0]
    later = timezone.now() + notices.PAUSE
    monkeypatch.setattr(notices.timezone, "now", lambda: later)
    assert [write(), write(), len(mail.outbox)] == [1, 0, 1]


@NOTICES
def test_a_mail_that_is_refused_for_good_waits_for_staff(ending, monkeypatch, noted, write):
    sent = behind(ending, **{noted: None})
    refused = Mock(side_effect=SMTPRecipientsRefused({}))
    begin, pauses = timezone.now(), []
    with monkeypatch.context() as patched:
        patched.setattr(mails.EmailMessage, "send", refused)
        patched.setattr(notices.timezone, "now", lambda: begin)
        while len(pauses) < notices.ATTEMPTS:
            assert (list(notices.stuck()), write()) == ([], 0)
            due = RequestSubmission.objects.get().mail_due_at
            pauses.append((due - begin) // notices.PAUSE)
            begin = due
        assert (pauses, write(), refused.call_count) == ([1, 2, 4, 8, 16, 32, 64, 128], 0, notices.ATTEMPTS)
    assert (list(notices.stuck()), notices.send_again(sent)) == ([sent], True)
    assert [write(), len(mail.outbox), list(notices.stuck())] == [1, 1, []]


def test_a_mail_server_that_hangs_holds_up_few_mails_at_once(ending, index, musterstadt, monkeypatch):
    for page in (ending, publish_section(partner_request(index, place=musterstadt))):
        behind(page, told_on=None)
    monkeypatch.setattr(notices, "MOST_AT_ONCE", 1)
    assert [notices.tell_due() for _run in range(3)] == [1, 1, 0]


@pytest.mark.parametrize("stuck", [{"mailing_since": timezone.now() - timedelta(minutes=11)}, {"mail_failures": 8}])
def test_a_reminder_does_not_wait_behind_a_mail_that_is_stuck(ending, stuck):
    behind(ending, told_on=None, mailing="published", **stuck)
    assert (notices.tell_due(), notices.remind_due(), notices.tell_due(), len(mail.outbox)) == (0, 1, 0, 1)
    sent = RequestSubmission.objects.get()
    assert (sent.told_on, sent.reminded_on, sent.mailing, sent.mail_failures) == (TODAY, TODAY, "", 0)


@pytest.mark.parametrize("moved", ["extended", "by staff"])
def test_an_end_that_is_moved_while_the_reminder_is_on_its_way_gets_another(ending, monkeypatch, moved):
    sent = behind(ending)

    def moves(*args: object, **kwargs: object) -> None:
        if moved == "extended":
            lifetime.extend(sent)
        else:
            moved_to(ending, TODAY + timedelta(days=60))

    with monkeypatch.context() as patched:
        patched.setattr(mails.EmailMessage, "send", moves)
        notices.remind_due()
    assert RequestSubmission.objects.values_list("reminded_on", "mailing", "mailing_since").get() == (None, "", None)
    assert notices.remind_due() == 0
    moved_to(ending, TODAY + timedelta(days=3))
    assert (notices.remind_due(), notices.remind_due()) == (1, 0)


@NOTICES
def test_a_worker_that_dies_on_the_way_sends_nothing_twice(ending, monkeypatch, noted, write):
    sent = behind(ending, **{noted: None})

    def dies(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mails.EmailMessage, "send", dies)
        with pytest.raises(KeyboardInterrupt):
            write()
    sent.refresh_from_db()
    assert (write(), list(notices.stuck()), notices.send_again(sent)) == (0, [], False)
    RequestSubmission.objects.update(mailing_since=timezone.now() - timedelta(minutes=11))
    sent.refresh_from_db()
    assert (write(), list(notices.stuck()), notices.send_again(sent)) == (0, [sent], True)
    assert [write(), write(), len(mail.outbox)] == [1, 0, 1]


def test_of_two_workers_one_writes(ending):
    sent = behind(ending, told_on=None)
    first, second = (notices._sent(Mailing.PUBLISHED, sent, ending) for _worker in range(2))
    assert (first, second, len(mail.outbox)) == (True, False, 1)


def test_nobody_is_told_of_what_is_not_open(ending):
    sent = behind(ending, told_on=None)
    ending.unpublish()
    assert notices.tell_due() == 0
    RequestSubmission.objects.filter(pk=sent.pk).update(state="published")
    PartnerRequestPage.objects.filter(pk=ending.pk).update(live=True, expire_at=timezone.now())
    assert notices.tell_due() == 0


@pytest.mark.parametrize(("days", "reminded"), [(13, 1), (14, 0), (15, 0), (30, 0)])
def test_the_reminder_comes_two_weeks_before_the_end(index, musterstadt, days, reminded):
    page = publish_section(partner_request(index, place=musterstadt, expire_at=end_of(TODAY + timedelta(days=days))))
    behind(page, language="en")
    assert notices.remind_due() == reminded
    assert notices.remind_due() == 0
    assert len(mail.outbox) == reminded


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Mit diesem Link können Sie es einmal verlängern oder jetzt schließen:"),
        ("ru", "По этой ссылке его можно один раз продлить или закрыть сейчас:"),
        ("en", "With this link you can extend it once, or close it now:"),
    ],
)
def test_the_reminder_holds_the_link(index, musterstadt, language, words):
    page = publish_section(partner_request(index, place=musterstadt, expire_at=end_of(TODAY + timedelta(days=3))))
    sent = behind(page, language=language)
    notices.remind_due()
    [message] = mail.outbox
    assert words in message.body
    assert key_in(link_in_mail()) == str(sent.pk)


def test_a_second_reminder_offers_no_second_extension(index, musterstadt):
    page = publish_section(partner_request(index, place=musterstadt, expire_at=end_of(TODAY + timedelta(days=3))))
    behind(page, extended_on=TODAY)
    notices.remind_due()
    assert "Es wurde schon verlängert" in mail.outbox[0].body
