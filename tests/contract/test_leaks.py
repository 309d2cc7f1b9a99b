"""Nothing hidden leaves by any door: marks in every text of every hidden thing, looked for in every public answer."""

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote, urlencode
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from cms.content_store.services import previews
from cms.media.services.renditions import sources
from partnerships.models import PartnershipActor, RequestSubmission
from partnerships.services.relay import queue
from partnerships.services.requests import notices
from tests.contract.hidden import build_hidden_site
from tests.contract.hidden_site import TOPIC, HiddenSite
from tests.contract.marks import PREFIX
from tests.contract.partnership_probes import SENDER, partnership_probes
from tests.contract.probes import LANGUAGES, Probe
from tests.factories.accounts import AdminFactory, UserFactory

LEAST_PROBES = 2900
OK, TOO_MANY, FOUND_BUT_PRIVATE = 200, 429, {302, 403, 404, 405, 410}


def probes_of(site: HiddenSite) -> Iterator[Probe]:
    """Every door."""
    token = previews.show(site.public[0], AdminFactory())
    for page in site.pages:
        yield from _doors_of_a_hidden_page(page, page in site.for_accounts)
        # The token of another page, and none.
        yield Probe(f"/api/v1/previews/{page.pk}/", headers=(("Authorization", f"Bearer {token}"),), private=True)
        yield Probe(f"/api/v1/previews/{page.pk}/", private=True)
    for page in site.public:
        yield from _doors_of_a_public_page(page)
    yield from _lists()
    yield from partnership_probes(site)
    yield Probe(site.index.get_url_parts()[2], shows=True)
    yield from _doors_of_files(site)


