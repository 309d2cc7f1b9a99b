"""A page's HTML and its API answer show the same texts: every text field has a mark, and the marks are compared."""

import re
from html import unescape

import pytest

from tests.contract.full import build_full_site

# What the API gives front ends beside what our own pages show: pictures and words for lists and shared links, the
# particulars of an organisation beside its name, what home and index pages have of every page,
# and the title of a home page that is headed by its claim.
API_ONLY = re.compile(
    r"listing_picture|sharing_picture|search_description|seo_title|\.abbreviation$|^coordinator\.website$"
    r"|^(patron|contact\.person|actor\.person|\w+\.people\.contact)\.organisation$|^HomePage\.(title$|hero_)|^(HomePage|NewsIndexPage)\.change_note$"
)


@pytest.mark.slow
@pytest.mark.django_db
def test_html_and_api_show_the_same(client):
    site = build_full_site()
    only_api, only_html = set(), set()
    for page in site.filled:
        answer, shown = client.get(f"/api/v1/pages/{page.pk}/"), client.get(page.url)
        assert (answer.status_code, shown.status_code) == (200, 200)
        body = shown.content.decode().partition("<body>")[2]
        api, html = (site.marks.found_in(unescape(text)) for text in (answer.content.decode(), body))
        own = {what for what in site.marks.made.values() if what.startswith(type(page).__name__)}
        assert len(own & api & html) >= 10
        only_api |= {(page.url, what) for what in api - html if not API_ONLY.search(what)}
        # Pages also show cards of others, whose texts are in the answers of those.
        only_html |= {(page.url, what) for what in own & (html - api) if not API_ONLY.search(what)}
    assert (sorted(only_api), sorted(only_html)) == ([], [])
