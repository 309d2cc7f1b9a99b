"""Drafts for a separate front end: what an editor sees is kept for a quarter of an hour, and a token opens it alone."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import Preview

from .rendering import render_draft

LIFETIME = timedelta(minutes=15)
SALT = "cms.content_store.preview"
# A page that was never saved has no number.
NEW = 0


class PreviewRefused(Exception):
    """The token opens nothing; says why, without telling what there is."""


def show(page: Page, user: AbstractBaseUser) -> str:
    """Keep the draft, saved or not, as it stands in memory; returns a token for it and nothing else."""
    preview, _made = Preview.objects.update_or_create(
        user=user,
        subject=_subject(page),
        defaults={"page_id": page.pk, "detail": render_draft(page), "made_at": timezone.now()},
    )
    return signing.dumps(str(preview.key), salt=SALT)


def opened(token: str, page_id: int) -> bytes:
    """The detail of the draft; raises PreviewRefused unless the token was given for this page and still stands."""
    try:
        key = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.SignatureExpired as error:
        raise PreviewRefused("The preview token has expired; open the preview again.") from error
    except signing.BadSignature as error:
        raise PreviewRefused("This is no preview token.") from error
    preview = Preview.objects.filter(key=key).select_related("user", "page").first()
    if preview is None or not _may_see(preview):
        raise PreviewRefused("The preview has been withdrawn.")
    if page_id != (preview.page_id or NEW):
        raise PreviewRefused("The preview token is of another page.")
    return bytes(preview.detail)


def of(page_id: int) -> QuerySet[Preview]:
    """What is shown of a page at present."""
    return Preview.objects.filter(page_id=page_id, made_at__gt=timezone.now() - LIFETIME)


def withdraw_all(page_id: int) -> None:
    """Take back every token of a page."""
    Preview.objects.filter(page_id=page_id).delete()


def forget_old() -> None:
    """Drafts whose newest token has expired."""
    Preview.objects.filter(made_at__lte=timezone.now() - LIFETIME).delete()


def _subject(page: Page) -> str:
    return f"page:{page.pk}" if page.pk else f"{page._meta.label_lower} at {page.path}"


def _may_see(preview: Preview) -> bool:
    """Whether whoever opened the preview still could."""
    user = preview.user
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return False
    if preview.page is None:
        return True
    rights = preview.page.permissions_for_user(user)
    return rights.can_edit() or rights.can_publish()
