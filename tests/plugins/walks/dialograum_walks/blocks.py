"""Blocks of walks."""

from typing import Any

from django.utils.html import format_html
from wagtail import blocks

from cms.blocks.content import ContentBlock

from .schemas import WalkStop


class StopBlock(ContentBlock, blocks.StructBlock):
    """A stop; the text "broken" makes every output of it fail."""

    text = blocks.CharBlock()

    api_schema = WalkStop

    def present(self, value: Any, block_id: str, recorder: Any, locale: str) -> WalkStop:
        """The text."""
        return WalkStop(id=block_id, text=self._text(value))

    def render(self, value: Any, context: dict | None = None) -> str:
        """A paragraph."""
        return format_html('<p class="stop">{}</p>', self._text(value))

    @staticmethod
    def _text(value: Any) -> str:
        if value["text"] == "broken":
            raise RuntimeError("A stop broke.")
        return value["text"]


content_blocks = {"walks_stop": StopBlock}
