"""What both backends mend: one folding at index and query time, all words wanted, the database when a server fails."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from modelsearch.backends import get_search_backend
from modelsearch.backends.elasticsearchbase import (
    ElasticsearchAtomicIndexRebuilder,
    ElasticsearchAutocompleteQueryCompilerImpl,
    ElasticsearchBaseMapping,
    ElasticsearchBaseSearchBackend,
)
from modelsearch.index import class_is_indexed, get_indexed_instance

from search.engines.elastic import clients
from search.engines.elastic.connection import FAILURES, NONSENSE, Refused, Unavailable, ask, order
from search.models import SearchChange

logger = logging.getLogger(__name__)

DATABASE = "database"
# Begins the keys of changes of the admin's own index.
ADMIN = "admin:"
LONGEST_PREFIX = 15
MOST_VALUES = 1000
ANALYSIS = {
    "char_filter": {"yo": {"type": "mapping", "mappings": ["ё => е", "Ё => Е"]}},
    "filter": {
        "beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_PREFIX},
        # Longer words would meet none of the beginnings.
        "beginning": {"type": "truncate", "length": LONGEST_PREFIX},
    },
    "analyzer": {
        name: {
            "type": "custom",
            "tokenizer": "standard",
            "char_filter": ["yo"],
            "filter": ["lowercase", "german_normalization", "asciifolding", *more],
        }
        # "default" is the analyser of every text that names no other, at index and query time.
        for name, more in {"default": [], "beginnings": ["beginnings"], "beginning": ["beginning"]}.items()
    },
}


class FoldingMapping(ElasticsearchBaseMapping):
    """Words that are typed are folded as those that are stored."""

    edgengram_analyzer_config = {"analyzer": "beginnings", "search_analyzer": "beginning"}

    def get_mapping(self) -> dict[str, Any]:
        # A field of a plugin that came after the last rebuild must not be guessed at.
        return {"dynamic": False, **super().get_mapping()}


class EveryWord:
    """Of several words all are wanted, as on the database."""

    DEFAULT_OPERATOR = "and"


class DatabaseInstead:
    """Results that the database gives when the server cannot, or knows of nothing."""

    by_database = False

    def _clone(self) -> "DatabaseInstead":
        clone = super()._clone()
        clone.by_database = self.by_database
        return clone

    def _do_search(self) -> Iterator[Model]:
        if not self.by_database:
            found = self._tried(lambda: list(super(DatabaseInstead, self)._do_search()))
            if found or (found is not None and self.start):
                return iter(found)
        return iter(self._of_database()[self.start : self.stop])

    def _do_count(self) -> int:
        if not self.by_database:
            count = self._tried(super()._do_count)
            if count or (count is not None and self.start):
                return count
        return self._of_database()[self.start : self.stop].count()

    def facet(self, field_name: str) -> dict[Any, int]:
        found = None if self.by_database else self._tried(lambda: super(DatabaseInstead, self).facet(field_name))
        return self._of_database().facet(field_name) if found is None else found

    def _backend_do_search(self, body: dict[str, Any], **kwargs: Any) -> Any:
        for counted in body.get("aggregations", {}).values():
            counted["terms"].setdefault("size", MOST_VALUES)
        return super()._backend_do_search(body, **kwargs)

    def _tried(self, answer: Any) -> Any:
        """The server's answer; None when there is none, after which only the database is asked."""
        try:
            return answer()
        except (*FAILURES, *NONSENSE) as error:
            logger.warning("admin search answered by the database", extra={"reason": type(error).__name__})
            self.by_database = True
            return None

    def _of_database(self) -> Any:
        compiler, backend = self.query_compiler, get_search_backend(DATABASE)
        is_prefix = isinstance(compiler, ElasticsearchAutocompleteQueryCompilerImpl)
        ask = backend.autocomplete if is_prefix else backend.search
        return ask(
            compiler.query, compiler.queryset, fields=compiler.fields, order_by_relevance=compiler.order_by_relevance
        )


class LastingWrites:
    """Single writes that fail are noted and told later, when the server is back."""

    def add_item(self, item: Model) -> None:
        if class_is_indexed(type(item)):
            self._told(item, self.tell)

    def delete_item(self, item: Model) -> None:
        self._told(item, self.tell_of_deletion)

    def tell(self, item: Model) -> None:
        """Write to the index that a rebuild has made, never to one that the server would make up."""
        mapping = self.mapping_class(type(item))
        document = [{"index": {"_id": mapping.get_document_id(item)}}, mapping.get_document(item)]
        _accepted(ask("POST", f"/{self.name}/_bulk", document, require_alias=True))

    def tell_of_deletion(self, item: Model) -> None:
        """What is not there is no matter."""
        super().delete_item(item)

    def _told(self, item: Model, tell: Callable[[Model], None]) -> None:
        try:
            tell(item)
        except Refused as refusal:
            # There is no index before the first rebuild, and that will have it.
            logger.warning("refused by the admin's search index", extra={"reason": str(refusal)})
        except (Unavailable, *FAILURES, *NONSENSE) as error:
            logger.warning("a change waits for the admin's search index", extra={"reason": type(error).__name__})
            SearchChange.objects.create(key=f"{ADMIN}{type(item)._meta.label_lower}:{item.pk}")


class PatientRebuilder(ElasticsearchAtomicIndexRebuilder):
    """A rebuild has time."""

    def __init__(self, index: Any) -> None:
        index.es = index.backend.es = clients.patient()
        super().__init__(index)


class MendedBackend(ElasticsearchBaseSearchBackend):
    """On the process's own client, with the analysers above."""

    atomic_rebuilder_class = PatientRebuilder
    settings = {
        "settings": {"analysis": ANALYSIS, "index": {"max_ngram_diff": 12, "auto_expand_replicas": "0-1"}},
    }

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({"INDEX_PREFIX": f"{settings.SEARCH_INDEX_PREFIX}-admin-", **params})

    @staticmethod
    def client_class(**_: Any) -> clients.Client:
        return clients.swift()

    def bulk(self, client: clients.Client, actions: Iterable[dict[str, Any]], index: str) -> None:
        """What a rebuild writes at once."""
        documents = [dict(action) for action in actions]
        lines = [line for document in documents for line in ({"index": {"_id": document.pop("_id")}}, document)]
        _accepted(order("POST", f"/{index}/_bulk", lines))


def _accepted(answer: dict[str, Any]) -> None:
    """Raises Refused with the first reason when a document was not taken."""
    for result in (result for item in answer.get("items", ()) for result in item.values()):
        if "error" in result:
            raise Refused(result["status"], result["error"]["reason"])


def retell(keys: Collection[str]) -> None:
    """Tell the admin's index of changes that it missed, as things are now; raises Unavailable."""
    backend = get_search_backend()
    for key in keys:
        label, _, pk = key.removeprefix(ADMIN).rpartition(":")
        try:
            model = apps.get_model(label)
        except LookupError:
            # Of an app that was taken out; its index is asked no more.
            continue
        found = model._default_manager.filter(pk=pk).first()
        item, index = found and get_indexed_instance(found), backend.get_index_for_model(model)
        try:
            if item:
                index.tell(item)
            else:
                index.tell_of_deletion(model(pk=pk))
        except Refused as refusal:
            logger.warning("refused by the admin's search index", extra={"reason": str(refusal)})
        except (*FAILURES, *NONSENSE) as error:
            raise Unavailable(type(error).__name__) from error
