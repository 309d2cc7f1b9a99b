"""Maps of what is selected, drawn once for all who ask for the same."""

from collections.abc import Hashable
from datetime import timedelta

from django.http import HttpRequest

from partnerships.services.directory.asking import Asked
from partnerships.services.directory.mapping import map_pairs
from partnerships.services.directory.points import located
from partnerships.services.directory.searching import Selection
from partnerships.services.drawing.maps import draw_survey
from partnerships.services.drawing.shapes import Drawing
from partnerships.services.drawing.survey import Survey, surveyed
from partnerships.services.protection import TooOften, Unavailable, admit_request
from partnerships.services.remembering import Remembered

# A drawing of many partnerships takes some tens of kilobytes.
drawings: Remembered[Hashable, Drawing] = Remembered(64)
# A survey of many partnerships takes some megabytes.
surveys: Remembered[Hashable, Survey] = Remembered(4)
# Whoever narrows and enlarges by hand asks for fewer; programs have the files.
MOST_DRAWN = 90
WINDOW = timedelta(minutes=1)


def draw(wanted: Asked, selection: Selection, base: str, identity: str = "map") -> Drawing:
    """The map of all that is selected; a cluster leads to its surroundings."""

    def drawn() -> Drawing:
        return draw_survey(
            _survey(selection),
            lambda bounds: wanted.enlarged(bounds).address(base),
            bounds=wanted.bounds,
            identity=identity,
        )

    return drawings.once(_key(wanted, selection, base, identity), drawn)


def draw_for(request: HttpRequest, wanted: Asked, selection: Selection, base: str) -> Drawing | None:
    """The same for a visitor, who says which part; None for one that wants more new drawings than anybody can see."""
    if _key(wanted, selection, base, "map") not in drawings:
        try:
            admit_request("partnerships.maps", request, MOST_DRAWN, WINDOW)
        except TooOften:
            return None
        except Unavailable:
            # A broken counter is no reason to keep public data from people.
            pass
    return draw(wanted, selection, base)


def _survey(selection: Selection) -> Survey:
    """Made once for all parts of the map that are enlarged one after the other."""
    key = selection.snapshot.token, selection.mask
    return surveys.once(key, lambda: surveyed(map_pairs(located(selection))))


def _key(wanted: Asked, selection: Selection, base: str, identity: str) -> Hashable:
    return selection.snapshot.token, identity, base, wanted.encoded, selection.mask
