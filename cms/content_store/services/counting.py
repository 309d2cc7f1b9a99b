"""How many public pages have which values of a facet."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cms.content_store.models import ContentItem, ItemFacet

Counts = dict[str, int]


def facet_counts(locale: str, types: Sequence[str], names: Sequence[str]) -> dict[str, Counts]:
    """Per facet its values with the number of public pages of these types, the most frequent first; one query."""
    now = timezone.now()
    rows = (
        ItemFacet.objects.filter(
            Q(item__visible_from=None) | Q(item__visible_from__lte=now),
            Q(item__expires_at=None) | Q(item__expires_at__gt=now),
            locale=locale,
            name__in=names,
            item__public=True,
            item__type__in=types,
        )
        .values_list("name", "value")
        .annotate(count=Count("item"))
        .order_by("-count", "value")
    )
    counts: dict[str, Counts] = {name: {} for name in names}
    for name, value, count in rows:
        counts[name][value] = count
    return counts


@dataclass(frozen=True)
class Selection:
    """The public pages that a list with these filters shows; `chosen` maps facets to values."""

    locale: str
    types: Sequence[str] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)
    since: datetime.date | None = None
    until: datetime.date | None = None

    def total(self) -> int:
        """How many they are."""
        return self._items().count()

    def types_counted(self) -> Counts:
        """How many there are of each type, whichever types are chosen, the most frequent first."""
        items = replace(self, types=())._items()
        return dict(items.values_list("type").annotate(count=Count("pk")).order_by("-count", "type"))

    def counted(self, names: Sequence[str]) -> dict[str, Counts]:
        """How many each value of a facet would leave beside the other filters, the most frequent first.

        A query, and another one for each of these facets by which pages are chosen already.
        """
        chosen = [name for name in names if name in self.chosen]
        counts = self._counted([name for name in names if name not in chosen])
        for name in chosen:
            rest = {other: value for other, value in self.chosen.items() if other != name}
            counts |= replace(self, chosen=rest)._counted([name])
        return {name: counts[name] for name in names}

    def _counted(self, names: Sequence[str]) -> dict[str, Counts]:
        rows = (
            ItemFacet.objects.filter(item__in=self._items().values("pk"), name__in=names)
            .values_list("name", "value")
            .annotate(count=Count("item"))
            .order_by("-count", "value")
        )
        counts: dict[str, Counts] = {name: {} for name in names}
        for name, value, count in rows:
            counts[name][value] = count
        return counts

    def _items(self) -> QuerySet[ContentItem]:
        now = timezone.now()
        items = ContentItem.objects.filter(
            Q(visible_from=None) | Q(visible_from__lte=now),
            Q(expires_at=None) | Q(expires_at__gt=now),
            locale=self.locale,
            public=True,
        )
        if self.types:
            items = items.filter(type__in=self.types)
        for name, value in self.chosen.items():
            items = items.filter(facets__name=name, facets__value=value)
        if self.since:
            items = items.filter(date__gte=self.since)
        if self.until:
            items = items.filter(date__lte=self.until)
        return items
