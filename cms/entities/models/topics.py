"""Topics curated by staff, and tags."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from .names import Entity, NameRow


class TopicKind(models.TextChoices):
    """Curated topics structure the site; tags describe single articles."""

    TOPIC = "topic", _("topic")
    TAG = "tag", _("tag")


class Topic(Entity):
    """A topic or tag; both have names in every language, so that nothing needs translating twice."""

    kind = models.CharField(_("kind"), max_length=8, choices=TopicKind, default=TopicKind.TOPIC)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("sort_order", "key")


class TopicName(NameRow):
    """A name of a topic."""

    entity = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")
