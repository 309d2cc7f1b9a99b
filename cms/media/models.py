"""Pictures and documents with the rights that publishing them needs."""

from pathlib import PurePath

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.utils import generate_signature


class Licence(models.TextChoices):
    """Under which terms a picture or document may be shown."""

    OWN = "own", _("own work")
    PERMISSION = "permission", _("used with permission")
    CC_BY = "CC BY 4.0", _("CC BY 4.0")
    CC_BY_SA = "CC BY-SA 4.0", _("CC BY-SA 4.0")
    CC0 = "CC0 1.0", _("CC0 1.0")
    PUBLIC_DOMAIN = "public-domain", _("public domain")
    PRESS = "press", _("free for press use")


class RightsMixin(models.Model):
    """Credit, licence and expiry of a file."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Shown beside the caption, e.g. photographer / agency."),
    )
    licence = models.CharField(_("licence"), max_length=32, choices=Licence, blank=True)
    licence_note = models.CharField(_("licence note"), max_length=255, blank=True)
    expires_on = models.DateField(
        _("may be shown until"), null=True, blank=True, help_text=_("After this day the file is withdrawn.")
    )

    class Meta:
        abstract = True

    @property
    def is_expired(self) -> bool:
        """Whether the last day on which the file may be shown has passed."""
        return self.expires_on is not None and self.expires_on < timezone.localdate()


class Picture(RightsMixin, AbstractImage):
    """An image with credit and licence; the alternative text belongs to each use."""

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "credit",
        "licence",
        "licence_note",
        "expires_on",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class PictureRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    @property
    def url(self) -> str:
        """The signed address whose view asks for rights; the file's own path is served to nobody."""
        signature = generate_signature(self.image_id, self.filter_spec)
        address = reverse("wagtailimages_serve", args=(signature, self.image_id, self.filter_spec))
        return f"{address}{PurePath(self.file.name).name}"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")
        ]


class DocumentFile(RightsMixin, AbstractDocument):
    """An uploaded file to download."""

    admin_form_fields = ("title", "file", "collection", "credit", "licence", "licence_note", "expires_on")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
