"""Loads entities shipped as TOML, those of the host (cms/entities/data) first, by their keys."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from cms.entities import models
from cms.entities.folding import fold

DATA = Path(models.__file__).resolve().parents[1] / "data"
# In this order, so that what a record points at exists.
KINDS = {
    "country": (models.Country, "countries", {}),
    "region": (models.Region, "regions", {"country": "country"}),
    "place": (models.Place, "places", {"country": "country", "region": "region"}),
    "topic": (models.Topic, "topics", {}),
    "organisation": (models.Organisation, "organisations", {"place": "place"}),
    "person": (models.Person, "persons", {"organisation": "organisation"}),
}
ROWS = ("names", "functions")


class EntityLoader:
    """Creates missing entities and finds all by kind and key; what is there stays as staff left it."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Any] = {}

    def load(self) -> int:
        """Create what is missing of the host's; returns how many were created."""
        return self.load_folder(DATA)

    @transaction.atomic
    def load_folder(self, folder: Path) -> int:
        """Create what is missing of a folder's countries.toml, regions.toml ...; returns how many were created."""
        return sum(
            self._load(kind, tomllib.loads((folder / f"{file_name}.toml").read_text(encoding="utf-8"))[kind])
            for kind, (_, file_name, _) in KINDS.items()
            if (folder / f"{file_name}.toml").exists()
        )

    def get(self, kind: str, key: str) -> Any:
        """The entity; raises KeyError naming what is missing."""
        return self._found[kind, key]

    def _load(self, kind: str, records: list[dict[str, Any]]) -> int:
        model, _, references = KINDS[kind]
        keys = [record["key"] for record in records]
        entities = {entity.key: entity for entity in model.objects.filter(key__in=keys)}
        missing = [record for record in records if record["key"] not in entities]
        created = model.objects.bulk_create(model(**self._facts(record, references)) for record in missing)
        for relation in ROWS:
            _create_rows(relation, zip(created, missing, strict=True))
        entities |= {entity.key: entity for entity in created}
        self._found |= {(kind, key): entities[key] for key in keys}
        return len(created)

    def _facts(self, record: dict[str, Any], references: dict[str, str]) -> dict[str, Any]:
        return {
            name: self._found[references[name], value] if name in references else value
            for name, value in record.items()
            if name not in ROWS
        }


def _create_rows(relation: str, entities: Iterable[tuple[Model, dict[str, Any]]]) -> None:
    """The child rows of new entities; `folded` is filled here, since a bulk insert calls no save()."""
    rows = []
    for entity, record in entities:
        for order, values in enumerate(record.get(relation, ())):
            rel = entity._meta.get_field(relation)
            row = rel.related_model(sort_order=order, **{rel.field.name: entity}, **values)
            if isinstance(row, models.NameRow):
                row.folded = fold(row.text)[:255]
            rows.append(row)
    if rows:
        type(rows[0]).objects.bulk_create(rows)
