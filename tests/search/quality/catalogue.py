"""What the demo's index holds, by the address of each hit, with identities that outlive a rebuild."""

from collections.abc import Iterable, Mapping

from wagtail.models import Page

from cms.content_store.models import ItemFacet
from cms.entities import models as entities
from cms.management.demo.body import stable_uuid
from search.models import SearchDocument

from .judgments import Answer

FACETS = "partnerships:"
ENTITIES = {"place": entities.Place, "region": entities.Region}


def answers(locale: str, pages: Iterable[str]) -> dict[str, Answer]:
    """All that can be found in a language, by address; `pages` are the demo's keys of those that are judged."""
    keys = {stable_uuid("page", key): key for key in pages}
    documents = list(SearchDocument.objects.filter(locale=locale))
    numbers = [document.page_id for document in documents if document.page_id]
    translated = dict(Page.objects.filter(pk__in=numbers).values_list("pk", "translation_key"))
    facets = _facets(numbers)
    return {
        document.url: _page(keys.get(translated.get(document.page_id)), facets.get(document.page_id, frozenset()))
        if document.page_id
        else Answer(frozenset({_thing(document.key)}))
        for document in documents
    }


def _facets(pages: Iterable[int]) -> Mapping[int, frozenset[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {}
    rows = ItemFacet.objects.filter(item__in=pages, name__startswith=FACETS)
    for page, name, value in rows.values_list("item_id", "name", "value"):
        found.setdefault(page, set()).add((name.removeprefix(FACETS), value))
    return {page: frozenset(values) for page, values in found.items()}


def _page(key: str | None, facets: frozenset[tuple[str, str]]) -> Answer:
    identities = {f"page:{key}"} if key else set()
    places = sorted(value for name, value in facets if name == "place")
    if len(places) > 1:
        identities |= {f"pair:{first}+{second}" for first in places for second in places if first != second}
    return Answer(frozenset(identities), facets)


def _thing(key: str) -> str:
    kind, value, *_locale = key.split(":")
    if kind in ENTITIES and value.isdigit():
        value = ENTITIES[kind].objects.values_list("key", flat=True).get(pk=value)
    return f"{kind}:{value}"
