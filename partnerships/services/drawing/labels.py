"""Names beside marks, as many as fit without touching anything."""

from collections.abc import Sequence
from typing import NamedTuple

from .shapes import Label, Point

# The mean width of a letter in ems; Cyrillic ones are wider.
LATIN_WIDTH, CYRILLIC_WIDTH = 0.6, 0.66
ASCENT, DESCENT = 0.78, 0.24


class Named(NamedTuple):
    """A mark that wants its name written, if it can on its outer side: where its arcs do not go."""

    point: Point
    radius: float
    text: str
    is_west: bool = False


class Box(NamedTuple):
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float


def text_width(text: str, size: float) -> float:
    """The estimated width of a name in the interface's typeface."""
    return size * sum(CYRILLIC_WIDTH if character > "\u03ff" else LATIN_WIDTH for character in text)


def placed(wishes: Sequence[Named], obstacles: Sequence[Box], sheet: Box, size: float, most: int) -> dict[Point, Label]:
    """Labels by the middle of their mark; earlier wishes come first, each takes the first free spot."""
    taken = list(obstacles)
    labels: dict[Point, Label] = {}
    for wish in wishes:
        if len(labels) == most:
            break
        own = square(wish.point, wish.radius)
        for label in spots(wish, size):
            box = box_of(wish.point, label, size)
            if inside(box, sheet) and is_free(box, taken, own):
                labels[wish.point] = label
                taken.append(box)
                break
    return labels


def is_free(box: Box, taken: Sequence[Box], own: Box) -> bool:
    """Whether the box meets none that is taken, save the wish's own."""
    left, top, right, bottom = box
    for other in taken:
        other_left, other_top, other_right, other_bottom = other
        meets = left < other_right and other_left < right and top < other_bottom and other_top < bottom
        if meets and other != own:
            return False
    return True


def spots(wish: Named, size: float) -> tuple[Label, ...]:
    """The outer side of the mark first; in the west the inner one last, which all arcs cross; then the corners."""
    off = round(wish.radius + size * 0.3, 1)
    near = round(wish.radius * 0.7 + size * 0.2, 1)
    middle, above = round(size * 0.34, 1), round(-off - size * 0.1, 1)
    below = round(off + size * ASCENT, 1)
    high, low = round(-near, 1), round(near + size * ASCENT * 0.9, 1)
    right, left = Label(wish.text, off, middle, "start"), Label(wish.text, -off, middle, "end")
    over, under = Label(wish.text, 0, above, "middle"), Label(wish.text, 0, below, "middle")
    return (
        *((left, under, over, right) if wish.is_west else (right, left, over, under)),
        Label(wish.text, near, low, "start"),
        Label(wish.text, -near, low, "end"),
        Label(wish.text, near, high, "start"),
        Label(wish.text, -near, high, "end"),
    )


def box_of(point: Point, label: Label, size: float) -> Box:
    """The rectangle of a label on the sheet."""
    width = text_width(label.text, size)
    left = point.x + label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    base = point.y + label.y
    return Box(left, base - size * ASCENT, left + width, base + size * DESCENT)


def square(point: Point, radius: float) -> Box:
    """The rectangle around a mark."""
    return Box(point.x - radius, point.y - radius, point.x + radius, point.y + radius)


def inside(box: Box, sheet: Box) -> bool:
    """Whether the box lies on the sheet."""
    return box.left >= sheet.left and box.right <= sheet.right and box.top >= sheet.top and box.bottom <= sheet.bottom
