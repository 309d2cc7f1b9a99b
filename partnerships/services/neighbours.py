"""What stands around a partnership: other ones of its places, those of regions above, and what speaks of them."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from cms.content_store.services.recorder import StoreRecorder
from cms.entities.models import Place
from cms.schemas.links import PageLink
from partnerships.models import PartnershipPage
from search.services.facets import groups

PLACE, BETWEEN, UMBRELLA = "partnerships:place", "partnerships:between", "partnerships:umbrella"
REGION = "region"
LIMIT = 12


def region_facets(places: Sequence[Place]) -> dict[str, list[str]]:
    """The pairs of regions that the sides lie in: as `umbrella` when all sides are regions, else as `between`."""
    pairs = [f"{first}~{second}" for first, second in _region_pairs(places)]
    return {UMBRELLA if _is_umbrella(places) else BETWEEN: pairs}


def links(page: PartnershipPage, places: Sequence[Place], recorder: StoreRecorder) -> dict[str, list[PageLink]]:
    """The lists umbrella, below, neighbours and mentions of a profile; one query."""
    pairs = [f"{first}~{second}" for first, second in _region_pairs(places)]
    keys = [str(place.key) for place in places]
    is_umbrella = _is_umbrella(places)
    mentioning = sorted(groups()["place"].stored - {PLACE}) if "place" in groups() else []
    wanted = {
        "umbrella": [] if is_umbrella else [(UMBRELLA, pair) for pair in pairs],
        "below": [(BETWEEN, pair) for pair in pairs] if is_umbrella else [],
        "neighbours": [(PLACE, key) for key in keys],
        "mentions": [(facet, key) for facet in mentioning for key in keys],
    }
    gathered = recorder.gather_all([facet for facets in wanted.values() for facet in facets], LIMIT)
    found = {name: _others(page, (gathered[facet] for facet in facets)) for name, facets in wanted.items()}
    known = {link.id for name in ("umbrella", "below") for link in found[name]}
    return {**found, "neighbours": [link for link in found["neighbours"] if link.id not in known]}


def _others(page: PartnershipPage, lists: Iterable[Sequence[PageLink]]) -> list[PageLink]:
    """Each once, without the page itself."""
    return list({link.id: link for links in lists for link in links if link.id != page.pk}.values())


def _is_umbrella(places: Sequence[Place]) -> bool:
    return bool(places) and all(place.kind == REGION for place in places)


def _region_pairs(places: Sequence[Place]) -> list[tuple[str, str]]:
    """Pairs of different regions, each in alphabetical order, so that both ends name the same."""
    keys = sorted({str(place.region.key) for place in places if place.region})
    return list(combinations(keys, 2))
