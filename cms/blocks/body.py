"""The body's stream block: the host's blocks and whatever plugins contribute."""

from typing import Any

from wagtail import blocks

from cms.plugins.registry import registry

from .text import HeadingBlock, RichTextBlock

HOST_BLOCKS = {
    "heading": HeadingBlock,
    "rich_text": RichTextBlock,
}


class BodyBlock(blocks.StreamBlock):
    """Blocks a page's body may hold, by the name they are stored under for ever."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        contributed = {**HOST_BLOCKS, **registry.read("content_blocks")}
        super().__init__([*(local_blocks or ()), *((name, block()) for name, block in contributed.items())], **kwargs)
