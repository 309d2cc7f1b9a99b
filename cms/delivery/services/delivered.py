"""What the head and frame of a page show: languages, alternates, breadcrumbs, sharing, structured data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.html import _json_script_escapes
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from cms.content_store.presenters import absolute

from .hreflang import hreflang
from .languages import regional_code
from .presented import Presented, presented

# The width of a shared picture that the large platforms ask for.
SHARED_WIDTH = 1200
SHARED_FORMAT = "image/jpeg"
PAGES_VIEW = "wagtail_serve"


@dataclass(frozen=True)
class Language:
    """One entry of the language switch; no url means that the page does not exist in that language."""

    code: str
    name: str
    url: str | None
    current: bool


@dataclass(frozen=True)
class Sharing:
    """What a link to the page shows elsewhere."""

    title: str
    description: str
    url: str
    locale: str
    other_locales: tuple[str, ...]
    picture: Mapping[str, Any] | None


@dataclass(frozen=True)
class Delivered:
    """Everything about one page that its template does not say itself; without canonical address unless public."""

    public: bool = False
    canonical: str = ""
    languages: list[Language] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    breadcrumbs: list[dict[str, str]] = field(default_factory=list)
    seo: dict[str, Any] = field(default_factory=dict)
    sharing: Sharing | None = None
    json_ld: SafeString = field(default_factory=SafeString)
    foreign_paths: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)


def delivered(page: Page | None, locale: str, request: HttpRequest | None = None, kept_query: str = "") -> Delivered:
    """Read from the page's content item; drafts and private pages show what theirs would say, without addresses.

    `kept_query` are the parameters that mean the same in every language: the language switch keeps them.
    """
    if page is None:
        return Delivered(languages=_languages(_addresses_of_view(request), locale))
    shown = presented(page, request)
    if not shown.data:
        return Delivered(languages=_languages({}, locale))
    if not shown.public:
        return Delivered(
            languages=_languages({}, locale),
            breadcrumbs=shown.data["breadcrumbs"],
            seo=shown.data["seo"],
            foreign_paths=shown.data["foreign_text"],
            data=shown.data,
        )
    return _public(shown, locale, kept_query)


def _public(shown: Presented, locale: str, kept_query: str) -> Delivered:
    data = shown.data
    addresses = {data["locale"]: data["url"]} | {found["locale"]: found["url"] for found in data["translations"]}
    return Delivered(
        public=True,
        canonical=absolute(data["url"]),
        languages=_languages(_with_query(addresses, kept_query), locale),
        alternates=hreflang(dict(sorted(addresses.items()))),
        breadcrumbs=data["breadcrumbs"],
        seo=data["seo"],
        sharing=_sharing(data, addresses),
        json_ld=structured_data_script(shown.json_ld),
        foreign_paths=data["foreign_text"],
        data=data,
    )


def _addresses_of_view(request: HttpRequest | None) -> dict[str, str]:
    """A view of ours stands in every language; where there is no page, the home pages are offered."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name == PAGES_VIEW:
        return {code: f"/{code}/" for code in codes}
    return {code: translate_url(request.get_full_path(), code) for code in codes}


def _with_query(addresses: Mapping[str, str], query: str) -> dict[str, str]:
    return {code: f"{address}?{query}" if query else address for code, address in addresses.items()}


def _languages(addresses: Mapping[str, str], locale: str) -> list[Language]:
    return [
        Language(code, name, addresses.get(code), code == locale) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES
    ]


def _sharing(data: Mapping[str, Any], addresses: dict[str, str]) -> Sharing:
    picture = data["seo"]["picture"] or data["picture"] or data.get("hero")
    return Sharing(
        title=data["seo"]["title"],
        description=data["seo"]["description"],
        url=absolute(data["url"]),
        locale=regional_code(data["locale"]),
        other_locales=tuple(regional_code(code) for code in sorted(addresses) if code != data["locale"]),
        picture=_shared_picture(picture) if picture else None,
    )


def _shared_picture(picture: Mapping[str, Any]) -> dict[str, Any]:
    """The source nearest to the wanted width, with its absolute address."""
    found = [source for source in picture["sources"] if source["format"] == SHARED_FORMAT]
    source = min(found, key=lambda source: abs(source["width"] - SHARED_WIDTH))
    return {**source, "url": absolute(source["url"]), "alt": picture["alt"]}


def structured_data_script(data: bytes | None) -> SafeString:
    """The structured data, escaped so that no text in it can end the script element."""
    if not data:
        return SafeString("")
    text = json.dumps(json.loads(data), ensure_ascii=False)
    return mark_safe(text.translate(_json_script_escapes))  # noqa: S308  (escaped as Django's json_script does)
