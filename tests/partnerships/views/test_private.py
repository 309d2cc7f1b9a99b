"""Every page behind a secret address keeps that address to itself, whatever it answers."""

import pytest
from django.test import Client
from django.urls import reverse

from partnerships import tokens
from partnerships.services.requests.mails import CONFIRM, MANAGE
from partnerships.urls import app_patterns
from tests.factories.requests import RequestSubmissionFactory

HEADERS = {
    "Cache-Control": "no-store, private", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer",
}  # fmt: skip
ROUTES = ("confirm", "request_confirm", "request_manage")
PURPOSES = {"request_confirm": CONFIRM, "request_manage": MANAGE}


def test_no_route_with_a_token_is_missing_here() -> None:
    found = [pattern.name for pattern in app_patterns[0] if "token" in pattern.pattern.converters]
    assert sorted(found) == sorted(ROUTES)


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES)
def test_the_address_is_kept_private(client: Client, route: str) -> None:
    told = [(client.get(reverse(f"partnerships:{route}", args=["unknown"])), 404)]
    told.append((client.put(reverse(f"partnerships:{route}", args=["unknown"])), 405))
    if route in PURPOSES:
        sent = RequestSubmissionFactory(state="unconfirmed")
        link = reverse(f"partnerships:{route}", args=[tokens.make(PURPOSES[route], sent.pk)])
        told += [(client.get(link), 200), (client.post(link), 200)]
        sent.delete()
        told.append((client.get(link), 410))
    assert [(response.status_code, {name: response.get(name) for name in HEADERS}) for response, _status in told] == [
        (status, HEADERS) for _response, status in told
    ]
