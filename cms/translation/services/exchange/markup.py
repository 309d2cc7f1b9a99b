"""Rich text as it stands in a file: without block keys, links and embeds by number; and back, checked."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Set
from functools import cache
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.rich_text import features as registry

from cms.translation.richtext import ATTRIBUTE, BLOCK_KEY

BOUND = re.compile(r"<(a|embed)\b[^>]*?(/?)>")
NAME = re.compile(r"<(\w+)")
UNFINISHED = re.compile(r"<[/a-zA-Z][^<>]*(?=<|$)")
DECLARATION = re.compile(r"<[!?]")
VOID = frozenset({"br", "embed", "hr"})
BLOCKS = frozenset({"p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "embed"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

Names = Mapping[str, str]


class MarkupRefused(ValueError):
    """Markup that would be lost or do harm; `reasons` are for whoever wrote it."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = list(dict.fromkeys(reasons))
        super().__init__(self.reasons)


def names_of(source: str, value: str = "") -> dict[str, str]:
    """{"a1": tag} of the links and embeds of a source text, then of those that only its translation has."""
    found: dict[str, str] = {}
    numbers: dict[str, int] = defaultdict(int)
    known = {_target(tag) for tag in _bound(source)}
    for tag in [*_bound(source), *(tag for tag in _bound(value) if _target(tag) not in known)]:
        letter = NAME.match(tag)[1][0]
        numbers[letter] += 1
        found[f"{letter}{numbers[letter]}"] = tag
    return found


def written(html: str, names: Names) -> str:
    """A rich text as translators see it in a file."""
    waiting: dict[tuple, deque[str]] = defaultdict(deque)
    for name, tag in names.items():
        waiting[_target(tag)].append(name)

    def numbered(match: re.Match) -> str:
        queue = waiting[_target(match[0])]
        # Each occurrence of the same target has a name of its own; the last serves for those beyond.
        name = queue.popleft() if len(queue) > 1 else queue[0]
        return f'<{match[1]} id="{name}"{match[2]}>'

    return BOUND.sub(numbered, BLOCK_KEY.sub("", html))


def read(text: str, names: Names, needed: Set[str], allowed: Set[str], strict: bool = True) -> str:
    """A rich text from a file as it is stored; raises MarkupRefused.

    Without `strict`, links are not asked for, and unknown ones keep only their words.
    """
    # Before the parser, which takes minutes for many tags without an end.
    unfinished = UNFINISHED.search(text)
    if unfinished:
        raise MarkupRefused([_("A tag has no end: “%(tag)s”.") % {"tag": unfinished[0][:40]}])
    if DECLARATION.search(text):
        raise MarkupRefused([_("Comments and declarations cannot be used in this text.")])
    reader = _Reader(names, allowed, strict)
    reader.feed(text)
    reader.close()
    reasons = list(reader.reasons)
    reasons += [_("<%(tag)s> is not closed.") % {"tag": name} for name, _shown in reader.open]
    if strict:
        for name in needed:
            if name not in reader.used:
                reasons.append(_("The link or embed “%(name)s” of the source is missing.") % {"name": name})
    if reasons:
        raise MarkupRefused(reasons)
    html = "".join(reader.parts)
    return html if reader.seen & BLOCKS else f"<p>{html}</p>"


def allowed_tags(features: list[str] | None, source: str) -> frozenset[str]:
    """The tags that the field's editor writes, and those that stand in the source text already."""
    return _tags_of(tuple(features or registry.get_default_features())) | {
        name.lower() for name in NAME.findall(source)
    }


@cache
def _tags_of(features: tuple[str, ...]) -> frozenset[str]:
    rules = (registry.get_converter_rule("contentstate", feature) for feature in features)
    selectors = (selector for rule in rules if rule for selector in rule["from_database_format"])
    return frozenset({"p", "br"} | {re.match(r"\w+", selector)[0] for selector in selectors})


class _Reader(HTMLParser):
    def __init__(self, names: Names, allowed: Set[str], strict: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.names = names
        self.allowed = allowed
        self.strict = strict
        self.parts: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.used: set[str] = set()
        self.seen: set[str] = set()
        self.reasons: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in self.allowed:
            self.reasons.append(_("The tag <%(tag)s> cannot be used in this text.") % {"tag": tag})
            return
        given = {name: value or "" for name, value in attrs if name != "data-block-key"}
        shown = self._bound(tag, given) if tag in ("a", "embed") else self._plain(tag, given)
        self.parts.append(shown)
        if tag not in VOID:
            self.open.append((tag, bool(shown)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in self.allowed:
            return
        if not self.open or self.open[-1][0] != tag:
            self.reasons.append(_("</%(tag)s> closes nothing here.") % {"tag": tag})
        elif self.open.pop()[1]:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))

    def _plain(self, tag: str, given: dict[str, str]) -> str:
        if given:
            self.reasons.append(
                _("The tag <%(tag)s> cannot have “%(attribute)s” here.") % {"tag": tag, "attribute": min(given)}
            )
        return f"<{tag}/>" if tag in VOID else f"<{tag}>"

    def _bound(self, tag: str, given: dict[str, str]) -> str:
        """The link or embed meant; a link of the translator's own is written out."""
        name = given.get("id", "")
        if set(given) == {"id"} and self.names.get(name, "").startswith(f"<{tag}"):
            self.used.add(name)
            return self.names[name]
        if tag == "a" and set(given) == {"href"} and _scheme(given["href"]) in SCHEMES:
            return f'<a href="{escape(given["href"])}">'
        if self.strict:
            said = name or " ".join(f"{key}={value}" for key, value in given.items())
            self.reasons.append(_("The source has no link or embed “%(name)s”.") % {"name": said[:60]})
        return ""


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def _bound(html: str) -> list[str]:
    return [match[0] for match in BOUND.finditer(html)]


def _target(tag: str) -> tuple[str, frozenset]:
    """What a tag points at, whatever the order of its attributes."""
    return NAME.match(tag)[1], frozenset(ATTRIBUTE.findall(tag))
