"""A table whose rows are words of their own, so that a translator meets one row at a time."""

import re
from typing import Any, ClassVar, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.schemas.base import Schema
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock

# A bar, or the tab that comes with cells copied from a spreadsheet.
BETWEEN_CELLS = re.compile(r"\s*[|\t]\s*")
NUMBER = re.compile(r"[−+-]?\d[\d\s.,]*(\s?(%|€|₽|km|км))?")


class TableRow(Schema):
    """One row below the head."""

    cells: list[str] = Field(description="As many as the head has; empty ones are empty texts.")


class Table(Block):
    """A table with a head of column names."""

    words: ClassVar[tuple[str, ...]] = ("caption", "head", "rows.cells", "source")

    type: Literal["table"] = "table"
    caption: str = Field(description="What the table tells.")
    head: list[str] = Field(description="Names of the columns.")
    rows: list[TableRow]
    row_names: bool = Field(description="Whether the first cell of each row is its name.")
    source: str = Field(description="Where the figures come from; may be empty.")


def cells_of(line: str, width: int | None = None) -> list[str]:
    """The cells of a row as it is written; filled up or joined to the width of the head when that is given."""
    cells = BETWEEN_CELLS.split(line.strip())
    if width is None or len(cells) == width:
        return cells
    if len(cells) < width:
        return [*cells, *[""] * (width - len(cells))]
    return [*cells[: width - 1], " ".join(cells[width - 1 :])]


class TableBlock(ContentBlock, blocks.StructBlock):
    """A table: each row is one line, its cells divided by bars."""

    caption = blocks.CharBlock(
        label=_("Caption"), max_length=255, help_text=_("What the table tells; stands above it.")
    )
    head = blocks.CharBlock(
        label=_("Names of the columns"), max_length=1000, help_text=_("Divided by bars: Year | Host | Participants")
    )
    rows = blocks.ListBlock(
        blocks.CharBlock(label=_("Row"), max_length=2000),
        label=_("Rows"),
        help_text=_("Cells divided by bars, or copied from a spreadsheet; as many as there are columns."),
    )
    row_names = blocks.BooleanBlock(
        label=_("The first cell names its row"), required=False, help_text=_("Screen readers say it with each cell.")
    )
    source = blocks.CharBlock(
        label=_("Source"), max_length=255, required=False, help_text=_("Where the figures come from.")
    )

    api_schema = Table

    def clean(self, value: Any) -> blocks.StructValue:
        """Refuse rows that have more or fewer cells than the head, each with its number."""
        cleaned = super().clean(value)
        width = len(cells_of(cleaned["head"]))
        counts = {place: len(cells_of(row)) for place, row in enumerate(cleaned["rows"])}
        errors = {place: self._width_error(count, width) for place, count in counts.items() if count != width}
        if errors and not self.is_deferred_validation:
            raise StructBlockValidationError({"rows": ListBlockValidationError(block_errors=errors)})
        return cleaned

    @staticmethod
    def _width_error(count: int, width: int) -> ValidationError:
        message = _("Cells in this row: %(count)d. Columns of the table: %(width)d.")
        return ValidationError(message, params={"count": count, "width": width})

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> Table:
        """Cells as text."""
        head = cells_of(value["head"])
        return Table(
            id=block_id,
            caption=value["caption"],
            head=head,
            rows=[TableRow(cells=cells_of(row, len(head))) for row in value["rows"]],
            row_names=value["row_names"],
            source=value["source"],
        )

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds `head` and `rows` of (id, cells); a cell is (text, whether its column is one of numbers)."""
        context = super().get_context(value, parent_context=parent_context)
        head = cells_of(value["head"])
        rows = [(item.id, cells_of(item.value, len(head))) for item in value["rows"].bound_blocks]
        columns = ([cells[place] for _id, cells in rows] for place in range(len(head)))
        # Names of rows stand like words, also where they are years.
        numeric = [_is_numeric(column) and (place or not value["row_names"]) for place, column in enumerate(columns)]
        context["head"] = list(zip(head, numeric, strict=True))
        context["rows"] = [(key, list(zip(cells, numeric, strict=True))) for key, cells in rows]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """A sample in the language of the editor."""
        columns = (gettext("Year"), gettext("Host"), gettext("Participants"))
        return self.normalize(
            {
                "caption": gettext("Conferences of the last years"),
                "head": " | ".join(columns),
                "rows": ["2017 | Krasnodar | 600", "2019 | Düren | 750", "2021 | Kaluga | 1 000"],
                "row_names": True,
                "source": "",
            }
        )

    class Meta:
        icon = "table"
        group = _("Text")
        label = _("Table")
        description = _("Rows and columns; a wide table scrolls in its own region.")
        template = "cms/blocks/table.html"
        label_format = "{caption}"


def _is_numeric(column: list[str]) -> bool:
    filled = [cell for cell in column if cell and cell not in "–—-"]
    return bool(filled) and all(NUMBER.fullmatch(cell) for cell in filled)
