"""Sources as staff type them, one per line, and the licences of records."""

from urllib.parse import urlsplit

from partnerships.schemas import Source

LICENCES = {
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}


def sources_of(text: str) -> list[Source]:
    """Addresses become links named by their host; every other line is a description."""
    return [_source(line.strip()) for line in text.splitlines() if line.strip()]


def _source(line: str) -> Source:
    if line.startswith(("http://", "https://")) and " " not in line:
        return Source(label=(urlsplit(line).hostname or line).removeprefix("www."), url=line)
    return Source(label=line, url="")


def licence_url(name: str) -> str:
    """Where the text of a licence stands; empty for one that is not known."""
    return LICENCES.get(name, "")
