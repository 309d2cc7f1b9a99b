"""The whole way of a request, as municipality, staff and an interested town go it."""

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Page

from cms.accounts.services.roles import MODERATORS, grant_roles
from partnerships.forms import AnswerForm
from partnerships.models import PartnerRequestPage, RequestSubmission
from partnerships.services.relay import queue
from partnerships.services.requests import notices
from tests.factories.accounts import UserFactory

from .filled import began, link_in_mail, request_data

NEW = "/de/partnerships/requests/new/"


@pytest.mark.django_db
def test_from_the_form_to_an_answer(client: Client, index, musterstadt):
    grant_roles()
    staff = Client()
    moderator = UserFactory(role=MODERATORS)
    staff.force_login(moderator)

    client.post(NEW, request_data(email="amt@example.org"))
    client.post(link_in_mail())
    sent = RequestSubmission.objects.get()
    before = client.get("/de/gesuche/").context["cards"]

    staff.post(f"/admin/partnerships/requests/{sent.pk}/", {"action": "accept"})
    page = PartnerRequestPage.objects.get(live=False)
    assert (client.get("/de/gesuche/").context["cards"], client.get(page.url).status_code) == (before, 404)

    page.get_latest_revision().publish(user=moderator)
    assert notices.tell_due() == 1
    page = PartnerRequestPage.objects.get(pk=page.pk)
    assert mail.outbox[-1].subject == "Dialograum: Ihr Partnerschaftsgesuch ist veröffentlicht"
    manage = link_in_mail()

    shown = client.get(page.url)
    assert shown.status_code == 200
    answer = f"/de/partnerships/requests/{page.translation_key}/answer/"
    assert answer in shown.content.decode()
    message = {
        "began": began(AnswerForm), "sender": "Twer", "email": "twer@example.org", "message": "Gern!", "consent": "on",
    }  # fmt: skip
    assert client.post(answer, message).status_code == 302
    assert queue.send_waiting() == 1
    assert (mail.outbox[-1].to, mail.outbox[-1].reply_to) == (["amt@example.org"], ["twer@example.org"])
    assert "Gern!" in mail.outbox[-1].body

    client.post(manage, {"action": "close"})
    assert client.get(page.url).status_code == 410
    assert client.get(answer).status_code == 404
    assert Page.objects.filter(translation_key=page.translation_key, live=True).count() == 0
    assert RequestSubmission.objects.get().state == "closed"
