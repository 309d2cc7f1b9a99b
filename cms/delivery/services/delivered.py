"""What the head and frame of a page show: languages, alternates, breadcrumbs, structured data."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.html import _json_script_escapes
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from cms.content_store.services import reading


@dataclass(frozen=True)
class Language:
    """One entry of the language switch; no url means that the page does not exist in that language."""

    code: str
    name: str
    url: str | None
    current: bool


@dataclass(frozen=True)
class Delivered:
    """Everything about one public page that is not its own text; nearly empty for drafts and private pages."""

    canonical: str = ""
    languages: list[Language] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    breadcrumbs: list[dict[str, str]] = field(default_factory=list)
    seo: dict[str, Any] = field(default_factory=dict)
    json_ld: SafeString = field(default_factory=SafeString)
    foreign_paths: dict[str, str] = field(default_factory=dict)


def delivered(page: Page | None, locale: str) -> Delivered:
    """Read from the page's content item; for pages without one, only what the page itself knows."""
    stored = reading.detail_of(page.pk) if page is not None and page.pk else None
    if stored is None:
        return _unpublished(page, locale)
    data = stored.data
    addresses = {data["locale"]: data["url"]} | {found["locale"]: found["url"] for found in data["translations"]}
    return Delivered(
        canonical=absolute(data["url"]),
        languages=_languages(addresses, locale),
        alternates=_alternates(addresses),
        breadcrumbs=data["breadcrumbs"],
        seo=data["seo"],
        json_ld=_script(stored.json_ld),
        foreign_paths=data["foreign_text"],
    )


def absolute(path: str) -> str:
    """An address with the site's host."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _unpublished(page: Page | None, locale: str) -> Delivered:
    homes = {code: f"/{code}/" for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
    if page is None:
        return Delivered(languages=_languages(homes, locale))
    return Delivered(languages=_languages({}, locale))


def _languages(addresses: dict[str, str], locale: str) -> list[Language]:
    return [
        Language(code, name, addresses.get(code), code == locale) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES
    ]


def _alternates(addresses: dict[str, str]) -> list[tuple[str, str]]:
    """(hreflang, address) of every public language, each page naming itself; x-default is the default language."""
    if len(addresses) < 2:
        return []
    found = [(code, absolute(path)) for code, path in sorted(addresses.items())]
    default = addresses.get(settings.LANGUAGE_CODE)
    return [*found, ("x-default", absolute(default))] if default else found


def _script(data: bytes | None) -> SafeString:
    """The structured data, escaped so that no text in it can end the script element."""
    if not data:
        return SafeString("")
    text = json.dumps(json.loads(data), ensure_ascii=False)
    return mark_safe(text.translate(_json_script_escapes))  # noqa: S308  (escaped as Django's json_script does)
