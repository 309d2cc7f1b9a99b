"""Blocks of running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HeadingBlock(blocks.StructBlock):
    """A sub-heading of level 2 or 3."""

    text = blocks.CharBlock(label=_("heading"), max_length=255)
    level = blocks.ChoiceBlock(label=_("level"), choices=[("2", "2"), ("3", "3")], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")


class RichTextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
