"""Which languages a page stands in, as search engines are told: in the head of the page and in the sitemap alike."""

from collections.abc import Mapping

from django.conf import settings

from cms.content_store.presenters import absolute

# The address that chooses a language by the browser's.
ROOT = "/"


def hreflang(addresses: Mapping[str, str]) -> list[tuple[str, str]]:
    """(language, absolute address) of each language with its path, then x-default; nothing for a single language.

    x-default is the page in the default language; of home pages the address at which the language is chosen.
    """
    if len(addresses) < 2:
        return []
    found = [(code, absolute(path)) for code, path in addresses.items()]
    default = settings.LANGUAGE_CODE
    if default not in addresses:
        return found
    path = addresses[default]
    return [*found, ("x-default", absolute(ROOT if path == f"/{default}/" else path))]
