"""The doorway to the directory on the home page."""

import re

from django.test import Client
from wagtail.models import Site

from partnerships.models import DirectoryPage
from tests.factories.directory import card, side, store


def test_the_home_page_leads_into_the_directory(client: Client, directory: DirectoryPage) -> None:
    store(
        card(
            1, side("suhl", latitude=50.6, longitude=10.7), side("kaluga", country="RU", latitude=54.5, longitude=36.2)
        ),
        card(1_000_002, side("gera"), side("pskov", country="RU"), state="resting"),
    )
    content = client.get("/de/").content.decode()
    assert re.search(r'doorway__numbers">2 Partnerschaften, davon 1 ruhend \(Stand: ', content)
    assert f'action="{directory.url}"' in content
    assert f'class="doorway__map" href="{directory.url}?view=map"' in content
    # For the eye only: the large map has the links.
    assert len(re.findall(r'class="doorway__dot', content)) == 2
    assert "map__mark" not in content


def test_without_partnerships_there_is_no_doorway(client: Client, directory: DirectoryPage) -> None:
    assert "doorway__map" not in client.get("/de/").content.decode()


def test_without_a_directory_there_is_no_doorway(client: Client, site: Site) -> None:
    assert "doorway__map" not in client.get("/de/").content.decode()
