"""The operator's page of the search server."""

import pytest
from django.test import Client
from django.urls import reverse

from search.engines.elastic import indexes
from search.models import SearchRun
from search.services import storing
from search.services.server import comparing, rebuilding
from search.services.server.status import status
from tests.factories.accounts import AdminFactory, UserFactory
from tests.search.services.server.conftest import record
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import closed_port


@pytest.fixture
def operator(db: None) -> Client:
    client = Client()
    client.force_login(AdminFactory())
    return client


def test_only_administrators_see_it(operator: Client) -> None:
    other = Client()
    other.force_login(UserFactory())
    assert other.get(reverse("search_server")).status_code == 302
    shown = operator.get(reverse("search_server"))
    assert (shown.status_code, "SEARCH_URL" in shown.text, "neu aufbauen" in shown.text) == (200, True, False)
    operator.post(reverse("search_server"))
    assert not SearchRun.objects.exists()


def test_a_server_that_is_gone_is_told_and_a_rebuild_waits_for_it(operator: Client) -> None:
    with searching_on(closed_port().replace("//", "//user:secret@")):
        storing.write([record(1)])
        comparing.compare_all()
        operator.post(reverse("search_server"))
        shown = operator.get(reverse("search_server"))
        now = status()
    assert (now.server, now.waiting, [run.locale for run in now.rebuilds]) == (None, 1, ["en", "ru", "de"])
    assert (shown.status_code, "antwortet nicht" in shown.text, "secret" in shown.text) == (200, True, False)


def test_a_server_shows_what_it_holds(operator: Client, elastic: str) -> None:
    assert [language.held for language in status().languages] == [None, None, None]
    for run in rebuilding.request():
        for _ in rebuilding.go_on(run):
            pass
    indexes.refresh(indexes.alias("de"))
    now = status()
    assert [language.held == language.stored for language in now.languages] == [True, True, True]
    assert (now.server.product.split()[0] in {"opensearch", "elasticsearch"}, now.server.nodes >= 1) == (True, True)
    assert now.server.product in operator.get(reverse("search_server")).text
