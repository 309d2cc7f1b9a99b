"""What the search adds to pages of others: names that a wrong address may have meant."""

from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.accounts.services.counting import TooMany

from .services import throttling
from .services.nearby import near_address


def error_nearby(context: Context) -> SafeString:
    """Rows of links for the page that says there is none; nothing for who asks for such pages without end.

    Addresses below no language are made up by machines, and are not looked up.
    """
    request, around, language = context["request"], context["around"], get_language() or ""
    if not request.path.startswith(f"/{language}/"):
        return SafeString("")
    shown = [*around.here, *around.elsewhere, *([around.above] if around.above else [])]
    try:
        throttling.admit("nearby", request, throttling.MOST_SEARCHES)
    except TooMany:
        return SafeString("")
    addresses = frozenset(card["url"] for card in shown)
    found = near_address(request.path, language, timezone.now(), addresses)
    return render_to_string("search/slots/error_nearby.html", {"found": found}) if found else SafeString("")


slots = {"error.nearby": error_nearby}
