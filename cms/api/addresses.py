"""What stands at a public address of this site, in any language, also after a redirect."""

import uuid
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port, validate_host
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.content_store.services import reading

from .errors import Gone, RefusedParameter

SCHEMES = ("", "http", "https")


def resolved(request: HttpRequest, url: str) -> reading.Stored:
    """The public page of an address or path; raises Http404, Gone or RefusedParameter."""
    path = own_path(request, url)
    stored = reading.detail(path) or _redirected(request, path)
    if stored is not None:
        return stored
    if reading.was_removed(path):
        raise Gone
    raise Http404("No public page has this address.")


def translation_of(key: uuid.UUID, locale: str) -> reading.Stored:
    """The public page in a language; raises Http404 or Gone."""
    stored = reading.detail_in(key, locale)
    if stored is not None:
        return stored
    if reading.was_removed_in(key, locale):
        raise Gone
    raise Http404("There is no such public page in this language.")


def own_path(request: HttpRequest, url: str) -> str:
    """The path of an address of this site as the store knows it; query and fragment do not count."""
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.rpartition("@")[2]
    except ValueError as error:
        raise RefusedParameter("url", "This is no address.") from error
    path = unquote(parts.path)
    if parts.scheme not in SCHEMES or not _is_own(request, host) or "\x00" in path:
        raise Http404("No page of this site has this address.")
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def _is_own(request: HttpRequest, host: str) -> bool:
    """Whether a host, with or without port, is one under which this site is known."""
    if not host:
        return True
    domain, _port = split_domain_port(host)
    known = [allowed for allowed in settings.ALLOWED_HOSTS if allowed != "*"]
    known += [name for name in map(_domain, (settings.WAGTAILADMIN_BASE_URL, f"//{request.get_host()}")) if name]
    return bool(domain) and validate_host(domain, known)


def _domain(url: str) -> str | None:
    return urlsplit(url).hostname


def _redirected(request: HttpRequest, path: str) -> reading.Stored | None:
    """The public page to which a redirect of the site leads."""
    site = Site.find_for_request(request)
    found = Redirect.get_for_site(site).filter(old_path=Redirect.normalise_path(path)).order_by("site_id").first()
    if found is None:
        return None
    if found.redirect_page_id:
        return reading.detail_of(found.redirect_page_id)
    return reading.detail(own_path(request, found.redirect_link)) if found.redirect_link else None
