"""Rules that hold at every door through which a page is published, and what follows a place's new names."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from cms.entities.models import Place
from cms.pages.services.place_search import index_pages_of
from cms.pages.services.publish_checks import check_publishable
from cms.pages.services.redirects import drop_circular
from cms.pages.signals import publish_requested


@receiver(publish_requested)
def refuse_what_is_incomplete(sender: type[Page], page: Page, **kwargs: Any) -> None:
    """Stop the publish before anything is written."""
    check_publishable(page)


@receiver(post_save, sender=Place)
def follow_names(instance: Place, created: bool, **kwargs: Any) -> None:
    """The form of a place saves its names with it; the worker comes when both are stored."""
    if not created:
        index_pages_of.enqueue(instance.pk)


@receiver([page_slug_changed, post_page_move])
def follow_address(instance: Page, **kwargs: Any) -> None:
    """The page may be where it has been before."""
    drop_circular(instance)
