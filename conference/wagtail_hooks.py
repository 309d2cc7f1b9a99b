"""The conference in the admin: warnings after an edition is saved."""

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from conference.models import EditionPage
from conference.services.plausibility import edition_warnings


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_implausible_edition(request: HttpRequest, page: Page) -> None:
    """Tell the editor what looks wrong; the page is saved all the same."""
    # A background save has no page on which a message could be shown.
    if isinstance(page, EditionPage) and request.accepts("text/html"):
        for warning in edition_warnings(page):
            messages.warning(request, warning)
