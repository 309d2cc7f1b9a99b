"""Redirects that Wagtail makes when an address changes: each leads straight to its page, none to itself."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page


def drop_circular(page: Page) -> None:
    """A page, or one below it, is back at an address it once had: withdrawn there, it must answer, not lead on."""
    below = Redirect.objects.filter(automatically_created=True, redirect_page__path__startswith=page.path)
    circular = [
        row.pk
        for row in below.select_related("redirect_page")
        if row.old_path.endswith(f"/{row.redirect_page.slug}")
        and Redirect.normalise_path(row.link or "") == row.old_path
    ]
    Redirect.objects.filter(pk__in=circular).delete()
