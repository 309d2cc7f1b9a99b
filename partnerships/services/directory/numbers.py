"""The charts of the numbers page: what each counts, in words of the active language."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from cms.delivery.services.periods import date_text
from partnerships.models import RelationKind, State
from partnerships.services.drawing.charts import Bar, Chart, draw_bars, draw_columns

from .filters import HEADINGS, label_of
from .rows import UNKNOWN
from .statistics import Statistics

REGIONS = "regions-"
# Longer charts show the most frequent; the file has them all.
MOST_BARS = 16
TITLES: Mapping[str, Any] = {
    "states": gettext_lazy("Partnerships by state"),
    "decades": gettext_lazy("Partnerships by decade of their beginning"),
    "kinds": gettext_lazy("Partnerships by kind"),
    "topics": gettext_lazy("Partnerships by topic"),
    "levels": gettext_lazy("Partnerships by level of the places"),
}
FACETS = {"states": "state", "decades": "decade", "kinds": "kind", "topics": "topic", "levels": "level"}
# A partnership has one of these; of the others it may have several, so that their sum says nothing.
ADDING_UP = {"states", "decades", "kinds"}

# The address of the partnerships that have a value of a facet.
AddressOf = Callable[[str, str], str]


def names(statistics: Statistics) -> list[str]:
    """The charts that have something to show, in the order of the page."""
    regions = [f"{REGIONS}{country.lower()}" for country in statistics.regions]
    wanted = ("states", "decades", *regions, "kinds", "levels", "topics")
    return [name for name in wanted if counts(statistics, name)]


def counts(statistics: Statistics, name: str) -> dict[str, int]:
    """Values and counts of a chart in its order; empty for a name that is none."""
    if name.startswith(REGIONS):
        return dict(statistics.regions.get(name.removeprefix(REGIONS).upper(), {}))
    if name not in FACETS:
        return {}
    found = dict(getattr(statistics, name))
    if name in ("states", "kinds"):
        order = {value: number for number, value in enumerate((State if name == "states" else RelationKind).values)}
        return dict(sorted(found.items(), key=lambda pair: order.get(pair[0], len(order))))
    return found


def facet_of(name: str) -> str:
    """The facet that a chart counts."""
    return "region" if name.startswith(REGIONS) else FACETS[name]


def title_of(statistics: Statistics, name: str) -> str:
    """What a chart shows."""
    if name.startswith(REGIONS):
        country = statistics.name_of("country", name.removeprefix(REGIONS).upper()).text
        title = _("Partnerships by region: %(country)s") % {"country": country}
        number = len(counts(statistics, name))
        if number <= MOST_BARS:
            return title
        return _("%(title)s (%(shown)s of %(number)s)") % {"title": title, "shown": MOST_BARS, "number": number}
    return str(TITLES[name])


def as_of(statistics: Statistics) -> str:
    """The day of the numbers in words."""
    return _("As of %(day)s") % {"day": date_text(statistics.day, get_language() or "")}


def chart(statistics: Statistics, name: str, address_of: AddressOf) -> Chart:
    """One chart."""
    facet = facet_of(name)
    draw = draw_columns if name == "decades" else draw_bars
    return draw(
        _shown(statistics, name, address_of),
        title=title_of(statistics, name),
        as_of=as_of(statistics),
        category=str(HEADINGS[facet]),
        identity=name,
        adds_up=name in ADDING_UP,
    )


def rows(statistics: Statistics) -> list[tuple[str, str, int]]:
    """(chart, value in words, count) of everything that is counted."""
    return [
        (title_of(statistics, name), _label(statistics, facet_of(name), value), count)
        for name in names(statistics)
        for value, count in counts(statistics, name).items()
    ]


def _label(statistics: Statistics, facet: str, value: str) -> str:
    return label_of(facet, value, statistics.snapshot)[0]


def _shown(statistics: Statistics, name: str, address_of: AddressOf) -> list[Bar]:
    facet = facet_of(name)
    return [
        Bar(
            _label(statistics, facet, value),
            count,
            state=value if facet == "state" else "",
            url=address_of(facet, value),
            short=decade_words(value) if facet == "decade" else "",
        )
        for value, count in list(counts(statistics, name).items())[:MOST_BARS]
    ]


def decade_words(decade: str) -> str:
    """A decade in a few letters: 1990er, 1990-е, 1990s."""
    return pgettext("decade", "n/a") if decade == UNKNOWN else _("%(year)ss") % {"year": decade}
