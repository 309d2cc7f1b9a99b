"""{% picture_element %}: a picture in the sizes and formats of our list, for one use."""

from collections.abc import Mapping
from typing import Any

from django import template

from cms.media.models import Picture
from cms.media.services.renditions import FORMATS, Source, sources
from cms.media.services.rights import is_public

register = template.Library()

READING_COLUMN = "(min-width: 48rem) 44rem, 100vw"


@register.inclusion_tag("cms/media/picture.html")
def picture_element(
    picture: Picture | Mapping[str, Any],
    alt: str | None = None,
    sizes: str = READING_COLUMN,
    lang: str = "",
    first: bool = False,
) -> dict[str, Any]:
    """A picture of the library, or its shape from a content item, whose alternative text is taken when none is given.

    "" says decorative; `lang` is the language of the text where it is not the page's; `first` loads before others.
    """
    found = _sources(picture)
    *better, last = FORMATS.values()
    fallback = [source for source in found if source.media_type == last]
    if alt is None:
        alt = picture["alt"] if isinstance(picture, Mapping) else ""
    return {
        "formats": [
            (media_type, _set(source for source in found if source.media_type == media_type)) for media_type in better
        ],
        "fallback": fallback[min(1, len(fallback) - 1)],
        "fallback_set": _set(fallback),
        "alt": alt,
        "sizes": sizes,
        "lang": lang if alt else "",
        "first": first,
    }


@register.filter
def may_be_shown(file: Any, restricted: Any = None) -> bool:
    """Whether readers may see a picture or document today; None may not."""
    return file is not None and is_public(file, restricted)


def _sources(picture: Picture | Mapping[str, Any]) -> list[Source]:
    if not isinstance(picture, Mapping):
        return sources(picture)
    return [Source(row["url"], row["width"], row["height"], row["format"]) for row in picture["sources"]]


def _set(sources: Any) -> str:
    return ", ".join(f"{source.url} {source.width}w" for source in sources)
