"""The base of every shape: closed, so that a misspelt field is an error and never silently missing."""

from pydantic import BaseModel, ConfigDict


class Schema(BaseModel):
    """Refuses fields it does not know; described as it is written, so that no field of an answer is optional."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)
