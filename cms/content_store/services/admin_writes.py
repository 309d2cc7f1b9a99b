"""The admin's transactions: a publish and what it writes to the store happen together or not at all.

Not ATOMIC_REQUESTS: with SQLite every GET would then wait for the write lock.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from . import turns, writing

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# Signing in counts refused attempts, which an answer of refusal must not undo.
WITHOUT_TRANSACTION = frozenset({"wagtailadmin_login"})
# Uploads are slow and touch no page: they need no turn before they begin. Deleting a file does touch pages.
WITHOUT_TURN = tuple(
    f"{files}:{view}" for files in ("wagtailimages", "wagtaildocs") for view in ("add", "create_multiple")
)
ERROR = 400

View = Callable[..., HttpResponse]


def brings_its_transaction(view: View) -> View:
    """For a view that works long before it writes: nobody waits for it meanwhile, and it writes atomically itself."""
    view.brings_its_transaction = True
    return view


def writes_are_atomic(view: View) -> View:
    """Run unsafe methods in one transaction; an exception or an error answer (400 and above) undoes everything.

    A form shown again with its errors is an answer of 200 and keeps what the view itself decided to keep.
    """
    brings_its_own = getattr(view, "brings_its_transaction", False)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in SAFE_METHODS or brings_its_own or _name(request) in WITHOUT_TRANSACTION:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            if _needs_turn(request):
                turns.take_turn()
            with writing.gathering() as gathered:
                response = view(request, *args, **kwargs)
                if response.status_code >= ERROR:
                    gathered.forget()
                    transaction.set_rollback(True)
        return response

    # Travels with every decorator that wraps this one by functools.wraps, so that a test can look for it.
    wrapped.writes_are_atomic = True
    return wrapped


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _needs_turn(request: HttpRequest) -> bool:
    """The turn comes before any lock on page rows, wherever pages may be written; the draft of a preview is none."""
    name = _name(request)
    return not name.startswith(WITHOUT_TURN) and "preview" not in name
