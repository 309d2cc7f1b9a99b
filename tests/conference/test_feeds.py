"""The feed of editions."""

from datetime import date

from django.test import Client

from conference.models import SeriesPage
from tests.atom import read_feed
from tests.factories.conference import EditionPageFactory
from tests.factories.pages import publish_section, restrict

ADDRESS = "/de/conference/feed.atom"


def test_the_edition_published_last_comes_first(client: Client, series: SeriesPage) -> None:
    days = {16: date(2021, 6, 28), 15: date(2019, 6, 25), 14: date(2017, 6, 28)}
    editions = {
        number: publish_section(
            EditionPageFactory(parent=series, number=number, title=f"Nr. {number}", starts_on=day, ends_on=day)
        )
        for number, day in days.items()
    }
    restrict(editions[14])
    found = read_feed(client, ADDRESS)
    assert (found.id, found.title) == ("tag:localhost,2026:feed:editions:de", "Konferenzen – Dialograum")
    assert found.links == {"alternate": "http://localhost/de/konferenz/", "self": f"http://localhost{ADDRESS}"}
    assert [entry.title for entry in found.entries] == ["Nr. 15", "Nr. 16"]
    # The day of an edition is not that of its publication.
    assert [entry.published for entry in found.entries] == [None, None]
    assert found.entries[1].summary.startswith("28. Juni 2021")
    link = f'<link rel="alternate" type="application/atom+xml" title="Konferenzen" href="{ADDRESS}">'
    assert all(link in client.get(page.url).content.decode() for page in (series, editions[16]))
