"""Words that stand nowhere else: each text field gets its own, so that answers show where a text went."""

from itertools import count
from typing import Any

from django.db.models import CharField, EmailField, Field, TextField, URLField

# Every mark begins alike, so that a search for the beginning would find them all.
PREFIX = "zq"
# Not texts but codes, or written by Wagtail.
UNMARKED = {"slug", "url_path", "draft_title", "time_zone", "path", "since", "starts", "as_of"}


class Marks:
    """Makes marks and remembers them with what they stand for."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}
        self._numbers = count()

    def new(self, what: str) -> str:
        """A new mark: letters and digits, which no folding or escaping changes; short enough for codes."""
        word = "".join(letter for letter in what.casefold() if letter.isalnum())[:24]
        made = f"{PREFIX}{word}{next(self._numbers)}x"
        self.made[made] = what
        return made

    def texts(self, model: type, what: str | None = None) -> dict[str, str]:
        """A marked value for every text field of a model: one mark for all when `what` is given, else each its own."""
        shared = self.new(what) if what else None
        return {
            found.name: _text(found, shared or self.new(f"{model.__name__}.{found.name}"))
            for found in model._meta.get_fields()
            if _is_text(found)
        }

    def body(self, mark: str) -> list[dict[str, Any]]:
        """Blocks with the mark in each text."""
        link = {"label": mark, "page": None, "url": f"https://example.org/{mark}"}
        links = [item(link)]
        text, event = f"<p>{mark}</p>", {"day": "1987-06-20", "precision": "day"}
        nobody = {"email": f"{mark}@example.org", "organisation": None, "person": None}
        quote = {"text": mark, "person": None, "attribution": mark, "function": mark, "source": mark}
        blocks = (
            ("heading", {"text": mark, "level": "2"}),
            ("rich_text", f"<p>{mark}</p>"),
            ("quote", quote),
            ("fact_box", {"title": mark, "text": f"<p>{mark}</p>"}),
            ("link_list", {"title": mark, "links": links}),
            ("table", {"caption": mark, "head": mark, "rows": [item(mark)], "row_names": False, "source": mark}),
            ("timeline", {"title": mark, "events": [item({**event, "title": mark, "text": text})]}),
            ("accordion", {"sections": [item({"title": mark, "text": text})]}),
            ("video", {"url": "https://vimeo.com/123456789", "title": mark, "poster": None, "transcript": text}),
            ("call_to_action", {"label": mark, "page": None, "url": f"https://example.org/{mark}", "text": mark}),
            ("contact_card", {**dict.fromkeys(("title", "phone", "address", "note"), mark), **nobody}),
        )
        return [{"type": name, "value": value, "id": f"m{order}"} for order, (name, value) in enumerate(blocks)]

    def found_in(self, text: str) -> set[str]:
        """What the marks in a text stand for."""
        words = text.casefold()
        return {what for mark, what in self.made.items() if mark in words}


def item(value: Any) -> dict[str, Any]:
    """One raw item of a list block."""
    return {"type": "item", "value": value, "id": "l"}


def _is_text(found: Any) -> bool:
    if not isinstance(found, CharField | TextField) or found.choices or found.name in UNMARKED:
        return False
    return found.editable and not found.primary_key


def _text(found: Field, mark: str) -> str:
    if isinstance(found, URLField):
        return f"https://example.org/{mark}"
    return f"{mark}@example.org" if isinstance(found, EmailField) else mark
