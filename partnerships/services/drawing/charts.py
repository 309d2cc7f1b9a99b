"""Bar and column charts: widths in per cent, so that they fill the room there is and letters keep their size."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

import cms

# In pixels.
ROW, BAR_HEIGHT = 46, 12
COLUMN_TOP, COLUMN_ROOM, COLUMN_FOOT = 24, 168, 28
# In per cent: the longest bar leaves room for its number; a column for air beside it.
LONGEST_BAR = 86.0
COLUMN_SHARE = 0.72
# A stand-alone document's width and margin.
DOCUMENT_WIDTH, DOCUMENT_MARGIN, DOCUMENT_HEAD, DOCUMENT_FOOT = 640, 20, 56, 32
# More labels than these do not fit side by side on a phone: there every second one is left out, never the last.
MOST_LABELS = 6

STYLES = (
    Path(cms.__file__).parent / "static/cms/css/tokens.css",
    Path(__file__).parents[2] / "static/partnerships/css/charts.css",
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A category and its count; `state` gives mark and colour, `url` what the table's row leads to.

    `short` stands below a column where the label has no room.
    """

    label: str
    count: int
    state: str = ""
    url: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn bar or column: `start`, `middle` and `width` in per cent, `top` and `height` in pixels."""

    bar: Bar
    start: float
    middle: float
    width: float
    top: float
    height: float
    sparse: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready for its template; `as_of` says of when the counts are, `category` heads the table.

    `total` is None where the categories overlap.
    """

    kind: Literal["bars", "columns"]
    identity: str
    title: str
    as_of: str
    category: str
    shapes: tuple[Shape, ...]
    height: int
    total: int | None

    @property
    def floor(self) -> int:
        """Where columns stand."""
        return COLUMN_TOP + COLUMN_ROOM


def draw_bars(
    bars: Sequence[Bar], *, title: str, as_of: str, category: str, identity: str = "bars", adds_up: bool = True
) -> Chart:
    """Horizontal bars in the order given, each under its label."""
    most = max((bar.count for bar in bars), default=0) or 1
    shapes = tuple(
        Shape(bar, 0, 0, round(bar.count / most * LONGEST_BAR, 2), index * ROW, BAR_HEIGHT)
        for index, bar in enumerate(bars)
    )
    total = sum(bar.count for bar in bars) if adds_up else None
    return Chart("bars", identity, title, as_of, category, shapes, max(len(bars), 1) * ROW, total)


def draw_columns(
    bars: Sequence[Bar], *, title: str, as_of: str, category: str, identity: str = "columns", adds_up: bool = True
) -> Chart:
    """Columns side by side in the order given, such as decades."""
    most = max((bar.count for bar in bars), default=0) or 1
    band = 100 / max(len(bars), 1)
    shapes = []
    for index, bar in enumerate(bars):
        height = round(bar.count / most * COLUMN_ROOM, 1)
        start, middle = index * band + band * (1 - COLUMN_SHARE) / 2, (index + 0.5) * band
        top = COLUMN_TOP + COLUMN_ROOM - height
        sparse = len(bars) > MOST_LABELS and (len(bars) - index) % 2 == 0
        shapes.append(
            Shape(bar, round(start, 2), round(middle, 2), round(band * COLUMN_SHARE, 2), round(top, 1), height, sparse)
        )
    total = sum(bar.count for bar in bars) if adds_up else None
    return Chart(
        "columns", identity, title, as_of, category, tuple(shapes), COLUMN_TOP + COLUMN_ROOM + COLUMN_FOOT, total
    )


def document(chart: Chart, language: str) -> str:
    """The chart as an SVG file of its own, with its title, its date and its styles, and nothing from elsewhere."""
    context = {
        "chart": chart,
        "language": language,
        "style": style(),
        "width": DOCUMENT_WIDTH,
        "inner": DOCUMENT_WIDTH - 2 * DOCUMENT_MARGIN,
        "margin": DOCUMENT_MARGIN,
        "head": DOCUMENT_HEAD,
        "height": DOCUMENT_HEAD + chart.height + DOCUMENT_FOOT,
        "as_of_line": DOCUMENT_HEAD + chart.height + DOCUMENT_FOOT - 12,
    }
    return render_to_string("partnerships/chart.svg", context)


@lru_cache(maxsize=1)
def style() -> str:
    """What a stand-alone document is styled with: the site's tokens and the rules of charts."""
    return mark_safe("\n".join(path.read_text() for path in STYLES))  # noqa: S308 our own style sheets


def style_source() -> str:
    """The style-src that lets a browser apply the document's own styles when it is opened by itself."""
    digest = b64encode(sha256(style().encode()).digest()).decode()
    return f"'sha256-{digest}'"
