"""What every block of the body has in common."""

from typing import Any, ClassVar

from wagtail import blocks

from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder


class ContentBlock(blocks.Block):
    """Base of blocks in a page's body, the host's and the plugins'.

    `api_schema` is the shape that `present` returns.
    `translation_policy` says what a language shows of a leaf before its words are approved:
    "source" (marked with its language) or "withhold".
    """

    api_schema: ClassVar[type[Block]]

    def present(self, value: Any, block_id: str, recorder: Recorder, locale: str) -> Block:
        """The block as the API gives it; whatever it reads goes through the recorder."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        """With what the body tells its blocks, also for a block that is rendered alone."""
        alone = {"block_path": "", "restricted_collections": None}
        return {**alone, **super().get_context(value, parent_context)}

    class Meta:
        preview_template = "cms/blocks/preview.html"
        translation_policy = "source"
