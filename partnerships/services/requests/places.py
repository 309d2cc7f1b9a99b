"""Which place somebody means by a name: any name in any spelling, former ones too."""

from collections.abc import Sequence

from cms.entities.folding import fold
from cms.entities.models import Place, PlaceName
from cms.entities.querysets import EntityQuerySet

MOST_CANDIDATES = 8


def places_named(text: str) -> tuple[Sequence[Place], bool]:
    """(places that bear exactly this name, True), else (those with a name that holds its words, False); a few."""
    folded = fold(text)
    if not folded:
        return (), False
    exact = _listed(Place.objects.filter(pk__in=PlaceName.objects.filter(folded=folded).values("entity")))
    return (exact, True) if exact else (_listed(Place.objects.search(text)), False)


def _listed(places: EntityQuerySet) -> Sequence[Place]:
    related = places.by_name().select_related("region", "country")
    return list(related.prefetch_related("region__names", "country__names")[:MOST_CANDIDATES])


def place_label(place: Place, language: str) -> str:
    """The name with region and country, so that places of one name can be told apart."""
    around = place.region or place.country
    return f"{place.name_in(language)} ({around.name_in(language)})"