def _doors_of_a_hidden_page(page: Page, for_accounts: bool) -> Iterator[Probe]:
    url = page.get_url_parts()[2]
    # A password is asked for with 200.
    yield Probe(url, private="password" not in url, for_accounts=for_accounts)
    for language in ("ru", "en"):
        yield Probe(f"/{language}/{url.removeprefix('/de/')}")
    api = f"/api/v1/pages/{page.pk}/"
    resolve = f"/api/v1/resolve/?{urlencode({'url': url})}"
    kinds = {
        "articlepage": "news/articles",
        "editionpage": "conference/editions",
        "themeyearpage": "news/theme-years",
        "partnershippage": "partnerships",
        "partnerrequestpage": "partnerships/requests",
    }
    paths = [api, resolve]
    if page._meta.model_name in kinds:
        paths.append(f"/api/v1/{kinds[page._meta.model_name]}/{page.pk}/")
    if page._meta.model_name == "editionpage":
        paths += [f"/api/v1/conference/editions/{page.pk}/{part}/" for part in ("deadlines", "working-groups")]
        paths += [f"/{language}/conference/editions/{page.pk}/calendar.ics" for language in LANGUAGES]
    if page._meta.model_name == "themeyearpage":
        paths += [f"/{language}/news/theme-years/{page.translation_key}/feed.atom" for language in LANGUAGES]
    key = urlencode({"translation_key": page.translation_key})
    for path in (*paths, *(f"/api/v1/resolve/?{key}&locale={language}" for language in LANGUAGES)):
        yield Probe(path, private=True)
    for header in (("If-None-Match", "*"), ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")):
        yield Probe(api, headers=(header,), private=True)
        yield Probe(resolve, headers=(header,), private=True)


def _doors_of_a_public_page(page: Page) -> Iterator[Probe]:
    yield Probe(page.get_url_parts()[2])
    yield Probe(f"/api/v1/pages/{page.pk}/")
    yield Probe(f"/api/v1/resolve/?{urlencode({'url': page.url})}")


def _lists() -> Iterator[Probe]:
    yield from map(Probe, ("/", "/robots.txt", "/api/v1/openapi.json", "/api/v1/locales/"))
    yield Probe("/sitemap.xml", shows=True)
    yield Probe("/sitemap-1.xml", shows=True)
    for language in LANGUAGES:
        yield Probe(f"/{language}/nothing/")
        yield Probe(f"/{language}/nothing-{PREFIX}/")
        for path in ("conference/feed.atom", "partnerships/feed.atom"):
            yield Probe(f"/{language}/{path}", shows=True)
        for path in ("", "feed.atom", f"search/?q={PREFIX}", f"search/?q={PREFIX}&type=news.article"):
            yield Probe(f"/{language}/{path}", shows=True)
        yield Probe(f"/api/v1/search/?locale={language}&q={PREFIX}&limit=50", shows=True)
        yield Probe(f"/api/v1/search/suggest/?locale={language}&q={PREFIX}", shows=True)
        for kind in ("partnerships.place", "partnerships.region", "media.document"):
            yield Probe(f"/{language}/search/?q={PREFIX}&type={kind}", shows=kind != "media.document")
        # The hidden pages have the topic, too.
        yield Probe(f"/{language}/search/?q={PREFIX}&topic={TOPIC}&type=news.article", shows=True)
        yield Probe(f"/api/v1/navigation/?locale={language}", shows=True)
        yield Probe(f"/api/v1/pages/?locale={language}&limit=100&fields=title,lead,url,picture,topics", shows=True)
        for name in ("pages", "news/articles", "conference/editions"):
            yield Probe(f"/api/v1/{name}/facets/?locale={language}")
        for order in ("-date", "date", "title", "-title"):
            query = urlencode({"locale": language, "order": order, "limit": 100})
            for name in ("pages", "news/articles", "news/theme-years", "conference/editions"):
                yield Probe(f"/api/v1/{name}/?{query}", shows=True)
        for state in ("announced", "running", "past", "postponed", "cancelled"):
            # An edition of every state is German, and one that is past is in all languages.
            is_shown = language == "de" or state == "past"
            yield Probe(f"/api/v1/conference/editions/?locale={language}&state={state}", shows=is_shown)


def _doors_of_files(site: HiddenSite) -> Iterator[Probe]:
    for picture in site.pictures:
        yield from (Probe(source.url, private=True) for source in sources(picture))
        rendition = picture.get_rendition("width-400|format-webp")
        yield from (Probe(path, private=True) for path in (rendition.url, rendition.file.url, picture.file.url))
    for document in site.documents:
        yield Probe(document.url, private=True)
        yield Probe(document.file.url, private=True)


def said(response: HttpResponse) -> str:
    """Headers and body, as words."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    # Long lines of calendars are folded.
    text = content.decode("utf-8", "replace").replace("\r\n ", "")
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return unquote(f"{headers}\n{text}").casefold()


def answer(client: Client, probe: Probe) -> HttpResponse:
    """What a reader gets who has asked little before: all probes together are more files than one may take at once."""
    response = asked(client, probe)
    if response.status_code == TOO_MANY:
        cache.clear()
        response = asked(client, probe)
    return response


def asked(client: Client, probe: Probe) -> HttpResponse:
    """The probe's request; what is private is asked for its head, too, which must say as little."""
    headers = dict(probe.headers)
    if probe.form:
        return client.post(probe.path, dict(probe.form), headers=headers)
    response = client.get(probe.path, headers=headers)
    if probe.private:
        head = client.head(probe.path, headers=headers)
        assert (head.status_code, head.content) == (response.status_code, b""), probe.path
    return response


def letters_with_marks(site: HiddenSite) -> list[tuple[str, str]]:
    """(mark, recipient) of all that was sent; what is sent goes only to those behind public pages."""
    queue.send_waiting()
    notices.tell_due()
    notices.remind_due()
    behind = RequestSubmission.objects.filter(page_key__in=[page.translation_key for page in site.public])
    actors = PartnershipActor.objects.filter(page__in=[page.pk for page in site.public])
    known = {SENDER, *behind.values_list("email", flat=True), *actors.values_list("contact_email", flat=True)}
    recipients = {letter.to[0] for letter in mail.outbox}
    assert recipients - known == set()
    # Confirmed to the sender, and relayed.
    assert SENDER in recipients
    assert len(recipients) > 1
    texts = [
        (letter.to[0], f"{letter.subject} {letter.body} {letter.extra_headers}".casefold()) for letter in mail.outbox
    ]
    return [(mark, recipient) for recipient, text in texts for mark in site.marks.made if mark in text]


@pytest.fixture
def site(db: None) -> HiddenSite:
    site = build_hidden_site()
    cache.clear()
    # Building it wrote to offices, which nobody else reads.
    mail.outbox.clear()
    return site


@pytest.mark.slow
def test_no_door_leaks(site: HiddenSite):
    """Anonymously and with an ordinary account, which may read what is for accounts and nothing else.

    Lists must show what is public: empty ones could not leak.
    """
    account = Client()
    account.force_login(UserFactory())
    wrong, probes = [], list(probes_of(site))
    for client, is_account in ((Client(), False), (account, True)):
        for probe in probes:
            response = answer(client, probe)
            allowed = probe.for_accounts and is_account
            # A form that is taken leads on.
            refused = FOUND_BUT_PRIVATE - {302} if probe.form else FOUND_BUT_PRIVATE
            if probe.private and not allowed and response.status_code not in refused:
                wrong.append((probe.path, "answered", response.status_code))
            if allowed:
                assert "no-store" in response["Cache-Control"] or "private" in response["Cache-Control"]
                continue
            text, sent = said(response), unquote(probe.path)
            if probe.shows and not (response.status_code == OK and any(mark in text for mark in site.shown.made)):
                wrong.append((probe.path, "shows nothing", response.status_code))
            wrong += [
                (probe.path, is_account, mark)
                for mark in site.marks.made
                if mark in text and mark not in sent and mark not in probe.told
            ]
    assert wrong == [], "\n".join(map(str, wrong))
    assert letters_with_marks(site) == []
    assert 2 * len(probes) >= LEAST_PROBES


@pytest.mark.slow
def test_search_answers_alike_for_hidden_and_unknown_words(site: HiddenSite, client: Client):
    """No mark can be told from a word that stands nowhere, in any language."""
    unknown = f"{PREFIX}nowhere"
    answers = {}
    for language in LANGUAGES:
        nothing = said(answer(client, Probe(f"/{language}/search/?q={unknown}"))).replace(unknown, "")
        for mark in site.marks.made:
            found = said(answer(client, Probe(f"/{language}/search/?q={mark}"))).replace(mark, "")
            if _without_length(found) != _without_length(nothing):
                answers[language, mark] = found
    assert answers == {}


def _without_length(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("content-length"))
