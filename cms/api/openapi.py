"""OpenAPI 3.1 with bodies typed down to the block, whichever plugins are active; the same bytes at every start."""

import json
import re
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation
from pydantic.json_schema import models_json_schema

from cms.blocks.fields import OpenStreamField
from cms.schemas.problem import Problem

from .errors import PREVIEW_SCHEME
from .trimming import MEDIA_TYPE

REFERENCE = "#/components/schemas/{model}"
REFERRED = re.compile(r"#/components/schemas/(\w+)")
PART = {"type": "object", "description": "The same, of each page only the fields that were asked for."}
PLAIN_BLOCK = {"$ref": REFERENCE.format(model="Block")}
# Every operation may answer these; what else it answers stands with it.
COMMON_PROBLEMS = {
    "400": "A parameter is unknown or has a wrong value.",
    "403": "The preview token is missing, forged, expired, withdrawn or of another page.",
    "404": "There is no such public page or address.",
    "405": "Only GET, HEAD and OPTIONS are answered.",
    "410": "A public page stood there and was withdrawn.",
    "429": "The client asked too often.",
    "500": "The request could not be answered.",
    "503": "The service is away for a moment.",
}
ONLY_WHERE_DECLARED = {"403", "410", "429"}
HEADERS = {
    "ETag": ("Validator of this representation; send it as If-None-Match.", "string"),
    "Cache-Control": ("Public, its age ends when the rendering changes by the clock; of a draft no-store.", "string"),
    "Last-Modified": ("When the rendering last changed; of single pages only.", "string"),
    "Retry-After": ("Seconds after which to ask again.", "integer"),
}
CONDITIONS = {
    "If-None-Match": "An ETag received before; 304 when it is still current.",
    "If-Modified-Since": "A Last-Modified received before; ignored when If-None-Match is sent.",
}

TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "Stands as token in the address at which the editor opens the front end; lasts 15 minutes.",
}

Description = dict[str, Any]


class DescribedAPI(NinjaAPI):
    """A NinjaAPI whose description names every block, header and problem."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """list_pages for the host's, news_articles for a plugin's: clients name their methods after it."""
        plugin = operation.view_func.__module__.partition(".")[0]
        return operation.view_func.__name__ if plugin == "cms" else f"{plugin}_{operation.view_func.__name__}"

    def get_openapi_schema(self, **kwargs: Any) -> Description:
        """Ninja's description; lists of blocks become lists of the blocks there are."""
        schema = super().get_openapi_schema(**kwargs)
        components = schema["components"]["schemas"]
        union, definitions = block_union()
        components.update({name: found for name, found in definitions.items() if name not in components})
        for component in components.values():
            body = component.get("properties", {}).get("body", {})
            if body.get("items") == PLAIN_BLOCK:
                body["items"] = union
        _problem, described = models_json_schema([(Problem, "serialization")], ref_template=REFERENCE)
        components.update(described["$defs"])
        for path in schema["paths"].values():
            describe_http(path["get"])
        kept = referred(schema["paths"], components)
        schema["components"] = {
            **schema["components"],
            "schemas": {name: untitled(components[name]) for name in sorted(kept)},
            "headers": {name: _header(*about) for name, about in HEADERS.items()},
            "securitySchemes": {PREVIEW_SCHEME: TOKEN},
        }
        return schema


def describe_http(operation: Description) -> None:
    """Conditions, validators, 304 and problems of one operation."""
    parameters = operation.setdefault("parameters", [])
    for parameter in parameters:
        parameter["schema"] = _never_null(parameter["schema"])
    is_public = "security" not in operation
    parameters += [
        {"in": "header", "name": name, "required": False, "description": text, "schema": {"type": "string"}}
        for name, text in CONDITIONS.items()
        if is_public
    ]
    declared = operation["responses"]
    success = declared.pop(200)
    if any(parameter["name"] == "fields" for parameter in parameters):
        success = {**success, "content": {**success["content"], MEDIA_TYPE: {"schema": PART}}}
    validators = _headers(*(("ETag", "Cache-Control", "Last-Modified") if is_public else ("Cache-Control",)))
    responses = {"200": {**success, "description": "OK", "headers": validators}}
    if is_public:
        responses["304"] = {"description": "The client's copy is current.", "headers": validators}
    for status, text in COMMON_PROBLEMS.items():
        if status not in ONLY_WHERE_DECLARED or int(status) in declared:
            responses[status] = _problem(text)
    for status in {"429", "503"} & responses.keys():
        responses[status]["headers"] = _headers("Retry-After")
    operation["responses"] = responses


def referred(paths: Description, components: Description) -> set[str]:
    """Names of the components that an answer is made of, whatever Ninja has collected besides."""
    found: set[str] = set()
    pending = set(REFERRED.findall(json.dumps(paths)))
    while pending:
        name = pending.pop()
        found.add(name)
        pending |= set(REFERRED.findall(json.dumps(components[name]))) - found
    return found


def untitled(component: Description) -> Description:
    """Without the titles that only repeat the names of fields."""
    fields = component.get("properties", {}).items()
    named = {name: {key: value for key, value in about.items() if key != "title"} for name, about in fields}
    return {**component, "properties": named}


def block_union() -> tuple[Description, Description]:
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


def _never_null(schema: Description) -> Description:
    """A parameter is left out, never null; its description stands beside the schema already."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    kept = {name: value for name, value in schema.items() if name not in ("anyOf", "description", "title")}
    return {**kept, **choices[0]} if len(choices) == 1 else {**kept, **({"anyOf": choices} if choices else {})}


def _headers(*names: str) -> Description:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _header(text: str, kind: str) -> Description:
    return {"description": text, "schema": {"type": kind}}


def _problem(text: str) -> Description:
    schema = {"$ref": REFERENCE.format(model="Problem")}
    return {"description": text, "content": {"application/problem+json": {"schema": schema}}}
