"""{% picture_element %}: a picture in the sizes and formats of our list, for one use."""

from typing import Any

from django import template

from cms.media.models import Picture
from cms.media.services.renditions import FORMATS, sources
from cms.media.services.rights import is_public

register = template.Library()


@register.inclusion_tag("cms/media/picture.html")
def picture_element(
    picture: Picture, alt: str = "", sizes: str = "(min-width: 64rem) 45rem, 100vw", lang: str = ""
) -> dict[str, Any]:
    """`lang` is the language of the alternative text where it is not the page's; "" alt says decorative."""
    found = sources(picture)
    last = list(FORMATS.values())[-1]
    fallback = [source for source in found if source.media_type == last]
    return {
        "formats": [
            (
                media_type,
                ", ".join(f"{source.url} {source.width}w" for source in found if source.media_type == media_type),
            )
            for media_type in FORMATS.values()
        ][:-1],
        "fallback": fallback[min(1, len(fallback) - 1)],
        "fallback_set": ", ".join(f"{source.url} {source.width}w" for source in fallback),
        "alt": alt,
        "sizes": sizes,
        "lang": lang,
    }


@register.filter
def may_be_shown(file: Any, restricted: Any = None) -> bool:
    """Whether readers may see a picture or document today; None may not."""
    return file is not None and is_public(file, restricted)
