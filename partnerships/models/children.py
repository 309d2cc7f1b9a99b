"""Translatable children of a profile: facts flow to every language, notes wait for the translator."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from partnerships.fields import PartialDateField

from .profile import PartnershipPage


class State(models.TextChoices):
    """What a partnership is in today."""

    ACTIVE = "active", pgettext_lazy("partnership", "active")
    RESTING = "resting", pgettext_lazy("partnership", "resting")
    SUSPENDED = "suspended", pgettext_lazy("partnership", "suspended")
    ENDED = "ended", pgettext_lazy("partnership", "ended")
    UNKNOWN = "unknown", pgettext_lazy("partnership", "not known")


class DecidedBy(models.TextChoices):
    """Who decided on a state."""

    UNKNOWN = "unknown", _("not known")
    COUNCIL = "council", _("council")
    MAYOR = "mayor", _("mayor")
    GOVERNMENT = "government", _("government")
    ADMINISTRATION = "administration", _("administration")
    OTHER_SIDE = "other_side", _("the other side")
    BOTH_SIDES = "both_sides", _("both sides")
    NOBODY = "nobody", _("nobody: it came about")


class StatusChange(TranslatableMixin, Orderable):
    """A state, since when, by whose decision, and where that is documented; entries are added, not changed."""

    page = ParentalKey(PartnershipPage, on_delete=models.CASCADE, related_name="status_changes")
    state = models.CharField(_("state"), max_length=12, choices=State)
    starts = PartialDateField(_("since"), help_text=_("Only the first entry may leave it open."))
    decided_by = models.CharField(_("decided by"), max_length=16, choices=DecidedBy, default=DecidedBy.UNKNOWN)
    continues = models.CharField(
        _("what continues"), max_length=500, blank=True, help_text=_("E.g. contacts of schools and associations.")
    )
    condition = models.CharField(_("condition for resuming"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    as_of = PartialDateField(_("as of"), help_text=_("Of when the evidence is."))
    sources = models.TextField(_("sources"), blank=True, help_text=_("One per line: an address or a description."))
    letter = models.ForeignKey(
        "cms_media.DocumentFile", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("letter"),
    )  # fmt: skip
    answer = models.ForeignKey(
        "cms_media.DocumentFile", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("answer"),
    )  # fmt: skip
    withdrawn = models.BooleanField(
        _("withdrawn"), default=False, help_text=_("Entered by mistake: kept here, shown to nobody.")
    )

    panels = (
        FieldRowPanel((FieldPanel("state"), FieldPanel("starts"), FieldPanel("decided_by"))),
        FieldPanel("continues"),
        FieldPanel("condition"),
        FieldPanel("note", widget=AdminAutoHeightTextInput),
        FieldRowPanel((FieldPanel("as_of"), FieldPanel("withdrawn"))),
        FieldPanel("sources"),
        FieldRowPanel((FieldPanel("letter"), FieldPanel("answer"))),
    )
    override_translatable_fields = [
        SynchronizedField("starts", overridable=False),
        SynchronizedField("as_of", overridable=False),
        SynchronizedField("sources", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("change of state")


class ActorRole(models.TextChoices):
    """What an actor is in the partnership."""

    MUNICIPALITY = "municipality", _("Municipality")
    ASSOCIATION = "association", _("Association")
    SCHOOL = "school", _("School or university")
    CULTURE = "culture", _("Cultural institution")
    ECONOMY = "economy", _("Business")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    OTHER = "other", _("Others")


class PartnershipActor(TranslatableMixin, Orderable):
    """Who carries the partnership on one side; readers write by a form, the address is never shown."""

    page = ParentalKey(PartnershipPage, on_delete=models.CASCADE, related_name="actors")
    place = models.ForeignKey("cms_entities.Place", on_delete=models.PROTECT, related_name="+", verbose_name=_("side"))
    role = models.CharField(_("role"), max_length=16, choices=ActorRole, default=ActorRole.ASSOCIATION)
    label = models.CharField(_("label"), max_length=255, blank=True, help_text=_("E.g. the office or the subject."))
    organisation = models.ForeignKey(
        "cms_entities.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("organisation"),
    )  # fmt: skip
    person = models.ForeignKey(
        "cms_entities.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("person"),
        help_text=_("Shown only while the person is public and persons of this side are not hidden."),
    )  # fmt: skip
    contact_email = models.EmailField(
        _("address for messages"), blank=True, help_text=_("Never shown: readers write to it by a form.")
    )
    contact_until = models.DateField(_("messages until"), null=True, blank=True)

    panels = (
        FieldRowPanel((FieldPanel("place"), FieldPanel("role"))),
        FieldPanel("label"),
        FieldRowPanel((FieldPanel("organisation"), FieldPanel("person"))),
        FieldRowPanel((FieldPanel("contact_email"), FieldPanel("contact_until"))),
    )

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("actor")

    def clean(self) -> None:
        super().clean()
        if not (self.label or self.organisation_id or self.person_id):
            raise ValidationError(_("Name the actor: a label, an organisation or a person."))
