"""What partnerships put on the home page; nothing while there is no public directory."""

from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from partnerships.services.directory.asking import Asked
from partnerships.services.directory.query import DirectoryQuery
from partnerships.services.directory.searching import select

from .directory import directory_url, summary_of
from .maps import draw

NOTHING = SafeString("")


def home_directory(context: RequestContext) -> SafeString:
    """The doorway: search by place, how many there are today, a small map that leads to the large one."""
    base = directory_url()
    query = DirectoryQuery(get_language() or "")
    selection = select(query) if base else None
    if selection is None or not selection.total:
        return NOTHING
    wanted = Asked(query, view="map")
    shown = {
        "summary": summary_of(selection),
        "map": draw(wanted, selection, base, identity="doorway"),
        "directory_url": base,
        "map_url": wanted.address(base),
    }
    return render_to_string("partnerships/includes/home_directory.html", shown)


def home_styles(context: RequestContext) -> SafeString:
    """How the doorway looks, and what offers places while one types."""
    return render_to_string("partnerships/includes/home_styles.html")
