"""Addresses of the views that stand beside the pages: with the host, and in other languages."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import timezone, translation

from cms.delivery.services.addresses import Address
from cms.delivery.services.hreflang import hreflang
from partnerships.services.directory.freshness import current


def alternates(path: str, is_there: Callable[[str], bool]) -> list[tuple[str, str]]:
    """(hreflang, absolute address) of every language in which there is something to show; x-default is the default."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if is_there(code)]
    return hreflang({code: translate_url(path, code) for code in codes})


def public_addresses() -> list[Address]:
    """Numbers, places and regions for the sitemap, in every language that has something to show of them."""
    paths: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        with translation.override(code):
            for name, key in _shown(code):
                address = reverse(f"partnerships:{name}", args=(key,) if key else ())
                paths.setdefault((name, key), []).append((code, address))
    return [Address(path, None, tuple(sorted(languages))) for languages in paths.values() for _code, path in languages]


def _shown(language: str) -> list[tuple[str, str]]:
    """(name of the address, key) of all that has a partnership which readers may see."""
    snapshot = current(language)
    visible = snapshot.visible(timezone.now())
    places = [("place", key) for key in sorted(snapshot.rows_at) if snapshot.count_at(key, visible)]
    regions = [("region", key) for key, mask in sorted(snapshot.masks["region"].items()) if mask & visible]
    return [("numbers", ""), *regions, *places] if visible else []
