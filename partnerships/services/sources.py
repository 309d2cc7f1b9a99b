"""Sources as staff type them, one per line."""

from urllib.parse import urlsplit

from partnerships.schemas import Source


def sources_of(text: str) -> list[Source]:
    """Addresses become links named by their host; every other line is a description."""
    return [_source(line.strip()) for line in text.splitlines() if line.strip()]


def _source(line: str) -> Source:
    if line.startswith(("http://", "https://")) and " " not in line:
        return Source(label=(urlsplit(line).hostname or line).removeprefix("www."), url=line)
    return Source(label=line, url="")
