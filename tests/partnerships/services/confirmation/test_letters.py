"""Letters in the language of each office, each at most once."""

import datetime
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings
from django.utils import timezone

from partnerships.models import ConfirmationCampaign, ConfirmationLetter, ConfirmationRequest, PartnershipPage
from partnerships.services.confirmation import answers, campaigns, letters
from tests.factories.pages import publish
from tests.partnerships.conftest import link_of

GERMAN = """\
An: Büro OB

Sehr geehrte Damen und Herren,

das Verzeichnis von Dialograum zeigt die Partnerschaft Chemnitz – Wolgograd.
Ruht seit März 2022, auf Beschluss des Rates.

Stimmt noch alles? Bitte sehen Sie sich das Profil an und bestätigen Sie es, oder schlagen Sie Änderungen vor. \
Sie brauchen dafür kein Konto:

http://localhost{link}

Der Link gilt bis zum 31. Dezember 2999 und ist allein für Ihre Stelle bestimmt. \
Geändert wird nichts, bevor die Redaktion des Forums es angesehen hat.

Vielen Dank für Ihre Hilfe
Dialograum
"""
RUSSIAN = """\
Кому: Отдел связей

Уважаемые дамы и господа!

В каталоге Dialograum представлено партнёрство «Хемниц – Волгоград».
{state}

Всё ли по-прежнему верно? Пожалуйста, посмотрите профиль и подтвердите его или предложите изменения. \
Учётная запись не нужна:

http://localhost{link}

Ссылка действует до 31 декабря 2999\xa0г. и предназначена только для вашего ведомства. \
Ничего не изменится, пока это не посмотрит редакция форума.

Спасибо за помощь
Dialograum
"""
ENGLISH = """\
To: Büro OB

Dear Sir or Madam,

the directory of Dialograum shows the partnership Chemnitz – Volgograd.
Resting since March 2022, by decision of the council.

Is everything still right? Please look at the profile and confirm it, or propose changes. You need no account:

http://localhost{link}

The link works until 31 December 2999 and is meant for your office alone. \
Nothing is changed before the staff of the forum have looked at it.

Thank you for your help
Dialograum
"""


class FailingBackend(EmailBackend):
    def send_messages(self, messages: list) -> int:
        raise SMTPServerDisconnected


class KilledBackend(EmailBackend):
    def send_messages(self, messages: list) -> int:
        raise KeyboardInterrupt


def test_each_side_is_written_to_in_its_language(asked: list[ConfirmationRequest]):
    assert letters.send_due() == 2
    german, russian = mail.outbox
    assert (german.to, german.subject) == (["buero@chemnitz.example"], "Stimmt das Profil von Chemnitz – Wolgograd?")
    assert german.body == GERMAN.format(link=link_of(german))
    assert link_of(german).startswith("/de/partnerships/confirm/")
    assert (russian.to, russian.subject) == (["otdel@volgograd.example"], "Верен ли профиль «Хемниц – Волгоград»?")
    state = russian.body.splitlines()[5]
    assert russian.body == RUSSIAN.format(link=link_of(russian), state=state)
    assert link_of(russian).startswith("/ru/partnerships/confirm/")
    assert letters.send_due() == 0


def test_in_english(asked: list[ConfirmationRequest]):
    ConfirmationRequest.objects.update(language="en")
    letters.send_due()
    assert mail.outbox[0].subject == "Is the profile of Chemnitz – Volgograd right?"
    assert mail.outbox[0].body == ENGLISH.format(link=link_of(mail.outbox[0]))


def test_only_the_digest_is_kept(asked: list[ConfirmationRequest]):
    letters.send_due()
    token = link_of(mail.outbox[0]).split("/")[4]
    stored = str(list(ConfirmationLetter.objects.values()))
    assert token not in stored
    assert token.split(":")[0] not in stored


def test_the_silent_are_reminded_once(campaign: ConfirmationCampaign, asked: list[ConfirmationRequest]):
    assert campaigns.remind(campaign) == 0
    letters.send_due()
    answers.confirm(asked[0], "")
    assert (campaigns.remind(campaign), campaigns.remind(campaign)) == (1, 0)
    assert letters.send_due() == 1
    assert mail.outbox[-1].subject == "Напоминание: верен ли профиль «Хемниц – Волгоград»?"


