"""What news put into the body of any page: the latest articles that fit."""

from typing import Any, ClassVar, Literal
from urllib.parse import urlencode

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks

from cms.blocks.content import ContentBlock
from cms.content_store.services import reading
from cms.entities.choosers import TopicChooserBlock
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder
from news.models import ArticleKind

TYPE, KIND_FACET, TOPIC_FACET = "news.article", "news:kind", "topic"
FEWEST, USUAL, MOST = 1, 3, 12


class Latest(Block):
    """A list of the latest articles, to be asked for when it is shown: it changes while this page does not."""

    words: ClassVar[tuple[str, ...]] = ("title",)

    type: Literal["news_latest"] = "news_latest"
    title: str = Field(description="May be empty.")
    kind: str = Field(description="Of the articles; empty for all kinds.")
    topic: str = Field(description="Key of a topic they have; empty for all.")
    limit: int = Field(description="How many are shown.")
    url: str = Field(description="Operation of this API that gives the cards.")


class LatestBlock(ContentBlock, blocks.StructBlock):
    """The newest articles of a kind or topic, always as they are when somebody reads."""

    title = blocks.CharBlock(label=_("Title"), max_length=255, required=False)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=ArticleKind.choices, required=False, help_text=_("Empty: all."))
    topic = TopicChooserBlock(label=_("Topic"), required=False, help_text=_("Empty: all."))
    limit = blocks.IntegerBlock(label=_("How many"), min_value=FEWEST, max_value=MOST, default=USUAL)

    api_schema = Latest

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> Latest:
        """What to ask for."""
        topic = recorder.name(value["topic"]).key if value["topic"] else ""
        asked = {"locale": locale, "kind": value["kind"], "topic": topic, "limit": value["limit"]}
        return Latest(
            id=block_id,
            title=value["title"],
            kind=value["kind"] or "",
            topic=topic,
            limit=value["limit"],
            url=f"/api/v1/news/articles/?{urlencode({name: given for name, given in asked.items() if given})}",
        )

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds the cards, but for the page that holds the block; in one query."""
        context = super().get_context(value, parent_context=parent_context)
        asked = {KIND_FACET: value["kind"], TOPIC_FACET: str(value["topic"].key) if value["topic"] else ""}
        facets = {name: given for name, given in asked.items() if given}
        limit = value["limit"]
        cards = reading.list_cards(get_language() or "", types=[TYPE], facets=facets, limit=limit + 1).cards
        holder = getattr(context.get("page"), "pk", None)
        context["cards"] = [card for card in cards if card["id"] != holder][:limit]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """The newest of all."""
        sample: dict[str, Any] = {"title": gettext("News"), "kind": "", "topic": None, "limit": USUAL}
        return self.normalize(sample)

    class Meta:
        icon = "list-ul"
        group = _("Links")
        label = _("Latest articles")
        description = _("The newest articles of a kind or topic; the list follows by itself.")
        template = "news/blocks/latest.html"
        label_format = "{title}"


content_blocks = {"news_latest": LatestBlock}
