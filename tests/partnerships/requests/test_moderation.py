"""Staff decide: what a draft is filled with, who may, and what is told and kept."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry, Revision

from cms.accounts.services.roles import EDITORS, MODERATORS, grant_roles, translators
from cms.pages.refusals import PublishRefused
from partnerships.admin.home import home_panels
from partnerships.admin.undelivered import undelivered
from partnerships.models import PartnerRequestPage, RelayMessage, RequestSubmission
from partnerships.services.requests import moderation, notices
from partnerships.services.requests.periods import end_of, months_after, open_until
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.entities import TopicFactory
from tests.factories.pages import publish
from tests.factories.requests import RequestSubmissionFactory, behind, moved_to

pytestmark = pytest.mark.django_db
DESK = "/admin/partnerships/requests/"
TODAY = timezone.localdate()


def as_role(role: str | None) -> Client:
    grant_roles()
    client = Client()
    client.force_login(UserFactory(role=role) if role else AdminFactory())
    return client


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 24), 6, date(2027, 5, 24)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_after(day, months, expected):
    assert months_after(day, months) == expected


def test_an_open_period_ends_with_a_day_and_is_a_year_at_most():
    assert open_until(date(2026, 11, 24), 6) == datetime.fromisoformat("2027-05-24T23:59+02:00")
    assert open_until(date(2026, 11, 24), 99) == end_of(date(2027, 11, 24))


def test_an_interrupted_mail_is_sent_again_by_a_click(index, request_page):
    client, moment = as_role(MODERATORS), timezone.now() - timedelta(minutes=11)
    sent = behind(request_page, told_on=None, mailing="published", mailing_since=moment)
    page = f"{DESK}{sent.pk}/"
    mine = RequestSubmission.objects.filter(pk=sent.pk)
    # Nothing is due of what is over, nor a reminder of an end that is far off.
    for fields in ({"state": "closed"}, {"state": "published", "told_on": TODAY, "mailing": "reminder"}):
        mine.update(**fields)
        assert (list(notices.stuck()), notices.send_again(sent)) == ([], False)
    assert "Noch einmal senden" not in client.get(page).content.decode()
    moved_to(request_page, TODAY + timedelta(days=3))
    assert "E-Mail unterbrochen" in client.get(DESK).content.decode()
    assert "Ihr Inhalt: das Gesuch endet bald." in client.get(page).content.decode()
    assert clicked(client, page) == "Die Erinnerung wird innerhalb einer Stunde noch einmal gesendet."
    mine.update(told_on=None, mailing="published", mail_failures=notices.ATTEMPTS)
    assert ("E-Mail nicht gesendet" in client.get(DESK).content.decode(), notices.tell_due()) == (True, 0)
    assert clicked(client, page) == "Die E-Mail wird in wenigen Minuten noch einmal gesendet."
    assert (notices.tell_due(), list(notices.stuck())) == (1, [])


def clicked(client: Client, page: str) -> str:
    """What staff read after the click."""
    response = client.post(page, {"action": "mail"})
    return str(list(get_messages(response.wsgi_request))[-1])


def test_messages_that_reached_nobody_stand_on_the_home(index, request_page):
    RelayMessage.objects.create(
        kind="request", recipient=request_page.translation_key, language="de", given_up_at=timezone.now(),
        given_up_for="unsent",
    )  # fmt: skip
    grant_roles()
    told = [undelivered(UserFactory(role=role)) for role in (MODERATORS, EDITORS)]
    assert [[(entry.page.pk, entry.note) for entry in entries] for entries in told] == [
        [(request_page.pk, "1 Nachricht: drei Tage lang konnte keine E-Mail gesendet werden")], [],
    ]  # fmt: skip


def test_who_decides_on_requests_alone_is_told_of_their_messages(index, directory):
    user, group = UserFactory(), Group.objects.create(name="Gesuche")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    assert home_panels(user) == []
    publish_right = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=index, permission=publish_right)
    assert [panel.name for panel in home_panels(UserFactory._meta.model.objects.get(pk=user.pk))] == [
        "desk-undelivered"
    ]


def test_a_draft_is_filled_but_for_who_sent_it(index, musterstadt, tver):
    user = AdminFactory()
    topic = TopicFactory(key="youth")
    sent = RequestSubmissionFactory(
        place=musterstadt, topics=["youth", "gone"], wished_country=tver.country, wished_region=tver.region,
        wished_size="large", languages=["de", "ru"], office="Geheimamt", email="geheim@example.org",
    )  # fmt: skip
    page = PartnerRequestPage.objects.get(pk=moderation.accept(sent, user).pk)
    assert page.get_parent().specific == index
    assert (page.live, page.title, page.lead, page.brings) == (
        False, "Musterstadt sucht eine Partnerschaft", "Wir suchen eine Partnerstadt.", "Zwei Schulen und ein Chor.",
    )  # fmt: skip
    assert (page.kind, page.place, page.wished_country, page.wished_size) == (
        "seek", musterstadt, tver.country, "large",
    )  # fmt: skip
    assert [row.region for row in page.wished_regions.all()] == [tver.region]
    assert [row.code for row in page.languages.all()] == ["de", "ru"]
    assert [row.topic for row in page.page_topics.all()] == [topic]
    assert page.expire_at == open_until(timezone.localdate(), 6)
    sent.refresh_from_db()
    assert (sent.state, sent.decided_by, sent.page_key) == ("accepted", user, page.translation_key)
    for revision in Revision.objects.all():
        assert "geheim" not in str(revision.content).casefold()
    assert mail.outbox == []


def test_an_offer_is_titled_as_one(index, musterstadt):
    page = moderation.accept(RequestSubmissionFactory(place=musterstadt, kind="offer"), AdminFactory())
    assert page.title == "Musterstadt bietet Partnern etwas an"


def test_an_unknown_place_must_be_created_before_the_publish(index):
    page = moderation.accept(RequestSubmissionFactory(place_name="Nirgendwo"), AdminFactory())
    assert page.title == "Nirgendwo sucht eine Partnerschaft"
    with pytest.raises(PublishRefused) as refused:
        page.save_revision().publish()
    assert [problem.field for problem in refused.value.problems] == ["place"]


@pytest.mark.parametrize("end", [None, timedelta(days=400)])
def test_a_request_without_end_or_with_a_late_one_is_not_published(index, musterstadt, end):
    page = moderation.accept(RequestSubmissionFactory(place=musterstadt), AdminFactory())
    page.expire_at = timezone.now() + end if end else None
    with pytest.raises(PublishRefused) as refused:
        page.save_revision().publish()
    assert [problem.message for problem in refused.value.problems] == [
        "Ablaufdatum: bitte im Zeitplan angeben, wann das Gesuch endet, innerhalb eines Jahres."
    ]


def test_text_in_another_language_is_translated_first(index, musterstadt):
    sent = RequestSubmissionFactory(place=musterstadt, language="ru", about="Ищем город.", brings="Две школы.")
    page = moderation.accept(sent, AdminFactory())
    with pytest.raises(PublishRefused) as refused:
        page.save_revision().publish()
    assert [(problem.field, problem.advice) for problem in refused.value.problems] == [
        (name, "dieser Text steht noch in der Sprache da, in der er gesendet wurde (Russisch). Bitte übersetzen.")
        for name in ("lead", "brings")
    ]
    page.lead, page.brings = "Wir suchen eine Stadt.", "Zwei Schulen."
    assert publish(page).live


def test_a_second_decision_is_refused(index, musterstadt):
    sent, user = RequestSubmissionFactory(place=musterstadt), AdminFactory()
    moderation.accept(sent, user)
    for decide in (moderation.accept, moderation.throw_away, lambda *args: moderation.reject(*args, "Nein.")):
        with pytest.raises(moderation.AlreadyDecided):
            decide(sent, user)
    assert (PartnerRequestPage.objects.filter(live=False).count(), mail.outbox) == (1, [])


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("de", "Dialograum: Ihr Partnerschaftsgesuch kann nicht veröffentlicht werden", "Die Begründung:"),
        ("ru", "Dialograum: ваш запрос о партнёрстве не может быть опубликован", "Причина:"),
        ("en", "Dialograum: your partner request cannot be published", "The reason:"),
    ],
)
def test_a_rejection_tells_the_reason(index, language, subject, words):
    sent = RequestSubmissionFactory(language=language)
    moderation.reject(sent, AdminFactory(), "Bitte <genauer>.")
    [message] = mail.outbox
    assert (message.subject, message.to) == (subject, ["office@example.org"])
    assert f"{words}\n\nBitte <genauer>.\n" in message.body
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == ("rejected", "Bitte <genauer>.")


def test_spam_is_deleted_and_nobody_written_to(index):
    moderation.throw_away(RequestSubmissionFactory(), AdminFactory())
    assert (RequestSubmission.objects.count(), mail.outbox) == (0, [])


@pytest.mark.parametrize(("role", "status"), [(EDITORS, 302), (translators("ru"), 302), (MODERATORS, 200), (None, 200)])
def test_only_those_who_may_publish_see_who_has_sent_what(index, role, status):
    client, sent = as_role(role), RequestSubmissionFactory()
    for path in (DESK, f"{DESK}{sent.pk}/"):
        answer = client.get(path)
        assert answer.status_code == status
        assert ("office@example.org" in answer.content.decode()) is (status == 200 and path != DESK)
    for action in ("accept", "reject", "spam"):
        client.post(f"{DESK}{sent.pk}/", {"action": action})
    assert RequestSubmission.objects.filter(state="waiting").exists() is (status != 200)


def test_what_is_not_confirmed_is_shown_to_nobody(index):
    client, sent = as_role(MODERATORS), RequestSubmissionFactory(state="unconfirmed", confirmed_at=None)
    assert client.get(f"{DESK}{sent.pk}/").status_code == 404
    assert "Musterstadt" not in client.get(DESK).content.decode()


def test_a_moderator_makes_a_draft_by_a_click(index, musterstadt):
    client, sent = as_role(MODERATORS), RequestSubmissionFactory(place=musterstadt)
    assert "1 Gesuch wartet auf eine Entscheidung" in client.get("/admin/").content.decode()
    answer = client.post(f"{DESK}{sent.pk}/", {"action": "accept"})
    page = PartnerRequestPage.objects.get(live=False)
    assert answer["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert PageLogEntry.objects.filter(page=page.pk).exists()
    shown = client.get(f"{DESK}{sent.pk}/").content.decode()
    assert ('name="action"' in shown, f"/admin/pages/{page.pk}/edit/" in shown) == (False, True)


def test_a_rejection_needs_a_reason(index):
    client, sent = as_role(MODERATORS), RequestSubmissionFactory()
    answer = client.post(f"{DESK}{sent.pk}/", {"action": "reject", "reason": " "})
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"reason": ["Dieses Feld muss ausgefüllt werden."]}
    assert RequestSubmission.objects.get().state == "waiting"


def test_without_a_section_staff_are_told(index):
    index.delete()
    client, sent = as_role(MODERATORS), RequestSubmissionFactory()
    answer = client.post(f"{DESK}{sent.pk}/", {"action": "accept"})
    assert "Legen Sie zuerst unter der Startseite den Bereich" in answer.content.decode()
    assert RequestSubmission.objects.get().state == "waiting"


def test_the_desk_asks_the_database_alike_for_any_number(index, musterstadt):
    client = as_role(None)
    counts = []
    for more in (1, 2):
        for _each in range(more):
            RequestSubmissionFactory(place=musterstadt)
        client.get(DESK)
        with CaptureQueriesContext(connection) as queries:
            client.get(DESK)
        counts.append(len(queries))
    assert counts[0] == counts[1]
