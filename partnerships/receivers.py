"""Notes in the change's own transaction what the directory in memory must read again."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.content_store.signals import item_changed
from cms.entities.models import CountryName, PlaceName

from .services.directory import changes
from .services.directory.freshness import TYPE


@receiver(item_changed)
def follow_item(page_id: int, item_type: str, locale: str, **kwargs: Any) -> None:
    """A partnership was published, rendered anew or withdrawn."""
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
