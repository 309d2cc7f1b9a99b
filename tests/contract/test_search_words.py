"""What readers search is words: nothing that machines write stands in a search document or an excerpt."""

import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.conf import settings
from django.test import Client

from search.models import SearchDocument
from search.query import SearchQuery
from search.services.searching import search
from tests.contract.full import FullSite, build_full_site
from tests.contract.marks import PREFIX

LANGUAGES = [code for code, _name in settings.LANGUAGES]
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
ADDRESS = re.compile(r"https?:|/\w+/")
TOKEN = re.compile(r"[\w./+-]+")


@pytest.fixture
def site(db: None) -> FullSite:
    return build_full_site()


def codes_of(schema: Any) -> Iterator[str]:
    """Every value that a field may only have out of a list, and every constant."""
    if isinstance(schema, dict):
        yield from (value for value in (*schema.get("enum", ()), schema.get("const")) if isinstance(value, str))
        for child in schema.values():
            yield from codes_of(child)
    elif isinstance(schema, list):
        for child in schema:
            yield from codes_of(child)


@pytest.mark.slow
def test_no_document_and_no_excerpt_holds_a_code(site: FullSite, client: Client) -> None:
    codes = {*codes_of(client.get("/api/v1/openapi.json").json()["components"]["schemas"]), *LANGUAGES}
    assert {"participants", "any", "open", "in_person", "organiser", "scheduled", "press_invitation"} <= codes
    texts = {
        f"document {found.key}": f"{found.title}\n{found.lead}\n{found.text}"
        # In English many codes are words; what is no page is called as somebody wrote it.
        for found in SearchDocument.objects.exclude(locale="en").exclude(page_id=None)
    }
    hits = search(SearchQuery(PREFIX, "de", page_size=100)).hits
    pages = [hit for hit in hits if "translation_key" in hit.card]
    # All but the home page and the index of news, which are not searched.
    assert len(pages) == len(site.filled) - 2
    texts |= {f"excerpt {hit.card['id']}": "".join(part.text for part in hit.excerpt) for hit in pages}
    not_words = {where: found for where, text in texts.items() if (found := sorted(machine_made(text, codes)))}
    assert not_words == {}


def machine_made(text: str, codes: set[str]) -> Iterator[str]:
    """Days, keys, addresses, time zones and codes in a text."""
    yield from (found[0] for pattern in (ISO_DAY, UUID, ADDRESS) for found in pattern.finditer(text))
    tokens = set(TOKEN.findall(text))
    yield from tokens & available_timezones()
    yield from {token.casefold().strip(".") for token in tokens} & codes


BODY = {
    "attribution", "body.picture.credit", "bold", "document.title", "facts", "facts.text", "heading", "lead",
    "link.label", "links", "picture.alt", "picture.caption", "project", "project.alt", "project.caption",
    "project.picture.credit", "project.text", "quote.function", "quote.person",
    "quote.person.function", "quote.source", "quote.text", "rich_text", "subheading", "title",
    "told.caption", "told.column", "told.cell", "told.source", "told.timeline", "told.event", "told.event.text",
    "told.section", "told.section.text", "told.gallery", "told.gallery.alt", "told.gallery.caption",
    "told.gallery.picture.credit", "told.video", "told.transcript", "told.poster.credit",
    "leading_on.action", "leading_on.action.text", "leading_on.pages", "leading_on.latest",
    "people.card", "people.note", "people.office", "people.contact", "people.contact.function", "people.persons",
    "people.person", "people.person.function", "people.person.organisation", "people.places", "people.place",
}  # fmt: skip


def searched(site: FullSite, kind: str) -> set[str]:
    """What the marks in the document of the filled page stand for, without what every page has."""
    page = next(page for page in site.filled if type(page).__name__ == kind)
    document = SearchDocument.objects.get(page_id=page.pk)
    found = site.marks.found_in(f"{document.title} {document.lead} {document.text}")
    own = {f"{kind}.{name}" for name in BODY.difference(getattr(page, "derived_fields", ()))}
    assert own <= found
    # To which every body has a link.
    return found - own - {"HomePage.title"}


@pytest.mark.slow
def test_what_is_searched_beside_the_body(site: FullSite) -> None:
    assert searched(site, "EditionPage") == {
        "EditionPage.motto", "EditionPage.umbrella_programme", "Deadline.label", "Deadline.note", "open deadline",
        "WorkingGroup.title", "WorkingGroup.description", "coordinator", "coordinator.abbreviation",
        "SisterEvent.title", "place", "closing_place",
    }  # fmt: skip
    assert searched(site, "ArticlePage") == {
        "ArticleLink.label", "link.page", "ArticleContact.label", "contact.organisation",
        "contact.organisation.abbreviation", "contact.person", "contact.person.function",
        "ArticlePage.listing_picture.credit", "ArticlePage.listing_picture_alt",
    }  # fmt: skip
    assert searched(site, "ThemeYearPage") == {
        "ThemeYearPage.motto", "patron", "patron.function", "patron.organisation",
    }  # fmt: skip
    assert searched(site, "PartnershipPage") == {
        "StatusChange.continues", "StatusChange.condition", "StatusChange.note", "PartnershipActor.label",
        "actor.organisation", "actor.organisation.abbreviation", "actor.person", "actor.person.function",
        "PartnershipPage.hero_caption", "PartnershipPage.hero_picture.credit", "PartnershipPage.hero_picture_alt",
        "first place", "second place",
    }  # fmt: skip
