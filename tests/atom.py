"""An Atom feed read by the rules of RFC 4287, as strict readers read it."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.test import Client

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# (least, most) of each element; what is not named may not be there.
IN_FEED = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 1), "link": (2, 2), "entry": (0, 30),
    "subtitle": (0, 1),
}  # fmt: skip
IN_ENTRY = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "link": (1, 1), "summary": (0, 1),
    "category": (0, 100),
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """What a reader shows of one."""

    id: str
    title: str
    link: str
    updated: datetime
    published: datetime | None
    summary: str
    categories: list[str]


@dataclass(frozen=True)
class AtomDocument:
    """A feed that keeps the rules."""

    id: str
    title: str
    language: str
    author: str
    updated: datetime
    links: dict[str, str]
    entries: list[Entry]


def read_feed(client: Client, address: str) -> AtomDocument:
    """Asks for a feed and asserts the rules that the RFC states with MUST."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return parsed(response.content)


def parsed(content: bytes) -> AtomDocument:
    """The feed of these bytes; fails where a rule is broken."""
    root = ElementTree.fromstring(content)  # noqa: S314  (our own)
    assert root.tag == f"{ATOM}feed"
    _counted(root, IN_FEED)
    entries = [_entry(element) for element in root.findall(f"{ATOM}entry")]
    ids = [entry.id for entry in entries]
    assert len(ids) == len(set(ids))
    return AtomDocument(
        id=_iri(_text(root, "id")),
        title=_text(root, "title"),
        language=root.get(LANGUAGE),
        author=_text(root.find(f"{ATOM}author"), "name"),
        updated=_moment(_text(root, "updated")),
        links={link.get("rel"): _iri(link.get("href")) for link in root.findall(f"{ATOM}link")},
        entries=entries,
    )


def _entry(element: ElementTree.Element) -> Entry:
    _counted(element, IN_ENTRY)
    published = element.find(f"{ATOM}published")
    summary = element.find(f"{ATOM}summary")
    assert element.find(f"{ATOM}link").get("rel") == "alternate"
    return Entry(
        id=_iri(_text(element, "id")),
        title=_text(element, "title"),
        link=_iri(element.find(f"{ATOM}link").get("href")),
        updated=_moment(_text(element, "updated")),
        published=None if published is None else _moment(published.text),
        summary="" if summary is None else summary.text,
        categories=[category.get("term") for category in element.findall(f"{ATOM}category")],
    )


def _counted(element: ElementTree.Element, allowed: dict[str, tuple[int, int]]) -> None:
    names = [child.tag.removeprefix(ATOM) for child in element]
    assert set(names) <= set(allowed)
    wrong = {
        name: names.count(name) for name, (least, most) in allowed.items() if not least <= names.count(name) <= most
    }
    assert wrong == {}


def _text(element: ElementTree.Element, name: str) -> str:
    text = element.find(f"{ATOM}{name}").text
    assert text
    return text


def _iri(text: str) -> str:
    assert urlsplit(text).scheme in {"http", "https", "tag"}
    return text


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None
    return moment
