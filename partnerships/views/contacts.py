"""How actors of a partnership are written to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def contact_form(request: HttpRequest, actor: object) -> HttpResponse:
    """Nobody can be written to yet."""
    raise Http404
