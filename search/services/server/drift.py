"""How an index of the search server differs from the documents of the database, and its mending."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.engines.elastic import indexes, writing
from search.models import SearchDocument

BATCH = 500

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drift:
    """Keys that the server lacks, holds in another version, or holds too much; and why it refused some."""

    missing: Sequence[str] = ()
    outdated: Sequence[str] = ()
    surplus: Sequence[str] = ()
    refused: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.missing) + len(self.outdated) + len(self.surplus)


def mend(language: str, index: str) -> Drift:
    """Make an index, or what an alias stands for, equal to the documents of a language; returns what differed."""
    indexes.refresh(index)
    drift = drift_of(language, index)
    if drift:
        logger.warning("search index mended", extra={"language": language, "differences": len(drift)})
        refused: dict[str, str] = {}
        behind = [*drift.missing, *drift.outdated]
        for start in range(0, len(behind), BATCH):
            documents = SearchDocument.objects.filter(key__in=behind[start : start + BATCH])
            refused |= writing.send(list(documents), index)
        writing.remove(drift.surplus, [language], index)
        indexes.refresh(index)
        drift = replace(drift, refused=refused)
    return drift


def drift_of(language: str, index: str) -> Drift:
    """How an index differs from the documents of a language."""
    held = writing.versions(index)
    missing, outdated = [], []
    rows = SearchDocument.objects.filter(locale=language, key__isnull=False).order_by()
    for key, version in rows.values_list("key", "version").iterator():
        found = held.pop(key, None)
        if found is None:
            missing.append(key)
        elif found != version:
            outdated.append(key)
    return Drift(missing, outdated, sorted(held))
