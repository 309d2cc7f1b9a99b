"""What a municipality has sent by the form, with whom to write to: for staff only, and only as long as it is needed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .requests import RequestKind, SizeClass


class SubmissionState(models.TextChoices):
    """How far a submission has come."""

    UNCONFIRMED = "unconfirmed", pgettext_lazy("submission", "not confirmed yet")
    WAITING = "waiting", pgettext_lazy("submission", "waits for a decision")
    ACCEPTED = "accepted", pgettext_lazy("submission", "draft made")
    PUBLISHED = "published", pgettext_lazy("submission", "published")
    REJECTED = "rejected", pgettext_lazy("submission", "rejected")
    CLOSED = "closed", pgettext_lazy("submission", "closed")


class Mailing(models.TextChoices):
    """What the worker writes to a municipality."""

    PUBLISHED = "published", pgettext_lazy("mail", "the request is published")
    REMINDER = "reminder", pgettext_lazy("mail", "the request ends soon")


class RequestSubmission(models.Model):
    """Never part of a page, a revision, an export or the API; `page_key` is the translation key of its page."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=SubmissionState, default=SubmissionState.UNCONFIRMED)
    language = models.CharField(_("language"), max_length=12)
    created_at = models.DateTimeField(_("sent on"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed on"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    reason = models.TextField(_("reason"), blank=True)

    kind = models.CharField(_("kind"), max_length=8, choices=RequestKind)
    place = models.ForeignKey(
        "cms_entities.Place", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("municipality"),
    )  # fmt: skip
    place_name = models.CharField(_("municipality as typed"), max_length=120)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    wished_country = models.ForeignKey(
        "cms_entities.Country", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("country of the partner"),
    )  # fmt: skip
    wished_region = models.ForeignKey(
        "cms_entities.Region", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("region of the partner"),
    )  # fmt: skip
    wished_size = models.CharField(_("size of the partner"), max_length=8, choices=SizeClass, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    about = models.CharField(_("the request in short"), max_length=400)
    brings = models.TextField(_("what it brings"), blank=True)
    months = models.PositiveSmallIntegerField(_("open for (months)"), default=6)

    office = models.CharField(_("office"), max_length=200)
    email = models.EmailField(_("e-mail"))

    page_key = models.UUIDField(null=True, blank=True, unique=True)
    told_on = models.DateField(_("told on"), null=True, blank=True, help_text=_("That it is published, with the link."))
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    extended_on = models.DateField(_("extended on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    mailing = models.CharField(
        _("mail"), max_length=12, choices=Mailing, blank=True, default="", db_default="",
        help_text=_("On its way, to be tried again, or stuck."),
    )  # fmt: skip
    mail_failures = models.PositiveSmallIntegerField(_("failed attempts"), default=0, db_default=0)
    mail_due_at = models.DateTimeField(_("next attempt at"), null=True, blank=True)
    mailing_since = models.DateTimeField(
        _("mail begun"), null=True, blank=True, help_text=_("Empty unless a mail is on its way or was interrupted.")
    )
    answers = models.PositiveIntegerField(_("messages passed on"), default=0)

    class Meta:
        verbose_name = _("submitted partner request")
        indexes: ClassVar = [models.Index(fields=("state", "created_at"), name="submission_by_state")]

    def __str__(self) -> str:
        return f"{self.place_name} ({self.created_at:%Y-%m-%d})"
