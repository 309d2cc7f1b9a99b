"""Elasticsearch 9 as Wagtail's search backend."""

from modelsearch.backends import elasticsearch9 as stock

from .mending import DatabaseInstead, EveryWord, FoldingMapping, LastingWrites, MendedBackend


class Mapping(FoldingMapping, stock.Elasticsearch9Mapping):
    """The stock mapping, mended."""


class Index(LastingWrites, stock.Elasticsearch9Index):
    """The stock index, mended."""


class SearchQueryCompiler(EveryWord, stock.Elasticsearch9SearchQueryCompiler):
    """The stock compiler, mended."""

    mapping_class = Mapping


class AutocompleteQueryCompiler(EveryWord, stock.Elasticsearch9AutocompleteQueryCompiler):
    """The stock compiler, mended."""

    mapping_class = Mapping


class SearchResults(DatabaseInstead, stock.Elasticsearch9SearchResults):
    """The stock results, mended."""


class SearchBackend(MendedBackend, stock.Elasticsearch9SearchBackend):
    """The stock backend, mended."""

    mapping_class = Mapping
    index_class = Index
    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = SearchResults
