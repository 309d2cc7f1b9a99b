"""Keys of entities: short Latin words made from a name, stable afterwards."""

from collections.abc import Collection
from itertools import count

from anyascii import anyascii
from django.utils.text import slugify

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def key_base(name: str) -> str:
    """The name in Latin letters ("Düren": "dueren"); "entity" when that leaves nothing."""
    return slugify(anyascii(name.translate(GERMAN)))[:90].strip("-") or "entity"


def free_key(base: str, taken: Collection[str]) -> str:
    """The base, else the base with the first number that is free."""
    if base not in taken:
        return base
    return next(key for number in count(2) if (key := f"{base}-{number}") not in taken)
