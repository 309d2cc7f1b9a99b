"""OpenAPI 3.1 with bodies typed down to the block, whichever plugins are active."""

from typing import Any

from ninja import NinjaAPI
from pydantic.json_schema import models_json_schema

from cms.blocks.fields import OpenStreamField

REFERENCE = "#/components/schemas/{model}"
PLAIN_BLOCK = {"$ref": REFERENCE.format(model="Block")}


class DescribedAPI(NinjaAPI):
    """A NinjaAPI whose description names every block a body may hold."""

    def get_openapi_schema(self, **kwargs: Any) -> dict[str, Any]:
        """Ninja's description; lists of blocks become lists of the blocks there are."""
        schema = super().get_openapi_schema(**kwargs)
        components = schema["components"]["schemas"]
        union, definitions = block_union()
        components.update({name: found for name, found in definitions.items() if name not in components})
        for component in components.values():
            body = component.get("properties", {}).get("body", {})
            if body.get("items") == PLAIN_BLOCK:
                body["items"] = union
        return schema


def block_union() -> tuple[dict[str, Any], dict[str, Any]]:
    """(schema of any block, definitions it refers to)."""
    stream = OpenStreamField().stream_block
    blocks = {block.api_schema for block in stream.child_blocks.values() if hasattr(block, "api_schema")}
    ordered = sorted(blocks, key=lambda block: block.__name__)
    _map, described = models_json_schema([(block, "serialization") for block in ordered], ref_template=REFERENCE)
    references = {
        block.model_fields["type"].default: REFERENCE.format(model=block.__name__)
        for block in ordered
        if block.model_fields["type"].default
    }
    union = {
        "oneOf": [{"$ref": REFERENCE.format(model=block.__name__)} for block in ordered],
        "discriminator": {"propertyName": "type", "mapping": references},
    }
    return union, described["$defs"]
