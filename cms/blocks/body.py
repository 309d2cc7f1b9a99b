"""The body's stream block: the host's blocks and whatever plugins contribute."""

import logging
from contextlib import nullcontext
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.html import format_html_join
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter, StreamValue

from cms.media.services.rights import restricted_collections
from cms.plugins.registry import registry
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .accordion import AccordionBlock
from .call_to_action import CallToActionBlock
from .contact_card import ContactCardBlock
from .document import DocumentBlock
from .entity_lists import PersonListBlock, PlaceListBlock
from .fact_box import FactBoxBlock
from .gallery import GalleryBlock
from .link_list import LinkListBlock
from .page_list import PageListBlock
from .picture import PictureBlock
from .quote import QuoteBlock
from .table import TableBlock
from .text import HeadingBlock, RichTextBlock
from .timeline import TimelineBlock
from .unavailable import ChildBlocks, Unavailable, UnavailableBlock
from .video import VideoBlock

# In the order of the editor's menu, group by group.
HOST_BLOCKS = {
    "heading": HeadingBlock,
    "rich_text": RichTextBlock,
    "quote": QuoteBlock,
    "fact_box": FactBoxBlock,
    "table": TableBlock,
    "timeline": TimelineBlock,
    "accordion": AccordionBlock,
    "picture": PictureBlock,
    "gallery": GalleryBlock,
    "video": VideoBlock,
    "document": DocumentBlock,
    "link_list": LinkListBlock,
    "page_list": PageListBlock,
    "call_to_action": CallToActionBlock,
    "contact_card": ContactCardBlock,
    "person_list": PersonListBlock,
    "place_list": PlaceListBlock,
}
FORM_TYPE = UnavailableBlock.FORM_TYPE

logger = logging.getLogger(__name__)


class BodyBlock(blocks.StreamBlock):
    """Blocks a page's body may hold, by the name they are stored under for ever.

    Stored blocks of other names (their plugin is not active) survive load, form and save.
    Templates show the body by {% include_block page.body %}, which tells each block its path.
    """

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        contributed = {**HOST_BLOCKS, **registry.read("content_blocks"), FORM_TYPE: UnavailableBlock}
        super().__init__([*(local_blocks or ()), *((name, block()) for name, block in contributed.items())], **kwargs)
        self.child_blocks = ChildBlocks(self.child_blocks)

    def get_form_state(self, value: Any) -> list[dict[str, Any]]:
        """Unknown blocks appear in the form as the one type the form knows for them."""
        return [self._form_state(child) for child in value or ()]

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> StreamValue:
        """Unknown blocks return from the form under their own name."""
        submitted = super().value_from_datadict(data, files, prefix)
        return StreamValue(self, [child for child in map(self._from_form, submitted) if child is not None])

    def render_basic(self, value: StreamValue, context: dict | None = None) -> str:
        """The blocks one after the other, without wrappers."""
        context = {**(context or {}), "restricted_collections": SimpleLazyObject(restricted_collections)}
        return format_html_join("\n", "{}", ((self._render_child(child, context),) for child in value))

    def _form_state(self, child: StreamValue.StreamChild) -> dict[str, Any]:
        if isinstance(child.block, UnavailableBlock):
            carried = child.block.to_form(child.block.name, child.value)
            return {"type": FORM_TYPE, "value": carried, "id": child.id}
        return {"type": child.block.name, "value": child.block.get_form_state(child.value), "id": child.id}

    def _from_form(self, child: StreamValue.StreamChild) -> StreamValue.StreamChild | None:
        if child.block_type != FORM_TYPE:
            return child
        try:
            name, raw = child.block.from_form(child.value)
        except ValidationError:
            return None
        # A name that has become known meanwhile is read and checked like any other.
        block = self.child_blocks[name]
        return StreamValue.StreamChild(block, block.to_python(raw), id=child.id)

    def _render_child(self, child: StreamValue.StreamChild, context: dict) -> str:
        try:
            return child.render(context={**context, "block_path": f"body.{child.id}"})
        except Exception as error:  # noqa: BLE001  (whatever a plugin raises; the host's own goes on)
            contain(error, child, getattr(context.get("page"), "pk", None))
            return ""


class BodyBlockAdapter(StreamBlockAdapter):
    """Uses the definition that does not offer the type standing for unknown blocks."""

    js_constructor = "cms.blocks.BodyBlock"

    @cached_property
    def media(self) -> forms.Media:
        """Wagtail's script, then ours."""
        return super().media + forms.Media(js=[versioned_static("cms/blocks/body-block.js")])


register(BodyBlockAdapter(), BodyBlock)


def present_body(body: StreamValue, recorder: Recorder, locale: str, page_id: int | None = None) -> list[Block]:
    """The blocks for the API; a block of a plugin that fails becomes Unavailable and is logged."""
    return [_present_child(child, recorder, locale, page_id) for child in body]


def _present_child(child: StreamValue.StreamChild, recorder: Recorder, locale: str, page_id: int | None) -> Block:
    # A savepoint, so that a failed query of a plugin's block does not spoil the publish around it.
    contributed = child.block_type in registry.read("content_blocks")
    if child.block_type not in HOST_BLOCKS:
        recorder.block(child.block_type, shown=contributed)
    risky = connection.in_atomic_block and contributed
    try:
        with transaction.atomic() if risky else nullcontext():
            return child.block.present(child.value, child.id, recorder, locale)
    except Exception as error:  # noqa: BLE001  (whatever a plugin raises; the host's own goes on)
        contain(error, child, page_id)
        return Unavailable(id=child.id, name=child.block_type)


def contain(error: Exception, child: StreamValue.StreamChild, page_id: int | None) -> None:
    """Log a plugin's failure with its place; raise the host's own failures."""
    if child.block_type not in registry.read("content_blocks"):
        raise error
    logger.error(
        "Block of a plugin failed",
        exc_info=error,
        extra={
            "plugin": registry.owner("content_blocks", child.block_type),
            "block_type": child.block_type,
            "block_id": child.id,
            "page_id": page_id,
        },
    )
