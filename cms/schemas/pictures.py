"""Pictures and documents as readers get them."""

from pydantic import Field

from .base import Schema


class PictureSource(Schema):
    """One size and format of a picture; generated when first asked for."""

    url: str = Field(description="Root-relative address.")
    width: int
    height: int
    format: str = Field(description="Media type, e.g. image/webp.")


class Picture(Schema):
    """A picture in one use: the alternative text and caption belong to the use, credit and licence to the picture."""

    id: int
    alt: str = Field(description="Empty for a decorative picture.")
    caption: str = ""
    credit: str
    licence: str = Field(description="A code such as own, press or 'CC BY 4.0'; empty when not recorded.")
    width: int
    height: int
    sources: list[PictureSource] = Field(description="Smallest first within each format; the best format first.")


class Document(Schema):
    """A file to download."""

    id: int
    title: str
    url: str
    format: str = Field(description="The file's extension in lower case, e.g. pdf.")
    size: int = Field(description="In bytes.")
    credit: str
