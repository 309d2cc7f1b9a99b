"""The open StreamField: plugins extend its blocks, and block definitions stay out of migrations."""

from typing import Any

from wagtail.fields import StreamField

from .body import BodyBlock


class OpenStreamField(StreamField):
    """A body of host and plugin blocks; its column is the same whichever plugins are active."""

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        # The class, not an instance: it is instantiated on first use, after every plugin is ready.
        super().__init__(block_types or BodyBlock, **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        """Without blocks, so that plugins never change the migrations of another app."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
