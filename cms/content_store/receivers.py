"""What makes the store follow the pages, all within the transaction of the change."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.entities.models import Entity, NameRow, PersonFunction
from cms.media.models import DocumentFile, Picture
from cms.pages.signals import page_write_begins, write_surroundings
from cms.translation.services.family import is_flowing

from .services import sweeping, turns, writing
from .services.tags import link_tag, tag_of

write_surroundings.append(writing.gathering)


@receiver(page_write_begins)
def wait_for_turn(**kwargs: Any) -> None:
    """The writer's turn comes before every lock on page rows, else two publishers can wait for each other."""
    turns.take_turn()


@receiver(page_published)
def follow_publish(instance: Page, **kwargs: Any) -> None:
    """Also sent for a publish that is only scheduled: `write` looks at what is live."""
    writing.write(instance, contained=is_flowing())


@receiver(page_unpublished)
def follow_unpublish(instance: Page, **kwargs: Any) -> None:
    """Out at once."""
    writing.withdraw(instance)


@receiver(post_page_move)
def follow_move(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """New addresses below the page; a new place may be restricted or no longer be so; siblings change their order."""
    with turns.one_writer(), writing.gathering():
        writing.move_below(instance.path)
        writing.revisit_below(instance.path)
        for parent in {parent_page_before.pk, parent_page_after.pk}:
            writing.follow_order_below(parent)


@receiver(post_delete, sender=Page)
def follow_delete(instance: Page, **kwargs: Any) -> None:
    """A tombstone stays; what pointed at the page is rendered without it."""
    writing.withdraw(instance)
    writing.touch({tag_of(instance), link_tag(instance.translation_key)})


@receiver(post_save, sender=PageViewRestriction)
def follow_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Out at once, with everything below."""
    writing.withdraw_below(instance.page.path)


@receiver(post_delete, sender=PageViewRestriction)
def follow_lifted_restriction(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """Back in, unless something else restricts it; not when the restriction goes because its page is deleted."""
    if getattr(origin, "model", type(origin)) is not PageViewRestriction:
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        writing.revisit_below(page.path)


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def follow_collection_restriction(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Pictures and documents of the collection, and of those below, appear or disappear."""
    collection = Collection.objects.filter(pk=instance.collection_id).first()
    if collection is not None:
        _touch_collections(collection)


@receiver(post_save, sender=Collection)
def follow_collection(instance: Collection, created: bool, **kwargs: Any) -> None:
    """A moved collection may have come below a restricted one."""
    if not created:
        _touch_collections(instance)


@receiver([post_save, post_delete])
def follow_used_object(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Names, functions, credits: what the renderings that read them show."""
    owner = _owner(instance)
    if owner:
        writing.touch({owner})


@receiver([post_save, post_delete], sender=Site)
def follow_site(**kwargs: Any) -> None:
    """All addresses may have changed."""
    sweeping.mark_all()


def _owner(instance: Model) -> str:
    """The tag under which renderings read the object; empty for what they never read directly."""
    if isinstance(instance, Entity | Picture | DocumentFile):
        return tag_of(instance)
    if isinstance(instance, NameRow):
        model = type(instance)._meta.get_field("entity").related_model
        return f"{model._meta.model_name}:{instance.entity_id}"
    if isinstance(instance, PersonFunction):
        return f"person:{instance.person_id}"
    return ""


def _touch_collections(collection: Collection) -> None:
    below = Collection.objects.filter(path__startswith=collection.path).values_list("pk", flat=True)
    writing.touch({f"collection:{pk}" for pk in below})
