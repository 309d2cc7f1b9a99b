"""Visitors get a strict policy; the admin gets the one that Wagtail's own scripts can work under."""

import pytest
from django.test import Client

from tests.factories.site import build_site


def directives(response) -> dict[str, set[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {words[0]: set(words[1:]) for words in parts}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "scripts"), [("/admin/login/", {"'self'", "'unsafe-inline'"}), ("/robots.txt", {"'self'"})]
)
def test_scripts(client: Client, address: str, scripts: set[str]):
    build_site()
    response = client.get(address)
    assert response.status_code == 200
    assert directives(response)["script-src"] == scripts
    assert "Content-Security-Policy-Report-Only" not in response
