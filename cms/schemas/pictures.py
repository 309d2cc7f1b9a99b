"""Pictures and documents as readers get them."""

from pydantic import Field

from .base import Schema


class PictureSource(Schema):
    """One size and format of a picture; generated when first asked for."""

    url: str = Field(description="Root-relative address.")
    width: int = Field(description="In pixels.")
    height: int = Field(description="In pixels.")
    format: str = Field(description="Media type, e.g. image/webp.")


class Picture(Schema):
    """A picture in one use: the alternative text and caption belong to the use, credit and licence to the picture."""

    id: int
    alt: str = Field(description="Empty for a decorative picture.")
    caption: str = Field(default="", description="Of this use; empty without one.")
    credit: str = Field(description="Must be shown with the picture.")
    licence: str = Field(description="A code such as own, press or 'CC BY 4.0'; empty when not recorded.")
    width: int = Field(description="Of the original, in pixels.")
    height: int = Field(description="Of the original, in pixels.")
    sources: list[PictureSource] = Field(description="Smallest first within each format; the best format first.")


class Document(Schema):
    """A file to download."""

    id: int
    title: str = Field(description="Of this use, else of the file.")
    url: str = Field(description="Root-relative address.")
    format: str = Field(description="The file's extension in lower case, e.g. pdf.")
    size: int = Field(description="In bytes.")
    credit: str = Field(description="May be empty.")
