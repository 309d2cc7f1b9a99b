"""Rules that hold at every door through which a page is published."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page

from cms.pages.services.publish_checks import check_publishable
from cms.pages.signals import publish_requested


@receiver(publish_requested)
def refuse_what_is_incomplete(sender: type[Page], page: Page, **kwargs: Any) -> None:
    """Stop the publish before anything is written."""
    check_publishable(page)
