"""The address "/": the one place where the visitor's browser chooses the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from cms.content_store.services import reading


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Redirect to the home page in the browser's language, if there is one, else in the default."""
    language = translation.get_language_from_request(request)
    path = f"/{language}/"
    if reading.detail(path) is None:
        path = f"/{settings.LANGUAGE_CODE}/"
    response = HttpResponseRedirect(path)
    patch_vary_headers(response, ("Accept-Language",))
    response["Cache-Control"] = "public, max-age=300"
    return response
