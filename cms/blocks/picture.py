"""A picture in the body."""

from typing import ClassVar, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.media.models import Picture
from cms.schemas import pictures
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock


class PictureShape(Block):
    """A picture; null when it may not be shown any more."""

    words: ClassVar[tuple[str, ...]] = ("picture.caption", "picture.alt", "picture.credit")

    type: Literal["picture"] = "picture"
    picture: pictures.Picture | None = Field(description="Null when it may not be shown any more.")


class PictureBlock(ContentBlock, blocks.StructBlock):
    """A picture with the alternative text of this use; the credit stands with the picture itself."""

    picture = ImageChooserBlock(label=_("Picture"), help_text=_("Needs a credit before the page can be published."))
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=255,
        required=False,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"),
        required=False,
        help_text=_("The picture tells nothing that the text does not; screen readers pass over it."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        max_length=500,
        required=False,
        help_text=_("The credit is added by itself from the picture."),
    )

    api_schema = PictureShape

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> PictureShape:
        """A decorative picture has no alternative text."""
        alt = "" if value["decorative"] else value["alt_text"]
        return PictureShape(id=block_id, picture=recorder.picture(value["picture"], alt, value["caption"]))

    def get_preview_value(self) -> blocks.StructValue:
        """The newest picture of the library with a sample caption."""
        return self.normalize(
            {
                "picture": Picture.objects.order_by("-pk").first(),
                "alt_text": "",
                "decorative": True,
                "caption": _("What can be seen, who and where"),
            }
        )

    class Meta:
        icon = "image"
        group = _("Pictures and files")
        label = _("Picture")
        description = _("A picture with caption; readers see its credit beside it.")
        template = "cms/blocks/picture.html"
        label_format = "{caption}"
