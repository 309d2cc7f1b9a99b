"""A video of another site, from which nothing is fetched before somebody asks for it."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from cms.media.models import Picture
from cms.schemas import pictures
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock
from .text import TEXT_FEATURES


@dataclass(frozen=True)
class Provider:
    """A site whose player may stand in a frame (`frame-src` of the settings names its host)."""

    name: str
    address: re.Pattern[str]
    frame: str


PROVIDERS = (
    Provider(
        "YouTube",
        re.compile(
            r"https://(?:youtu\.be/|(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/))([\w-]{11})\b"
        ),
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1&rel=0",
    ),
    Provider(
        "Vimeo",
        re.compile(r"https://(?:www\.)?vimeo\.com/(\d{6,12})\b"),
        "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
    ),
    Provider(
        "RuTube",
        re.compile(r"https://rutube\.ru/video/([0-9a-f]{32})\b"),
        "https://rutube.ru/play/embed/{}?autoplay=1",
    ),
)


class Video(Block):
    """A video elsewhere; nothing of it may be fetched before readers ask for it."""

    words: ClassVar[tuple[str, ...]] = ("title", "transcript", "poster.credit")

    type: Literal["video"] = "video"
    title: str
    url: str = Field(description="Of the video's page elsewhere.")
    provider: str = Field(description="To whom readers' browsers speak once the video is played.")
    embed_url: str = Field(description="Of the player, for a frame that is made when readers ask for it.")
    poster: pictures.Picture | None = Field(description="Shown until then; null when there is none to show.")
    transcript: str = Field(description="HTML: what is said and shown.")


class VideoValue(blocks.StructValue):
    """Where the video is played."""

    @property
    def player(self) -> tuple[str, str]:
        """(name of the provider, address of its player); ("", "") for an address nobody knows."""
        for provider in PROVIDERS:
            if found := provider.address.match(self["url"] or ""):
                return provider.name, provider.frame.format(found[1])
        return "", ""


class VideoBlock(ContentBlock, blocks.StructBlock):
    """A video of another site behind a still of our own, with its words as text."""

    url = blocks.URLBlock(
        label=_("Address of the video"),
        help_text=_("Its page at YouTube, Vimeo or RuTube. Nothing is fetched from there before readers ask for it."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    poster = ImageChooserBlock(label=_("Still"), required=False, help_text=_("Shown until the video is played."))
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=TEXT_FEATURES,
        help_text=_("What is said and shown, for those who cannot hear or see it."),
    )

    api_schema = Video

    def clean(self, value: Any) -> blocks.StructValue:
        """Refuse addresses of which no player is known."""
        cleaned = super().clean(value)
        if cleaned["url"] and not cleaned.player[1]:
            message = _("Give the address of a video's page at YouTube, Vimeo or RuTube.")
            raise StructBlockValidationError({"url": ValidationError(message)})
        return cleaned

    def present(self, value: VideoValue, block_id: str, recorder: Recorder, locale: str) -> Video:
        """Where it is played, and its words."""
        provider, player = value.player
        return Video(
            id=block_id,
            title=value["title"],
            url=value["url"],
            provider=provider,
            embed_url=player,
            poster=recorder.picture(value["poster"]),
            transcript=recorder.rich_text(value["transcript"].source),
        )

    def get_context(self, value: VideoValue, parent_context: dict | None = None) -> dict:
        """Adds `provider` and the address of its `player`."""
        context = super().get_context(value, parent_context=parent_context)
        context["provider"], context["player"] = value.player
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """A sample with the newest picture of the library."""
        said = gettext("The mayors greet the guests.")
        return self.normalize(
            {
                "url": "https://vimeo.com/1000000",
                "title": gettext("Pictures of the opening"),
                "poster": Picture.objects.order_by("-pk").first(),
                "transcript": f"<p>{said}</p>",
            }
        )

    class Meta:
        icon = "media"
        group = _("Pictures and files")
        label = _("Video")
        description = _("A video of another site, fetched only when readers ask for it, with its words as text.")
        template = "cms/blocks/video.html"
        value_class = VideoValue
        label_format = "{title}"
