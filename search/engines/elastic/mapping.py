"""What an index of one language is made of: our own tokens, which decide, and the server's analysers, which add."""

import hashlib
import json
from functools import cache
from typing import Any

from search.compounds import LANGUAGE, compound_parts

# The fields of tokens in the order of the database's columns.
TOKENS = ("title_tokens", "names_tokens", "lead_tokens", "text_tokens")
NAME_FIELDS, TEXT = TOKENS[:2], TOKENS[3]
# What says most of a document, for the server's analyser of the language, too.
ANALYSED = {"title": 3, "lead": 1}
SHORTEST_PART = 4
YO = {"type": "mapping", "mappings": ["ё => е", "Ё => Е"]}


def index_body(language: str) -> dict[str, Any]:
    """Settings and mappings of a new index of a language."""
    mappings = {
        "dynamic": False,
        "_source": {"includes": ["version"]},
        "_meta": {"fingerprint": fingerprint(language)},
        "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}}],
        "properties": _properties(),
    }
    return {
        "settings": {
            # One shard counts exactly; documents of one language are few for it.
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "refresh_interval": "1s",
            "analysis": _analysis(language),
        },
        "mappings": mappings,
    }


@cache
def fingerprint(language: str) -> str:
    """Differs when an index that was made before must be made anew."""
    told = json.dumps([_properties(), _analysis(language)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _properties() -> dict[str, Any]:
    exact: dict[str, Any] = {name: {"type": "text", "analyzer": "whitespace"} for name in TOKENS}
    analysed = {name: {"type": "text", "analyzer": "words"} for name in ANALYSED}
    return {
        **exact,
        **analysed,
        "key": {"type": "keyword"},
        "version": {"type": "keyword"},
        "id": {"type": "long"},
        "date": {"type": "date"},
        "sort_key": {"type": "keyword"},
        "point": {"type": "geo_point"},
        "visible_from": {"type": "date"},
        "expires_at": {"type": "date"},
        "weight": {"type": "float"},
        "facets": {"type": "object", "dynamic": True},
    }


def _analysis(language: str) -> dict[str, Any]:
    filters = {
        LANGUAGE: ["lowercase", "parts", "stop", "german_normalization", "stems", "asciifolding"],
        "ru": ["lowercase", "stop", "stems"],
        "en": ["lowercase", "stop", "stems", "asciifolding"],
    }.get(language, ["lowercase", "asciifolding"])
    names = {"de": ("_german_", "light_german"), "ru": ("_russian_", "russian"), "en": ("_english_", "english")}
    # Other languages have our own stems; their analysers are plugins of the server.
    stop, stems = names.get(language, ("_none_", "english"))
    own: dict[str, Any] = {
        "stop": {"type": "stop", "stopwords": stop},
        "stems": {"type": "stemmer", "language": stems},
    }
    if "parts" in filters:
        own["parts"] = {
            "type": "dictionary_decompounder",
            "word_list": [part for part in compound_parts() if len(part) >= SHORTEST_PART],
            "min_subword_size": SHORTEST_PART,
            "only_longest_match": True,
        }
    text = {"type": "custom", "tokenizer": "standard", "char_filter": ["yo"]}
    return {
        "char_filter": {"yo": YO},
        "filter": own,
        "analyzer": {"words": {**text, "filter": filters}},
    }
