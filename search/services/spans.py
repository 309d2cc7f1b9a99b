"""From when to when something is shown, by the times of the public pages that show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from cms.content_store.models import ContentItem

ALWAYS, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Span:
    """A page shows something from a moment on until another; None where there is no such limit."""

    begins: datetime | None
    ends: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it is shown at the moment."""
        return (self.begins or ALWAYS) <= now < (self.ends or NEVER)


def current(spans: Iterable[Span], now: datetime) -> Span | None:
    """The time without a gap in which something is shown, the present one or else the next; None when all is over."""
    begins = ends = None
    for start, end in sorted((span.begins or ALWAYS, span.ends or NEVER) for span in spans):
        if end <= now:
            continue
        if begins is None:
            begins, ends = start, end
        elif start <= ends:
            ends = max(ends, end)
    if begins is None:
        return None
    return Span(None if begins == ALWAYS else begins, None if ends == NEVER else ends)


def next_change(spans: Iterable[Span], now: datetime) -> datetime | None:
    """The next moment at which other pages show something than now."""
    moments = [moment for span in spans for moment in (span.begins, span.ends) if moment and moment > now]
    return min(moments, default=None)


def of_tags(tags: Iterable[str], locale: str) -> dict[str, list[Span]]:
    """By dependency tag the spans of the public pages of a language that have it; one query."""
    items = ContentItem.objects.filter(public=True, removed_at=None, locale=locale, dependency_tags__tag__in=list(tags))
    found: dict[str, list[Span]] = {}
    for tag, begins, ends in items.values_list("dependency_tags__tag", "visible_from", "expires_at"):
        found.setdefault(tag, []).append(Span(begins, ends))
    return found
