"""Blocks of the notes plugin."""

from typing import Any, ClassVar, Literal

from django.utils.html import format_html
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.content import ContentBlock
from cms.blocks.picture import PictureBlock
from cms.schemas.blocks import Block


class Note(Block):
    """A note as the API gives it."""

    words: ClassVar[tuple[str, ...]] = ("text",)

    type: Literal["notes_note"] = "notes_note"
    text: str


class NoteBlock(ContentBlock, blocks.StructBlock):
    """A note; the text "broken" makes every output of it fail, as a faulty plugin would."""

    text = blocks.CharBlock()

    api_schema = Note

    def present(self, value: Any, block_id: str, recorder: Any, locale: str) -> Note:
        """The text."""
        return Note(id=block_id, text=self._text(value))

    def render(self, value: Any, context: dict | None = None) -> str:
        """A paragraph."""
        return format_html('<p class="note">{}</p>', self._text(value))

    @staticmethod
    def _text(value: Any) -> str:
        if value["text"] == "broken":
            raise RuntimeError("A note broke.")
        return value["text"]


class GalleryBlock(blocks.StructBlock):
    """Pictures inside a plugin's block: one of its own and a list of the host's."""

    cover = ImageChooserBlock(required=False)
    pictures = blocks.ListBlock(PictureBlock())


content_blocks = {"notes_note": NoteBlock, "notes_gallery": GalleryBlock}
