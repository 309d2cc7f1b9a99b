"""The doors of the directory of partnerships: pages, files, numbers, forms, and the API."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone

from cms.content_store.models import ContentItem
from partnerships.forms import AnswerForm, ContactForm, RequestForm
from partnerships.models import DirectoryPage, PartnerRequestIndexPage, PartnerRequestPage, PartnershipPage
from tests.contract.hidden_site import HiddenSite
from tests.contract.marks import PREFIX
from tests.contract.probes import LANGUAGES, Probe
from tests.partnerships.requests.filled import began, request_data

API = "/api/v1/partnerships"
FILES = ("csv", "xlsx", "json", "geojson")
ORDERS = ("name", "since", "-since", "distance", "-confirmed")
CHARTS = ("states", "decades", "kinds", "levels", "topics", "regions-de", "regions-ru")
SENDER = "reader@example.org"
LISTS = ("", "facets/", "geojson/", "places/", "regions/", "statistics/", "requests/")


def partnership_probes(site: HiddenSite) -> Iterator[Probe]:
    """Every door in every language."""
    for language in LANGUAGES:
        yield from _directory(site, language)
        yield from _files(site, language)
        yield from _hidden_keys(site, language)
        for probe in _forms(site, language):
            yield from (probe, replace(probe, form=_filled(probe.path)))
        yield from _api(site, language)


def addresses_gone(site: HiddenSite) -> frozenset[str]:
    """Marks in addresses of pages that were public once: other sites must know what to take down."""
    was = Q(removed_at__isnull=False) | Q(expires_at__lte=timezone.now())
    paths = " ".join(ContentItem.objects.filter(was).values_list("url_path", flat=True)).casefold()
    return frozenset(mark for mark in site.marks.made if mark in paths)


def _public(site: HiddenSite, model: type) -> list:
    return [page for page in site.public if isinstance(page, model)]


def _directory(site: HiddenSite, language: str) -> Iterator[Probe]:
    directory = next(page for page in _public(site, DirectoryPage) if page.locale.language_code == language)
    base = directory.get_url_parts()[2]
    for view in ("list", "table", "map"):
        yield from (Probe(f"{base}?{urlencode({'view': view, **asked})}", shows=True) for asked in ({}, {"q": PREFIX}))
    yield from (Probe(f"{base}?{urlencode({'view': 'table', 'order': order})}", shows=True) for order in ORDERS)
    yield Probe(f"{base}?view=map&bounds=5,45,60,60")
    for place in site.places:
        for facet, value in (("place", place.key), ("region", place.region.key), ("country", place.country.code)):
            asked = urlencode({facet: value})
            yield Probe(f"{base}?{asked}", told=frozenset(site.country_names))
            yield Probe(f"{API}/facets/?locale={language}&{asked}", told=frozenset(site.country_names))
    for index in _public(site, PartnerRequestIndexPage):
        yield Probe(f"{index.get_url_parts()[2]}?kind=seek", shows=True)


def _files(site: HiddenSite, language: str) -> Iterator[Probe]:
    root = f"/{language}/partnerships"
    for query in ("", f"?q={PREFIX}"):
        yield from (Probe(f"{root}/directory.{extension}{query}", shows=True) for extension in FILES)
        yield Probe(f"{root}/numbers/{query}", shows=True)
        yield Probe(f"{root}/numbers.csv{query}", shows=True)
    for name in CHARTS:
        is_shown = name.startswith("regions")
        yield Probe(f"{root}/numbers/{name}.svg", shows=is_shown)
        yield Probe(f"{root}/numbers/{name}/embed/", shows=is_shown)
    yield Probe(f"{root}/suggestions/?q={PREFIX}", shows=True)
    yield Probe(f"{root}/anniversaries.ics", shows=True)
    for page in _public(site, PartnershipPage):
        for side in page.places.select_related("place__region"):
            yield Probe(f"{root}/places/{side.place.key}/", shows=True)
            yield Probe(f"{root}/regions/{side.place.region.key}/", shows=True)
            yield Probe(f"{API}/places/{side.place.key}/?locale={language}", shows=True)
            yield Probe(f"{API}/regions/{side.place.region.key}/?locale={language}", shows=True)


def _hidden_keys(site: HiddenSite, language: str) -> Iterator[Probe]:
    """Places and regions that only hidden profiles have do not exist."""
    root = f"/{language}/partnerships"
    for place in site.places:
        for path in (f"places/{place.key}/", f"regions/{place.region.key}/"):
            yield Probe(f"{root}/{path}", private=True)
            yield Probe(f"{API}/{path}?locale={language}", private=True)
        yield Probe(f"{root}/numbers/regions-{place.country.code.lower()}.svg", private=True)
        name = place.names.filter(language=language).first().text
        yield Probe(f"{root}/suggestions/?{urlencode({'q': name})}")


def _forms(site: HiddenSite, language: str) -> Iterator[Probe]:
    root = f"/{language}/partnerships"
    for actor in (*site.actors, uuid4()):
        yield from (Probe(f"{root}/contact/{actor}/{part}", private=True) for part in ("", "sent/"))
    for page in _public(site, PartnershipPage):
        for actor in page.actors.all():
            yield from (Probe(f"{root}/contact/{actor.translation_key}/{part}") for part in ("", "sent/"))
    for page in site.pages:
        if isinstance(page, PartnerRequestPage):
            for part in ("answer", "answered"):
                yield Probe(f"{root}/requests/{page.translation_key}/{part}/", private=True)
    for page in _public(site, PartnerRequestPage):
        yield from (Probe(f"{root}/requests/{page.translation_key}/{part}/") for part in ("answer", "answered"))
    yield from (Probe(f"{root}/requests/{part}/") for part in ("sent", "confirm/wrong", "manage/wrong"))
    yield Probe(f"{root}/requests/new/", told=frozenset(site.country_names | site.region_names))
    yield Probe(f"{root}/confirm/wrong/", private=True)


def _filled(path: str) -> tuple[tuple[str, Any], ...]:
    """What the form of the address takes, if there is one."""
    form = ContactForm if "/contact/" in path else RequestForm if path.endswith("/new/") else AnswerForm
    message = {"sender": "Twer", "name": "Reader", "message": "Hello", "consent": "on"}
    filled = {**request_data(**message), "email": SENDER, "began": began(form, uuid4().hex)}
    return tuple(filled.items())


def _api(site: HiddenSite, language: str) -> Iterator[Probe]:
    for part in LISTS:
        yield Probe(f"{API}/{part}?locale={language}", shows=True)
    for part in ("", "facets/", "geojson/", "places/", "statistics/"):
        yield Probe(f"{API}/{part}?{urlencode({'locale': language, 'q': PREFIX})}", shows=True)
    since = urlencode({"locale": language, "since": "2000-01-01T00:00:00Z", "limit": 500})
    for changes in (f"{API}/changes/", "/api/v1/pages/changes/"):
        yield Probe(f"{changes}?{since}", shows=True, told=addresses_gone(site))
    for page in _public(site, PartnershipPage):
        yield Probe(f"{API}/{page.pk}/", shows=True)
    for place in site.places:
        yield Probe(f"{API}/?{urlencode({'locale': language, 'place': place.key})}")
