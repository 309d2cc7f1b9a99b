"""How often one client may search: costly questions in plenty, but not without end."""

from datetime import timedelta

from django.http import HttpRequest

from cms.accounts.services.counting import NotCounted, count, network_of
from cms.accounts.services.throttling import client_address

WINDOW = timedelta(minutes=1)
MOST_SEARCHES, MOST_SUGGESTIONS = 60, 240


def admit(kind: str, request: HttpRequest, allowed: int) -> None:
    """Count a request of a kind from its network; raises TooMany. Without counters everybody is let through."""
    try:
        count(f"search.{kind}", network_of(client_address(request)), allowed, WINDOW)
    except NotCounted:
        return
