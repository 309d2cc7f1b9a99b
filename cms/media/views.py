"""Handing out pictures and documents: rights are asked at every request, whatever address was known before."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from wagtail.images.views.serve import ServeView

from cms.media.models import DocumentFile, Picture, RightsMixin
from cms.media.services.rights import is_public

MAX_AGE = 3600

View = Callable[..., HttpResponse]


class PictureView(ServeView):
    """One size of a picture, by its signed address; readers get what they may see now, staff everything."""

    def get(self, request: HttpRequest, signature: str, image_id: str, *args: str, **kwargs: str) -> HttpResponse:
        picture = Picture.objects.filter(pk=int(image_id)).first() if image_id else None
        if picture is not None and not (is_public(picture) or is_staff(request)):
            raise Http404
        response = super().get(request, signature, image_id, *args, **kwargs)
        limit_storage(response, picture)
        return response


def documents_are_private(view: View) -> View:
    """Wraps Wagtail's views of documents, which ask for permission: no cache keeps what not everybody may have."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # The view of the document has its id; the form that asks for a password has none.
        limit_storage(response, DocumentFile.objects.filter(pk=args[0]).first() if args else None)
        return response

    return wrapped


def is_staff(request: HttpRequest) -> bool:
    """Whether the admin's own pages may show every file to this user."""
    return request.user.has_perm("wagtailadmin.access_admin")


def limit_storage(response: HttpResponse, file: RightsMixin | None) -> None:
    """For everybody until the file expires, an hour at most; for nobody's cache when it is not public."""
    if "Cache-Control" in response:
        del response["Cache-Control"]
    if file is None or not is_public(file):
        patch_cache_control(response, private=True, no_store=True)
        return
    patch_cache_control(response, public=True, max_age=seconds_left(file))


def seconds_left(file: RightsMixin) -> int:
    """Seconds until the end of the last day on which the file may be shown, an hour at most."""
    if file.expires_on is None:
        return MAX_AGE
    end = timezone.make_aware(datetime.combine(file.expires_on + timedelta(days=1), time()))
    return max(0, min(MAX_AGE, int((end - timezone.now()).total_seconds())))
