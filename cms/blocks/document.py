"""A document to download."""

from pathlib import PurePath
from typing import ClassVar, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.media.models import DocumentFile
from cms.schemas import pictures
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock


class DocumentShape(Block):
    """A file to download; null when it may not be shown any more."""

    words: ClassVar[tuple[str, ...]] = ("document.title", "document.credit")

    type: Literal["document"] = "document"
    document: pictures.Document | None = Field(description="Null when it may not be given any more.")


class DocumentValue(blocks.StructValue):
    """What readers are told about the file before they fetch it."""

    @property
    def shown_title(self) -> str:
        """The title of this use, else the file's own."""
        return self["title"] or (self["document"].title if self["document"] else "")

    @property
    def file_type(self) -> str:
        """The ending in capitals ("PDF"); empty when the name has no extension."""
        return PurePath(self["document"].filename).suffix.lstrip(".").upper() if self["document"] else ""


class DocumentBlock(ContentBlock, blocks.StructBlock):
    """A file to download, with its type and size."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), max_length=255, required=False, help_text=_("Empty: the title of the document.")
    )

    api_schema = DocumentShape

    def present(self, value: DocumentValue, block_id: str, recorder: Recorder, locale: str) -> DocumentShape:
        """Under the title of this use."""
        return DocumentShape(id=block_id, document=recorder.document(value["document"], value["title"]))

    def get_preview_value(self) -> blocks.StructValue:
        """The newest document of the library."""
        newest = DocumentFile.objects.order_by("-pk").first()
        return self.normalize({"document": newest, "title": _("Programme of the conference")})

    class Meta:
        icon = "doc-full-inverse"
        group = _("Pictures and files")
        label = _("Document")
        description = _("A file to download; readers see its type and size.")
        template = "cms/blocks/document.html"
        value_class = DocumentValue
        label_format = "{title}"