def test_nobody_is_reminded_who_answered_meanwhile(campaign: ConfirmationCampaign, asked: list[ConfirmationRequest]):
    letters.send_due()
    campaigns.remind(campaign)
    for request in asked:
        answers.confirm(request, "")
    assert letters.send_due() == 0


def test_a_worker_killed_on_the_way_sends_nobody_twice(asked: list[ConfirmationRequest]):
    path = f"{__name__}.KilledBackend"
    with override_settings(EMAIL_BACKEND=path), pytest.raises(KeyboardInterrupt):
        letters.send_due()
    assert letters.send_due() == 1
    assert [message.to for message in mail.outbox] == [["otdel@volgograd.example"]]
    progress = campaigns.progress(asked[0].campaign)
    assert [(row.request.office, row.stage) for row in progress] == [("Büro OB", "unclear"), ("Отдел связей", "sent")]
    assert campaigns.send_again(asked[0])
    assert letters.send_due() == 1
    assert [message.to for message in mail.outbox][1:] == [["buero@chemnitz.example"]]


def test_a_mail_server_that_is_away_is_tried_again(asked: list[ConfirmationRequest]):
    with override_settings(EMAIL_BACKEND=f"{__name__}.FailingBackend"):
        for _attempt in range(campaigns.ATTEMPTS + 1):
            letters.send_due()
            ConfirmationLetter.objects.update(queued_at=timezone.now())
    assert list(ConfirmationLetter.objects.values_list("failures", "begun_at")) == [(8, None), (8, None)]
    assert [row.stage for row in campaigns.progress(asked[0].campaign)] == ["failed", "failed"]
    assert letters.send_due() == 0
    campaigns.send_again(asked[1])
    assert letters.send_due() == 1


def test_after_a_failure_the_next_try_waits(asked: list[ConfirmationRequest]):
    """Ten minutes, then twenty, and so on."""
    with override_settings(EMAIL_BACKEND=f"{__name__}.FailingBackend"):
        for failures in range(3):
            begun = timezone.now()
            letters.send_due()
            for letter in ConfirmationLetter.objects.all():
                waits = (letter.queued_at - begun).total_seconds() // 60
                assert (letter.failures, waits) == (failures + 1, 10 * 2**failures)
            assert letters.send_due() == 0
            ConfirmationLetter.objects.update(queued_at=timezone.now())


def test_a_letter_that_no_mail_can_carry_holds_up_no_other(asked: list[ConfirmationRequest]):
    ConfirmationRequest.objects.filter(pk=asked[0].pk).update(email="a@example.org\nBcc: b@example.org")
    assert (letters.send_due(), [message.to for message in mail.outbox]) == (1, [["otdel@volgograd.example"]])
    assert [row.stage for row in campaigns.progress(asked[0].campaign)] == ["queued", "sent"]


def test_nothing_is_sent_when_it_is_over_or_called_back(
    campaign: ConfirmationCampaign, asked: list[ConfirmationRequest]
):
    campaigns.revoke(asked[0])
    campaign.closes_on = timezone.localdate() - datetime.timedelta(days=1)
    campaign.save()
    assert letters.send_due() == 0
    campaign.closes_on = timezone.localdate()
    campaign.save()
    assert letters.send_due() == 1


def test_nothing_is_sent_about_a_profile_that_is_not_public(asked: list[ConfirmationRequest], page: PartnershipPage):
    page.unpublish()
    assert letters.send_due() == 0
    publish(PartnershipPage.objects.get(pk=page.pk))
    assert letters.send_due() == 0
    ConfirmationLetter.objects.update(queued_at=timezone.now())
    assert letters.send_due() == 2


def test_one_batch_a_minute(asked: list[ConfirmationRequest], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(letters, "BATCH", 1)
    assert [letters.send_due() for _minute in range(3)] == [1, 1, 0]
