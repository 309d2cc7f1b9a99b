"""Messages to actors whose address nobody sees: kept until they are sent, counted afterwards."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RelayMessage(models.Model):
    """One message on its way; once it is sent or given up nothing of its content is left."""

    actor = models.UUIDField(_("actor"), help_text=_("Translation key of the actor."))
    language = models.CharField(_("language"), max_length=12, help_text=_("Of the page it was written on."))
    taken_at = models.DateTimeField(_("taken at"), default=timezone.now)
    content = models.JSONField(_("content"), null=True, help_text=_("Name, e-mail and message; empty once it is sent."))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    class Meta:
        verbose_name = _("message to an actor")
        indexes: ClassVar = [
            models.Index(
                fields=("next_attempt_at",), condition=models.Q(content__isnull=False), name="relay_message_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.taken_at:%Y-%m-%d}"
