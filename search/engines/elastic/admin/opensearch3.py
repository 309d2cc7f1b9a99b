"""OpenSearch 3 as Wagtail's search backend."""

from modelsearch.backends import opensearch3 as stock

from .mending import DatabaseInstead, EveryWord, FoldingMapping, LastingWrites, MendedBackend


class Mapping(FoldingMapping, stock.OpenSearch3Mapping):
    """The stock mapping, mended."""


class Index(LastingWrites, stock.OpenSearch3Index):
    """The stock index, mended."""


class SearchQueryCompiler(EveryWord, stock.OpenSearch3SearchQueryCompiler):
    """The stock compiler, mended."""

    mapping_class = Mapping


class AutocompleteQueryCompiler(EveryWord, stock.OpenSearch3AutocompleteQueryCompiler):
    """The stock compiler, mended."""

    mapping_class = Mapping


class SearchResults(DatabaseInstead, stock.OpenSearch3SearchResults):
    """The stock results, mended."""


class SearchBackend(MendedBackend, stock.OpenSearch3SearchBackend):
    """The stock backend, mended."""

    mapping_class = Mapping
    index_class = Index
    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = SearchResults
