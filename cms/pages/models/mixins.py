"""Field groups: each keeps its fields, panels and translation policies together; pages are sums of such groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class ListingMixin(models.Model):
    """How a page appears in lists."""

    listing_picture = models.ForeignKey(
        "cms_media.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture in lists"),
        help_text=_("Without one, lists show the page's main picture."),
    )
    listing_picture_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )

    listing_panels = (
        MultiFieldPanel(
            (FieldPanel("listing_picture"), FieldPanel("listing_picture_alt")),
            heading=_("In lists"),
            classname="collapsed",
        ),
    )
    listing_policies = {"listing_picture_alt": "source"}
    wording_bindings = {"listing_picture_alt": "listing_picture"}

    class Meta:
        abstract = True


class HeroMixin(models.Model):
    """The main picture with caption; its credit stands with the picture itself."""

    hero_picture = models.ForeignKey(
        "cms_media.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("main picture"),
    )
    hero_picture_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    hero_caption = models.CharField(
        _("caption"),
        max_length=500,
        blank=True,
        help_text=_("The credit is added by itself from the picture."),
    )

    hero_panels = (
        MultiFieldPanel(
            (FieldPanel("hero_picture"), FieldPanel("hero_picture_alt"), FieldPanel("hero_caption")),
            heading=_("Main picture"),
        ),
    )
    hero_policies = {"hero_picture_alt": "source", "hero_caption": "source"}
    wording_bindings = {"hero_picture_alt": "hero_picture", "hero_caption": "hero_picture"}

    class Meta:
        abstract = True


class SharingMixin(models.Model):
    """How a page appears when it is shared elsewhere."""

    sharing_picture = models.ForeignKey(
        "cms_media.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture when shared"),
    )

    sharing_panels = (FieldPanel("sharing_picture"),)

    class Meta:
        abstract = True


class MaintenanceMixin(models.Model):
    """When the page is to be looked at again, and what readers are told about its last change."""

    review_on = models.DateField(_("review on"), null=True, blank=True, help_text=_("Staff are reminded on this day."))
    changed_on = models.DateField(_("last change on"), null=True, blank=True, help_text=_("Shown with the note."))
    change_note = models.CharField(
        _("note on the last change"),
        max_length=255,
        blank=True,
        help_text=_("What readers should know of the change."),
    )

    maintenance_panels = (
        MultiFieldPanel(
            (FieldPanel("changed_on"), FieldPanel("change_note"), FieldPanel("review_on")),
            heading=_("Changes and review"),
            classname="collapsed",
        ),
    )
    maintenance_policies = {"change_note": "withhold"}

    class Meta:
        abstract = True
