"""What follows a change within its own transaction: histories are kept, and what others have read is noted."""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from cms.content_store.services import writing
from cms.content_store.signals import item_changed
from cms.entities.models import CountryName, PlaceName
from cms.pages.refusals import PublishRefused
from cms.pages.signals import publish_requested
from partnerships.models import Confirmation, PartnerRequestPage, PartnershipPage

from .services import confirming, ledger
from .services.directory import changes
from .services.directory.freshness import TYPE
from .services.requests import lifetime, publishing


@receiver(publish_requested, sender=PartnershipPage)
def refuse_another_history(page: PartnershipPage, **kwargs: Any) -> None:
    """Stop the publish before anything is written."""
    ledger.check(page)


@receiver(page_published, sender=PartnershipPage)
def keep_history(instance: PartnershipPage, **kwargs: Any) -> None:
    """Also sent for publishes that are only scheduled: those have published nothing yet."""
    if instance.live and instance.locale.language_code == settings.LANGUAGE_CODE:
        ledger.record(instance)


@receiver([post_save, post_delete], sender=Confirmation)
def show_confirmation(instance: Confirmation, **kwargs: Any) -> None:
    """The profile says in every language when it was last confirmed."""
    writing.touch({confirming.tag(instance.partnership)})


@receiver(item_changed)
def follow_item(page_id: int, item_type: str, locale: str, **kwargs: Any) -> None:
    """A partnership was published, rendered anew or withdrawn: the directory in memory must read it again."""
    if item_type == TYPE:
        changes.record(page_id=page_id, locale=locale)


@receiver([post_save, post_delete], sender=PlaceName)
def follow_place_name(instance: PlaceName, **kwargs: Any) -> None:
    """A place is found by this name, or no longer, whether or not a page shows it."""
    changes.record(place_id=instance.entity_id)


@receiver([post_save, post_delete], sender=CountryName)
def follow_country_name(**kwargs: Any) -> None:
    """Filters are headed by names of countries."""
    changes.record()


@receiver(publish_requested, sender=PartnerRequestPage)
def refuse_incomplete_request(page: PartnerRequestPage, **kwargs: Any) -> None:
    """Stop the publish before anything is written."""
    problems = publishing.problems_of(page)
    if problems:
        raise PublishRefused(page, problems)


@receiver(page_published, sender=PartnerRequestPage)
def tell_municipality(instance: PartnerRequestPage, **kwargs: Any) -> None:
    """Also sent for publishes that are only scheduled: those have published nothing yet."""
    if instance.live and instance.locale.language_code == settings.LANGUAGE_CODE:
        lifetime.opened(instance)


@receiver(page_unpublished, sender=PartnerRequestPage)
def begin_to_forget(instance: PartnerRequestPage, **kwargs: Any) -> None:
    """The request is over when its page in the source language is."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        lifetime.ended(instance)
