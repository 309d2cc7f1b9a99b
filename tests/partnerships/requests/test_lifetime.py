"""From publish to end: extending, closing, forgetting."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.content_store.models import ContentItem
from cms.pages.services.due import expire_due
from partnerships.models import PartnerRequestPage, RequestSubmission
from partnerships.services.requests import lifetime, mails
from partnerships.services.requests.periods import end_of, months_after, open_until
from tests.factories.pages import publish_section
from tests.factories.requests import RequestSubmissionFactory, behind, partner_request
from tests.factories.translation import publish_family

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def state_of(submission: RequestSubmission) -> str:
    return RequestSubmission.objects.get(pk=submission.pk).state


def managed(submission: RequestSubmission) -> str:
    return mails.link(mails.MANAGE, "request_manage", submission).removeprefix("http://localhost")


def test_the_link_shows_what_can_be_done_and_changes_nothing_by_itself(client: Client, request_page):
    sent = behind(request_page, answers=2)
    for _scanner in range(2):
        text = client.get(managed(sent)).content.decode()
    assert "Um 6 Monate verlängern" in text
    assert "2 Nachrichten wurden an Sie weitergeleitet." in text
    request_page.refresh_from_db()
    assert (request_page.live, request_page.expire_at) == (True, open_until(TODAY, 1))


def test_closing_withdraws_the_page(client: Client, request_page):
    sent = behind(request_page)
    text = client.post(managed(sent), {"action": "close"}).content.decode()
    assert "Das Gesuch ist geschlossen" in text
    request_page.refresh_from_db()
    assert (request_page.live, state_of(sent)) == (False, "closed")
    assert PageLogEntry.objects.filter(page=request_page.pk, action=lifetime.CLOSED).count() == 1
    assert ContentItem.objects.get(pk=request_page.pk).public is False
    again = client.post(managed(sent), {"action": "close"})
    assert (again.status_code, PageLogEntry.objects.filter(action=lifetime.CLOSED).count()) == (200, 1)


def test_extending_moves_the_end_once(client: Client, request_page):
    sent = behind(request_page, months=3, reminded_on=TODAY)
    link = managed(sent)
    assert client.post(link, {"action": "extend"})["Location"] == link
    moment = end_of(months_after(timezone.localdate(open_until(TODAY, 1)), 3))
    request_page.refresh_from_db()
    assert (request_page.live, request_page.expire_at) == (True, moment)
    assert ContentItem.objects.get(pk=request_page.pk).expires_at == moment
    sent.refresh_from_db()
    assert (sent.extended_on, sent.reminded_on) == (TODAY, None)
    [entry] = PageLogEntry.objects.filter(page=request_page.pk, action=lifetime.EXTENDED)
    assert entry.data == {"until": moment.isoformat()}
    assert "verlängern</button>" not in client.get(managed(sent)).content.decode()
    assert client.post(managed(sent), {"action": "extend"}).status_code == 409
    request_page.refresh_from_db()
    assert request_page.expire_at == moment


def test_no_request_is_open_for_more_than_a_year_from_today(index, musterstadt):
    page = publish_section(partner_request(index, place=musterstadt, expire_at=open_until(TODAY, 10)))
    assert lifetime.extend(behind(page, months=12)) == open_until(TODAY, 12)


def test_extending_publishes_nothing_else(request_page):
    """A draft of staff stays a draft, with the new end."""
    request_page.title = "Entwurf"
    request_page.save_revision()
    moment = lifetime.extend(behind(PartnerRequestPage.objects.get(pk=request_page.pk)))
    page = PartnerRequestPage.objects.get(pk=request_page.pk)
    assert (page.title, page.expire_at, page.has_unpublished_changes) == ("Gesuch", moment, True)
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.expire_at) == ("Entwurf", moment)


@pytest.mark.slow
def test_ends_flow_to_every_language(index, musterstadt):
    publish_family(index, ru={"title": "Запросы", "lead": "Кто ищет."})
    page = publish_family(
        partner_request(index, place=musterstadt), ru={"title": "Запрос", "lead": "Ищем.", "brings": "Школы."}
    )
    russian = PartnerRequestPage.objects.get(translation_key=page.translation_key, locale__language_code="ru")
    assert (russian.live, russian.expire_at) == (True, page.expire_at)
    sent = behind(page, months=3)
    moment = lifetime.extend(sent)
    russian.refresh_from_db()
    assert (russian.live, russian.expire_at, russian.title) == (True, moment, "Запрос")
    assert lifetime.close(sent) is True
    russian.refresh_from_db()
    assert russian.live is False


def test_the_worker_ends_what_is_over(request_page):
    sent = behind(request_page)
    PartnerRequestPage.objects.filter(pk=request_page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert expire_due() == 1
    assert state_of(sent) == "closed"
    assert lifetime.close(RequestSubmission.objects.get(pk=sent.pk)) is False
    with pytest.raises(lifetime.NotExtendable):
        lifetime.extend(RequestSubmission.objects.get(pk=sent.pk))


def test_published_again_it_lives_on(request_page):
    sent = behind(request_page, reminded_on=TODAY)
    lifetime.close(sent)
    publish_section(PartnerRequestPage.objects.get(pk=request_page.pk))
    assert RequestSubmission.objects.values_list("state", "closed_at", "reminded_on").get() == (
        "published", None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "days", "kept"),
    [
        ({"state": "unconfirmed"}, 6, True),
        ({"state": "unconfirmed"}, 8, False),
        ({"state": "waiting"}, 100, True),
        ({"state": "waiting"}, 366, False),
        ({"state": "rejected"}, 29, True),
        ({"state": "rejected"}, 31, False),
        ({"state": "accepted"}, 100, True),
        ({"state": "accepted"}, 366, False),
        ({"state": "closed"}, 29, True),
        ({"state": "closed"}, 31, False),
    ],
)
def test_what_is_forgotten_when(db, fields, days, kept):
    moment = timezone.now() - timedelta(days=days)
    RequestSubmissionFactory(created_at=moment, decided_at=moment, closed_at=moment, **fields)
    assert lifetime.forget_due() == (0 if kept else 1)
    assert RequestSubmission.objects.exists() is kept


def test_an_open_request_keeps_its_contact(request_page):
    behind(
        request_page, created_at=timezone.now() - timedelta(days=700), decided_at=timezone.now() - timedelta(days=700)
    )
    assert (lifetime.forget_due(), RequestSubmission.objects.get().state) == (0, "published")


def test_a_deleted_page_is_noticed(request_page):
    sent = behind(request_page)
    request_page.delete()
    lifetime.forget_due()
    assert state_of(sent) == "closed"
