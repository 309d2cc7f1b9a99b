"""sitemap.xml over all languages with their alternates, and robots.txt."""

from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.content_store.presenters import absolute

from .services.addresses import Address, addresses_of_views, public_addresses

NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@require_safe
@cache_control(public=True, max_age=300)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with every public language of it, and what plugins show beside pages."""
    urls = "".join(_url(address) for address in (*public_addresses(), *addresses_of_views()))
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>{urls}</urlset>\n'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


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


def _url(address: Address) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(locale)} href={quoteattr(absolute(path))}/>'
        for locale, path in address.alternates
        if len(address.alternates) > 1
    )
    moment = address.updated_at
    changed = f"<lastmod>{moment.isoformat(timespec='seconds')}</lastmod>" if moment else ""
    return f"<url><loc>{escape(absolute(address.path))}</loc>{changed}{links}</url>"
