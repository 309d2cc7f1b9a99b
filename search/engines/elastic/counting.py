"""How many match with each value of the facets, each facet counted without its own condition."""

from typing import Any

from search.questions import MAX_FACET_VALUES, Question

from .matching import Query, merged

# Begins the names of aggregations that hold the counts of some facets.
PASSING = "passing"


def passing(question: Question) -> dict[str, Query]:
    """The conditions that a facet's own count does not heed, by the facet; "" is that of the neighbourhood."""
    found: dict[str, Query] = {
        name: {"terms": {f"facets.{name}": list(values)}} for name, values in question.facets.items() if values
    }
    if near := question.near:
        centre = {"lat": near.latitude, "lon": near.longitude}
        found[""] = {"geo_distance": {"distance": f"{near.km}km", "point": centre}}
    return found


def counts(question: Question) -> dict[str, Any]:
    """By the facet's number, since its name may hold what names of aggregations may not.

    Facets with the same conditions are counted together: what passes is looked for once.
    """
    conditions = passing(question)
    wanted = {
        name: {f"facet{number}": {"terms": {"field": f"facets.{name}", "size": MAX_FACET_VALUES}}}
        for number, name in enumerate(question.counted)
    }
    if not conditions:
        return merged(wanted.values())
    together: dict[str, list[dict[str, Any]]] = {}
    for name, count in wanted.items():
        together.setdefault(name if name in conditions else "", []).append(count)
    return {
        f"{PASSING}{number}": {
            "filter": {"bool": {"filter": [query for other, query in conditions.items() if not name or other != name]}},
            "aggs": merged(found),
        }
        for number, (name, found) in enumerate(together.items())
    }
