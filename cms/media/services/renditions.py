"""The sizes and formats in which pictures are served: signed addresses, generated when first asked for."""

from dataclasses import dataclass

from wagtail.images.views.serve import generate_image_url

from cms.media.models import Picture

WIDTHS = (400, 800, 1200, 1600)
# The best first; a browser takes the first it understands.
FORMATS = {"webp": "image/webp", "jpeg": "image/jpeg"}


@dataclass(frozen=True)
class Source:
    """One size and format."""

    url: str
    width: int
    height: int
    media_type: str


def widths_for(picture: Picture) -> list[int]:
    """The widths of the list that do not enlarge the picture; its own width when all of them would."""
    smaller = [width for width in WIDTHS if width < picture.width]
    return [*smaller, picture.width] if picture.width <= WIDTHS[-1] else smaller


def sources(picture: Picture) -> list[Source]:
    """All sources of a picture, by format and then width."""
    return [
        Source(
            url=generate_image_url(picture, f"width-{width}|format-{name}"),
            width=width,
            height=max(1, round(picture.height * width / picture.width)),
            media_type=media_type,
        )
        for name, media_type in FORMATS.items()
        for width in widths_for(picture)
    ]
