"""sitemap.xml over all languages with their alternates, in several files where one would be too long; robots.txt."""

import datetime
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.content_store.presenters import absolute

from .services.addresses import Address, addresses_of_views, public_addresses
from .services.hreflang import hreflang

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NAMESPACES = f'xmlns="{SITEMAPS}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
# The protocol allows 50,000 addresses and 50 MB a file; with its alternates in ten languages an address takes 2 kB.
MOST_ADDRESSES = 20_000

kept_a_while = cache_control(public=True, max_age=300)


@require_safe
@kept_a_while
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with every public language of it, and what plugins show beside pages; else an index."""
    parts = _parts()
    if len(parts) == 1:
        return _urlset(parts[0])
    entries = "".join(_part(number, part) for number, part in enumerate(parts, 1))
    return _xml(f'<sitemapindex xmlns="{SITEMAPS}">{entries}</sitemapindex>')


@require_safe
@kept_a_while
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One of the files that the index names."""
    parts = _parts()
    if not 1 <= number <= len(parts):
        raise Http404
    return _urlset(parts[number - 1])


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the admin; lists of results need no index."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/search/",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _parts() -> list[tuple[Address, ...]]:
    """The addresses of each file; one file without any where nothing is public."""
    addresses = (*public_addresses(), *addresses_of_views())
    return [addresses[start : start + MOST_ADDRESSES] for start in range(0, len(addresses), MOST_ADDRESSES)] or [()]


def _part(number: int, part: Sequence[Address]) -> str:
    address = absolute(reverse("sitemap_part", args=(number,)))
    return f"<sitemap><loc>{escape(address)}</loc>{_lastmod(max(_moments(part), default=None))}</sitemap>"


def _moments(part: Sequence[Address]) -> list[datetime.datetime]:
    return [address.changed_at for address in part if address.changed_at]


def _urlset(part: Sequence[Address]) -> HttpResponse:
    return _xml(f"<urlset {NAMESPACES}>{''.join(map(_url, part))}</urlset>")


def _url(address: Address) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(href)}/>'
        for code, href in hreflang(dict(address.alternates))
    )
    return f"<url><loc>{escape(absolute(address.path))}</loc>{_lastmod(address.changed_at)}{links}</url>"


def _lastmod(moment: datetime.datetime | None) -> str:
    return f"<lastmod>{moment.isoformat(timespec='seconds')}</lastmod>" if moment else ""


def _xml(root: str) -> HttpResponse:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
