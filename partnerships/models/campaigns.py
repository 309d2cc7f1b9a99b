"""The yearly confirmation: whom staff ask, what they sent, and what the municipalities propose."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MunicipalOffice(models.Model):
    """Whom to ask about the partnerships of a place; known to staff alone."""

    place = models.ForeignKey("cms_entities.Place", on_delete=models.CASCADE, related_name="+", verbose_name=_("place"))
    name = models.CharField(_("name of the office"), max_length=255)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language of letters"), max_length=12, help_text=_("In which the office is written to.")
    )

    class Meta:
        verbose_name = _("municipal office")
        verbose_name_plural = _("municipal offices")
        constraints: ClassVar = [models.UniqueConstraint(fields=("place", "email"), name="municipal_office_once")]

    def __str__(self) -> str:
        return self.name


class ConfirmationCampaign(models.Model):
    """One round of asking all sides whether their profiles are true; answers are taken until it closes."""

    name = models.CharField(_("name"), max_length=120)
    opened_on = models.DateField(_("opened on"), default=timezone.localdate)
    closes_on = models.DateField(_("answers until"), help_text=_("The links in the letters work until then."))

    class Meta:
        verbose_name = _("confirmation campaign")
        verbose_name_plural = _("confirmation campaigns")
        ordering: ClassVar = ["-opened_on", "-pk"]

    def __str__(self) -> str:
        return self.name


class Answer(models.TextChoices):
    """What a side said."""

    NONE = "", _("no answer yet")
    RIGHT = "right", _("everything is right")
    CHANGES = "changes", _("proposes changes")


class ConfirmationRequest(models.Model):
    """One side of one partnership is asked in one campaign; its address is that of the moment."""

    campaign = models.ForeignKey(ConfirmationCampaign, on_delete=models.CASCADE, related_name="requests")
    partnership = models.UUIDField(help_text="Translation key of the profile.")
    place = models.ForeignKey("cms_entities.Place", on_delete=models.CASCADE, related_name="+", verbose_name=_("side"))
    office = models.CharField(_("name of the office"), max_length=255)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language of letters"), max_length=12)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, blank=True, default=Answer.NONE)
    signed_as = models.CharField(max_length=255, blank=True, help_text="Who confirmed it, for staff.")
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("confirmation request")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("campaign", "partnership", "place"), name="confirmation_request_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.office}"


class LetterKind(models.TextChoices):
    """Why a letter is sent."""

    INVITATION = "invitation", _("invitation")
    REMINDER = "reminder", _("reminder")


class ConfirmationLetter(models.Model):
    """One letter with a link of its own; a letter whose sending was begun is never begun again by itself.

    Only the digest of the link's token is kept, so that the table opens no form.
    """

    request = models.ForeignKey(ConfirmationRequest, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=12, choices=LetterKind)
    queued_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("request", "kind"), name="confirmation_letter_once")]
        indexes: ClassVar = [
            models.Index(fields=("queued_at",), condition=Q(begun_at=None), name="confirmation_letter_due")
        ]

    def __str__(self) -> str:
        return f"{self.request} ({self.kind})"


class Decision(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


class Proposal(models.Model):
    """What one side wants to read in one field, and what stood there when it said so; staff decide."""

    request = models.ForeignKey(ConfirmationRequest, on_delete=models.CASCADE, related_name="proposals")
    field = models.CharField(max_length=80)
    value = models.JSONField()
    old = models.JSONField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("request", "field"), condition=Q(decision="open"), name="open_proposal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.field}"
