"""The demo's own pictures: quiet layered landscapes with two places and the line between them."""

import io
import random
import zlib
from itertools import pairwise

from PIL import Image, ImageDraw

SIZE = (1600, 900)
SCALE = 2
PAPER, INK = (251, 250, 247), (27, 31, 42)
SIDE_A, SIDE_B = (15, 107, 98), (122, 59, 134)
SKIES = {
    "red-square-evening": ((238, 199, 170), (168, 94, 92)),
    "krasnodar-stage": ((244, 226, 190), (196, 140, 84)),
    "kaluga-oka": ((214, 230, 232), (96, 140, 150)),
    "berlin-weltsaal": ((226, 224, 216), (120, 122, 130)),
    "hamburg-petersburg-bridge": ((206, 220, 236), (84, 110, 148)),
    "chemnitz-wolgograd-arc": ((232, 226, 214), (150, 120, 130)),
    "erlangen-wladimir-triangle": ((236, 228, 202), (128, 124, 92)),
    "luedenscheid-taganrog-pause": ((222, 222, 230), (116, 112, 140)),
    "youth-forum": ((238, 228, 180), (110, 150, 120)),
    "portal-map": ((224, 232, 228), (110, 136, 140)),
}


def draw(key: str) -> bytes:
    """A 1600 x 900 WebP picture; the same key gives the same picture. Raises KeyError for unknown keys."""
    top, bottom = SKIES[key]
    chance = random.Random(zlib.crc32(key.encode()))  # noqa: S311  (a pattern, not a secret)
    width, height = SIZE[0] * SCALE, SIZE[1] * SCALE
    image = Image.new("RGB", (1, height))
    for row in range(height):
        image.putpixel((0, row), mix(top, PAPER, row / height))
    image = image.resize((width, height))
    brush = ImageDraw.Draw(image)
    for layer in range(4):
        _hills(brush, chance, width, height, layer, mix(bottom, INK, layer * 0.16))
    _skyline(brush, chance, width, height, mix(bottom, INK, 0.62))
    _pair(brush, width, height)
    buffer = io.BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(buffer, "WEBP", quality=82)
    return buffer.getvalue()


def mix(first: tuple, second: tuple, share: float) -> tuple:
    """A colour between two; share 0 gives the first."""
    return tuple(round(a + (b - a) * min(max(share, 0), 1)) for a, b in zip(first, second, strict=True))


def _hills(
    brush: ImageDraw.ImageDraw, chance: random.Random, width: int, height: int, layer: int, colour: tuple
) -> None:
    base, step = height * (0.56 + 0.1 * layer), width // 8
    level, points = base, [(0, height)]
    for x in range(-step, width + 2 * step, step):
        level = base + chance.uniform(-0.045, 0.045) * height
        points.append((x, level))
    smooth = [points[1]]
    for before, after in pairwise(points[1:]):
        for part in range(1, 21):
            share = part / 20
            eased = share * share * (3 - 2 * share)
            smooth.append((before[0] + (after[0] - before[0]) * share, before[1] + (after[1] - before[1]) * eased))
    brush.polygon([(0, height), *smooth, (width, height)], fill=colour)


def _skyline(brush: ImageDraw.ImageDraw, chance: random.Random, width: int, height: int, colour: tuple) -> None:
    """Two towns at the foot of the picture, one at each side."""
    for start, end in ((0.08, 0.34), (0.66, 0.92)):
        x = width * start
        while x < width * end:
            breadth = chance.uniform(0.012, 0.034) * width
            top = height * chance.uniform(0.74, 0.86)
            brush.rectangle((x, top, x + breadth, height), fill=colour)
            if chance.random() < 0.3:
                brush.polygon([(x, top), (x + breadth / 2, top - height * 0.09), (x + breadth, top)], fill=colour)
            x += breadth + width * 0.002


def _pair(brush: ImageDraw.ImageDraw, width: int, height: int) -> None:
    """Two dots joined by an arc: the figure of the whole site."""
    left, right, foot, rise = width * 0.21, width * 0.79, height * 0.72, height * 0.44
    points = []
    for part in range(121):
        share = part / 120
        points.append((left + (right - left) * share, foot - 4 * rise * share * (1 - share)))
    brush.line(points, fill=PAPER, width=width // 260, joint="curve")
    for x, colour in ((left, SIDE_A), (right, SIDE_B)):
        radius = width // 80
        brush.ellipse(
            (x - radius, foot - radius, x + radius, foot + radius), fill=colour, outline=PAPER, width=width // 320
        )
