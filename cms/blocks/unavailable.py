"""Blocks whose plugin is not active: kept word for word, shown to nobody."""

import json
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks

from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder


class Unavailable(Block):
    """A block that cannot be given: its extension is not active, or failed on it."""

    type: Literal["unavailable"] = "unavailable"
    name: str = Field(description="Under which the block is stored.")
    value: None = None


class UnavailableBlock(blocks.FieldBlock):
    """Stands for a stored block of an unknown type; its value is the raw stored value, untouched.

    In the editing form all of them share one type, `FORM_TYPE`, whose field carries type and raw value.
    """

    FORM_TYPE = "unavailable"
    api_schema = Unavailable

    def __init__(self, **kwargs: Any) -> None:
        help_text = self._meta_class.description
        self.field = forms.CharField(required=False, widget=forms.HiddenInput, help_text=help_text)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The raw value as stored."""
        return value

    def get_prep_value(self, value: Any) -> Any:
        """The raw value as stored."""
        return value

    def clean(self, value: Any) -> Any:
        """Nothing is known that could be checked."""
        return value

    def render(self, value: Any, context: dict | None = None) -> str:
        """Readers see nothing."""
        return ""

    def present(self, value: Any, block_id: str, recorder: Recorder, locale: str) -> Unavailable:
        """The front end learns that something is missing, not what."""
        return Unavailable(id=block_id, name=self.name)

    def to_form(self, block_type: str, value: Any) -> str:
        """Type and raw value as the form carries them."""
        return json.dumps({"type": block_type, "value": value})

    def from_form(self, text: Any) -> tuple[str, Any]:
        """Type and raw value from the form; raises ValidationError when the text is not ours."""
        try:
            carried = json.loads(text)
            return str(carried["type"]), carried["value"]
        except (TypeError, ValueError, KeyError) as error:
            raise ValidationError(_("The content of this block cannot be read.")) from error

    class Meta:
        icon = "warning"
        label = _("Block of an inactive extension")
        description = _("Readers do not see it. It is kept as it is until the extension is active again.")


class ChildBlocks(dict):
    """Blocks by stored name; a name that nobody offers gets an UnavailableBlock instead of being dropped.

    Iterating gives only the blocks that are offered.
    """

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)

    def __missing__(self, name: str) -> UnavailableBlock:
        block = UnavailableBlock()
        block.set_name(name)
        return block
