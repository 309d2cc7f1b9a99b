"""The base of every shape: closed, so that a misspelt field is an error and never silently missing."""

from pydantic import BaseModel, ConfigDict


class Schema(BaseModel):
    """Refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid")
