"""Blocks for facts of partnerships inside bodies."""

from typing import Any

from django import forms
from wagtail import blocks

from partnerships.fields import validate_partial_date


class PartialDateBlock(blocks.FieldBlock):
    """A date known to the day, the month or the year; a fact, no words: translators do not get it."""

    def __init__(self, required: bool = False, help_text: Any = None, **kwargs: Any) -> None:
        self.field = forms.CharField(
            required=required, help_text=help_text, max_length=10, validators=[validate_partial_date]
        )
        super().__init__(**kwargs)

    class Meta:
        icon = "date"
        default = ""
