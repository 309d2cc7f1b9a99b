"""Input that no view can handle is refused; a database that is away is 503."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from tests.factories.site import build_site


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/en/?q=%00", "/en/%00", "/search/?q=%ff", "/en/?q=%C3%28", f"/en/?q={'a' * 8000}", "/en/\ufffd/"],
)
def test_malformed_addresses_are_400(client: Client, address: str):
    response = client.get(address)
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_below_the_api_it_is_a_problem(client: Client):
    response = client.get("/api/v1/pages/?q=%00")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "Bad Request",
        "instance": "/api/v1/pages/",
        "invalid_params": [],
    }


@pytest.fixture
def _no_database(transactional_db: None) -> Iterator[None]:
    """The connection breaks after the site was there."""
    build_site()
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "/nonexistent/database"
    yield
    connection.close()
    connection.settings_dict["NAME"] = name


@pytest.mark.usefixtures("_no_database")
@pytest.mark.parametrize(
    ("address", "content_type"), [("/en/", "text/html; charset=utf-8"), ("/api/v1/pages/", "application/problem+json")]
)
def test_without_database_people_and_programs_are_asked_to_come_back(client: Client, address: str, content_type: str):
    response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response["Content-Type"] == content_type
