"""Pages whose titles are computed from names follow a change of these names at once."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model, Subquery
from wagtail.models import Page

from cms.content_store.models import ContentItem, ItemTag
from cms.entities.models import Country, Organisation, Person, Place, Region, Topic
from cms.plugins.registry import registry
from cms.translation.services.deriving import refresh_derived

from .storing import lists_with
from .tags import link_tag

NAMED: tuple[type[Model], ...] = (Country, Region, Place, Topic, Organisation, Person)
KINDS = frozenset(model._meta.model_name for model in NAMED)

logger = logging.getLogger(__name__)


def rename_by(tags: Iterable[str]) -> set[str]:
    """Refresh the derived texts of pages whose items show any of these entities; the tags that this has changed."""
    names = {tag for tag in tags if tag.partition(":")[0] in KINDS}
    types = [
        presenter.type
        for model, presenter in registry.read("presenters").items()
        if getattr(model, "derived_fields", ())
    ]
    if not names or not types:
        return set()
    shown = ItemTag.objects.filter(tag__in=names, item__type__in=types).values("item_id")
    changed: set[str] = set()
    for page in Page.objects.filter(pk__in=shown).order_by("pk"):
        changed |= _rename(page)
    return changed


def _rename(page: Page) -> set[str]:
    """A page whose names cannot be read must not keep anybody from correcting them."""
    try:
        with transaction.atomic():
            renamed = refresh_derived([page])
    except Exception:
        logger.exception("content_store.rename_failed", extra={"page_id": page.pk})
        return set()
    for found in renamed:
        # What links to it reads the title of its item, and may be rendered before it.
        title = Page.objects.values("title").filter(pk=found.pk)
        ContentItem.objects.filter(pk=found.pk, public=True).update(title=Subquery(title))
    return {tag for found in renamed for tag in _shown_by(found)}


def _shown_by(page: Page) -> set[str]:
    """What depends on a page whose title is another one: links to it, and the lists it stands in."""
    return {f"page:{page.pk}", link_tag(page.translation_key), *lists_with([page.pk])}
