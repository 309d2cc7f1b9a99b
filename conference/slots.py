"""What the conference puts on the home page; nothing when no edition runs or comes."""

from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.content_store.services import reading
from conference.services.deadlines import open_deadlines
from conference.services.editions import current_edition
from conference.views import with_state_label

NOTHING = SafeString("")


def _current_edition(context: RequestContext) -> reading.Card | None:
    """Read once per rendering, for teaser and deadlines."""
    if "current_edition" not in context.render_context:
        context.render_context["current_edition"] = current_edition(get_language())
    return context.render_context["current_edition"]


def home_deadlines(context: RequestContext) -> SafeString:
    """The open deadlines of the edition that runs or comes next."""
    edition = _current_edition(context)
    stored = reading.detail_of(edition["id"]) if edition else None
    deadlines = open_deadlines(stored.data, timezone.now()) if stored else []
    if not deadlines:
        return NOTHING
    return render_to_string("conference/includes/home_deadlines.html", {"edition": edition, "deadlines": deadlines})


def home_next_edition(context: RequestContext) -> SafeString:
    """A teaser of the edition that runs or comes next, unless the home page opens with it."""
    edition = _current_edition(context)
    opening = context.get("lead_card")
    if edition is None or (opening and opening["id"] == edition["id"]):
        return NOTHING
    return render_to_string("conference/includes/home_next_edition.html", {"edition": with_state_label(edition)})


def home_styles(context: RequestContext) -> SafeString:
    """How the two look."""
    return render_to_string("conference/includes/styles.html")


slots = {"home.styles": home_styles, "home.deadlines": home_deadlines, "home.next_edition": home_next_edition}
