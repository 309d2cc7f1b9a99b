"""Several pictures that belong together."""

from typing import Any, ClassVar, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.media.models import Picture
from cms.schemas import pictures
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock

MOST = 24


class Gallery(Block):
    """Pictures under a title; those that may not be shown any more are left out."""

    words: ClassVar[tuple[str, ...]] = ("title", "pictures.caption", "pictures.alt", "pictures.credit")

    type: Literal["gallery"] = "gallery"
    title: str
    pictures: list[pictures.Picture]


class GalleryPictureBlock(blocks.StructBlock):
    """One picture of a gallery; readers who cannot see it are told what it shows."""

    picture = ImageChooserBlock(label=_("Picture"), help_text=_("Needs a credit before the page can be published."))
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=255,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        max_length=500,
        required=False,
        help_text=_("The credit is added by itself from the picture."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{alt_text}"


class GalleryBlock(ContentBlock, blocks.StructBlock):
    """Pictures side by side, each with caption and credit."""

    title = blocks.CharBlock(label=_("Title"), max_length=255)
    pictures = blocks.ListBlock(GalleryPictureBlock(), label=_("Pictures"), min_num=2, max_num=MOST)

    api_schema = Gallery

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> Gallery:
        """The pictures that may be shown."""
        shown = (recorder.picture(use["picture"], use["alt_text"], use["caption"]) for use in value["pictures"])
        return Gallery(id=block_id, title=value["title"], pictures=[picture for picture in shown if picture])

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds the uses as (id of the item, use)."""
        context = super().get_context(value, parent_context=parent_context)
        context["uses"] = [(item.id, item.value) for item in value["pictures"].bound_blocks]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """The newest pictures of the library."""
        newest = Picture.objects.order_by("-pk")[:4]
        uses: list[dict[str, Any]] = [
            {"picture": picture, "alt_text": gettext("What the picture shows"), "caption": ""} for picture in newest
        ]
        return self.normalize({"title": gettext("Pictures of the opening"), "pictures": uses})

    class Meta:
        icon = "images"
        group = _("Pictures and files")
        label = _("Gallery")
        description = _("Pictures side by side, each with caption and credit.")
        template = "cms/blocks/gallery.html"
        label_format = "{title}"
