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
    """The lists umbrella, below, neighbours and mentions of a profile."""
    pairs = [f"{first}~{second}" for first, second in _region_pairs(places)]
    is_umbrella = _is_umbrella(places)
    above = [] if is_umbrella else gathered(recorder, page, [(UMBRELLA, pair) for pair in pairs])
    below = gathered(recorder, page, [(BETWEEN, pair) for pair in pairs]) if is_umbrella else []
    known = {link.id for link in (*above, *below)}
    around = gathered(recorder, page, [(PLACE, str(place.key)) for place in places])
    mentioning = [facet for facet in groups()["place"].stored if facet != PLACE] if "place" in groups() else []
    mentions = [(facet, str(place.key)) for facet in sorted(mentioning) for place in places]
    return {
        "umbrella": above,
        "below": below,
        "neighbours": [link for link in around if link.id not in known],
        "mentions": gathered(recorder, page, mentions),
    }


def gathered(recorder: StoreRecorder, page: PartnershipPage, wanted: Iterable[tuple[str, str]]) -> list[PageLink]:
    """Public pages that have one of the facet values, each once, without the page itself."""
    found = [link for facet, value in wanted for link in recorder.gather(facet, value, LIMIT)]
    return list({link.id: link for link in found if link.id != page.pk}.values())


def _is_umbrella(places: Sequence[Place]) -> bool:
    return bool(places) and all(place.kind == REGION for place in places)


def _region_pairs(places: Sequence[Place]) -> list[tuple[str, str]]:
    """Pairs of different regions, each in alphabetical order, so that both ends name the same."""
    keys = sorted({str(place.region.key) for place in places if place.region})
    return list(combinations(keys, 2))
