"""Turns the demo's body lists into stream values of the source language and words of the others."""

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

DEMO_NAMESPACE = uuid.UUID("8c9a4f0e-5b57-4c57-9c8b-0a8a0d6d2b11")
PAGE_LINK = re.compile(r'<a page="([^"]+)">')


def stable_uuid(*parts: str) -> uuid.UUID:
    """The same key gives the same id in every installation."""
    return uuid.uuid5(DEMO_NAMESPACE, "/".join(parts))


class BodyReader:
    """Reads block lists of one page; `find` gives a picture, person, document or page by kind and key."""

    def __init__(self, page_key: str, source: str, find: Callable[[str, str], Any]) -> None:
        self.page_key = page_key
        self.source = source
        self.find = find
        self.words: dict[str, dict[str, str]] = {}

    def stream(self, blocks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Raw stream data in the source language; fills `words` with {language: {path: value}}."""
        stream = []
        for block in blocks:
            block_id = str(stable_uuid(self.page_key, "body", block["key"]))
            value = getattr(self, f"_{block['type']}")(block, f"body.{block_id}")
            stream.append({"type": block["type"], "value": value, "id": block_id})
        return stream

    def keep(self, path: str, texts: Mapping[str, str]) -> str:
        """Keep the other languages' words of a path; returns the source text."""
        for language, text in texts.items():
            if language != self.source:
                self.words.setdefault(language, {})[path] = self._links(text)
        return self._links(texts.get(self.source, ""))

    def _links(self, text: str) -> str:
        return PAGE_LINK.sub(lambda match: f'<a linktype="page" id="{self.find("page", match[1]).pk}">', text)

    def _heading(self, block: Mapping[str, Any], path: str) -> dict[str, Any]:
        return {"text": self.keep(f"{path}.text", block["text"]), "level": str(block.get("level", 2))}

    def _rich_text(self, block: Mapping[str, Any], path: str) -> str:
        return self.keep(path, {key: block[key] for key in ("de", "ru", "en") if key in block} or block["text"])

    def _picture(self, block: Mapping[str, Any], path: str) -> dict[str, Any]:
        return {
            "picture": self.find("picture", block["picture"]).pk,
            "alt_text": self.keep(f"{path}.alt_text", block["alt"]),
            "decorative": False,
            "caption": self.keep(f"{path}.caption", block.get("caption", {})),
        }

    def _quote(self, block: Mapping[str, Any], path: str) -> dict[str, Any]:
        return {
            "text": self.keep(f"{path}.text", block["text"]),
            "person": self.find("person", block["person"]).pk if block.get("person") else None,
            "attribution": self.keep(f"{path}.attribution", block.get("attribution", {})),
            "function": self.keep(f"{path}.function", block.get("function", {})),
            "source": self.keep(f"{path}.source", block.get("source", {})),
        }

    def _fact_box(self, block: Mapping[str, Any], path: str) -> dict[str, Any]:
        return {
            "title": self.keep(f"{path}.title", block["title"]),
            "text": self.keep(f"{path}.text", block["text"]),
        }

    def _link_list(self, block: Mapping[str, Any], path: str) -> dict[str, Any]:
        links = []
        for order, link in enumerate(block["links"]):
            item_id = str(stable_uuid(self.page_key, "body", block["key"], "links", link.get("key", str(order))))
            value = {
                "label": self.keep(f"{path}.links.{item_id}.label", link["label"]),
                "page": self.find("page", link["page"]).pk if link.get("page") else None,
                "url": link.get("url", ""),
            }
            links.append({"type": "item", "id": item_id, "value": value})
        return {"title": self.keep(f"{path}.title", block.get("title", {})), "links": links}
