"""That a request is published, and that it ends soon: told once, in the language of the municipality."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from partnerships import tokens
from partnerships.models import PartnerRequestPage, RequestSubmission
from partnerships.services.requests import mails, notices
from partnerships.services.requests.periods import end_of
from tests.factories.pages import publish_section
from tests.factories.requests import behind, partner_request

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
        assert [write(), write()] == [0, 0]
    assert [write(), write(), len(mail.outbox)] == [1, 0, 1]


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
    assert (write(), notices.is_interrupted(sent), notices.send_again(sent)) == (0, False, False)
    RequestSubmission.objects.update(mailing_since=timezone.now() - timedelta(minutes=11))
    sent.refresh_from_db()
    assert (write(), notices.is_interrupted(sent), notices.send_again(sent)) == (0, True, True)
    assert [write(), write(), len(mail.outbox)] == [1, 0, 1]


def test_of_two_workers_one_writes(ending):
    sent = behind(ending, told_on=None)
    first, second = (notices._sent("published", "told_on", sent, ending) for _worker in range(2))
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
