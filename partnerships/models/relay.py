"""Messages to people whose address nobody sees: kept until they are sent, counted afterwards."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RelayKind(models.TextChoices):
    """Who is written to."""

    ACTOR = "actor", _("actor of a partnership")
    REQUEST = "request", _("partner request")


class GivenUp(models.TextChoices):
    """Why a message reached nobody."""

    UNREACHABLE = "unreachable", pgettext_lazy("message", "the recipient was not public for three days")
    UNSENT = "unsent", pgettext_lazy("message", "no mail could be sent for three days")


class RelayMessage(models.Model):
    """One message on its way; once it is sent or given up nothing of its content is left."""

    kind = models.CharField(
        _("kind"), max_length=8, choices=RelayKind, default=RelayKind.ACTOR, db_default=RelayKind.ACTOR
    )
    # The column is older than messages to anybody but actors; renaming it would stop what runs meanwhile.
    recipient = models.UUIDField(
        _("recipient"), db_column="actor", help_text=_("Translation key of the actor or of the request's page.")
    )
    language = models.CharField(_("language"), max_length=12, help_text=_("Of the page it was written on."))
    taken_at = models.DateTimeField(_("taken at"), default=timezone.now)
    content = models.JSONField(_("content"), null=True, help_text=_("Name, e-mail and message; empty once it is sent."))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True)
    given_up_for = models.CharField(_("given up because"), max_length=12, choices=GivenUp, blank=True, db_default="")

    class Meta:
        verbose_name = _("message on its way")
        indexes: ClassVar = [
            models.Index(
                fields=("next_attempt_at",), condition=models.Q(content__isnull=False), name="relay_message_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.taken_at:%Y-%m-%d}"
