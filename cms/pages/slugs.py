"""Generated slugs: Latin letters whatever the language of the title."""

import re

import iuliia
from anyascii import anyascii
from django.utils.text import slugify

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
# What stands between words without a space: 2017/2018, Berlin–Moscow.
BETWEEN_WORDS = re.compile(r"[/.:,;|–—]+")
MAX_LENGTH = 80


def slug_of(title: str) -> str:
    """Umlauts as ae, oe, ue; ß as ss; Cyrillic by the Wikipedia scheme; at most MAX_LENGTH characters."""
    latin = anyascii(iuliia.WIKIPEDIA.translate(title.translate(GERMAN)))
    return slugify(BETWEEN_WORDS.sub("-", latin))[:MAX_LENGTH].strip("-") or "page"
