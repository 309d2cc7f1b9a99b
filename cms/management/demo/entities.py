"""Loads the entities the host ships (cms/entities/data) by their keys."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from cms.entities import models

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


class EntityLoader:
    """Creates missing entities and finds all by kind and key."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Any] = {}

    def load(self) -> int:
        """Create what is missing; returns how many were created."""
        created = 0
        for kind, (model, file_name, references) in KINDS.items():
            records = tomllib.loads((DATA / f"{file_name}.toml").read_text())[kind]
            existing = {entity.key: entity for entity in model.objects.all()}
            for record in records:
                entity = existing.get(record["key"])
                if entity is None:
                    entity = self._create(model, record, references)
                    created += 1
                self._found[kind, record["key"]] = entity
        return created

    def get(self, kind: str, key: str) -> Any:
        """The entity; raises KeyError naming what is missing."""
        return self._found[kind, key]

    @transaction.atomic
    def _create(self, model: type, record: dict[str, Any], references: dict[str, str]) -> Any:
        rows = {"names": record["names"], "functions": record.get("functions", [])}
        facts = {
            name: self._found[references[name], value] if name in references else value
            for name, value in record.items()
            if name not in rows
        }
        entity = model(**facts)
        for relation, values in rows.items():
            if values:
                manager = getattr(entity, relation)
                manager.set([manager.model(sort_order=order, **row) for order, row in enumerate(values)])
        entity.save()
        return entity
