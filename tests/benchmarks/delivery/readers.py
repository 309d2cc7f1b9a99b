"""Clients that read all the time what is being published, and say of every answer whether it can be true."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection
from random import Random
from threading import Event, Lock
from time import perf_counter
from typing import Any

from .articles import TOPIC
from .asked import ARTICLES, HOST

VERSION = re.compile(r"Fassung (\d+) von (\d+)")
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}


@dataclass
class Known:
    """What all clients know together: drafts by id, versions that are published for certain, bodies by validator."""

    port: int
    drafts: dict[int, str]
    published: dict[int, int] = field(default_factory=dict)
    bodies: dict[tuple[str, str], bytes] = field(default_factory=dict)
    over: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    etag: str
    length: str | None
    body: bytes


class Reader:
    """One client; `wrong` are the answers that cannot be."""

    def __init__(self, known: Known, number: int) -> None:
        self.known, self.random = known, Random(number)
        self.wrong: list[str] = []
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.seen: dict[int, int] = {}
        self.validators: dict[str, str] = {}
        self.versions: set[int] = set()

    def read(self) -> None:
        """Until it is over."""
        doors: list[Callable[[], None]] = [self.detail, self.detail_again, self.resolve, self.page, self.list]
        while not self.known.over.is_set():
            try:
                self.random.choice(doors)()
            except Exception as error:  # noqa: BLE001  (whatever it is, it is told)
                self.wrong.append(repr(error))

    def detail(self, pk: int = 0) -> None:
        """One article by its id, any unless it is given."""
        pk = pk or self.random.choice(list(self.known.drafts))
        self._one("detail", pk, f"{ARTICLES}{pk}/")

    def resolve(self) -> None:
        """One article by its address."""
        pk, address = self.random.choice(list(self.known.drafts.items()))
        self._one("resolve", pk, f"/api/v1/resolve/?url={address}")

    def page(self) -> None:
        """One article as people read it."""
        pk, address = self.random.choice(list(self.known.drafts.items()))
        self._one("HTML page", pk, address)

    def detail_again(self) -> None:
        """One article, with the validator that this client had last."""
        pk = self.random.choice(list(self.known.drafts))
        path = f"{ARTICLES}{pk}/"
        self._one("detail, if changed", pk, path, self.validators.get(path, ""))

    def list(self) -> None:
        """Articles, whole or by topic; every other time with the validator had last."""
        path = self.random.choice([f"{ARTICLES}?limit=20", f"{ARTICLES}?limit=100", f"{ARTICLES}?topic={TOPIC}"])
        validator = self.validators.get(path, "") if self.random.random() < 0.5 else ""
        before = dict(self.known.published)
        answer = self._ask("list", path, validator)
        if answer.status not in {200, 304}:
            self._tell(path, f"status {answer.status}")
            return
        cards = json.loads(self._body(path, answer))["items"]
        places = [(card["date"], card["id"]) for card in cards]
        if places != sorted(set(places), reverse=True):
            self._tell(path, "not in order")
        shown = {
            card["id"]: self._version(path, json.dumps(card), card["id"])
            for card in cards
            if card["id"] in self.known.drafts
        }
        if "limit=100" in path:
            missing = before.keys() - shown.keys()
            if missing:
                self._tell(path, f"without {missing}")
        for pk, version in shown.items():
            self._not_older(path, pk, version, before.get(pk, 0))

    def _one(self, kind: str, pk: int, path: str, validator: str = "") -> None:
        published = self.known.published.get(pk, 0)
        answer = self._ask(kind, path, validator)
        if answer.status == 404:
            if published or self.seen.get(pk):
                self._tell(path, f"404 of version {published}")
            return
        if answer.status not in {200, 304}:
            self._tell(path, f"status {answer.status}")
            return
        text = self._body(path, answer).decode() if answer.etag else answer.body.decode()
        if path.startswith("/api/"):
            json.loads(text)
        self._not_older(path, pk, self._version(path, text, pk), published)

    def _ask(self, kind: str, path: str, validator: str) -> Answer:
        headers = {**HEADERS, "If-None-Match": validator} if validator else HEADERS
        begun, opened = perf_counter(), HTTPConnection("127.0.0.1", self.known.port, timeout=30)
        try:
            opened.request("GET", path, headers=headers)
            given = opened.getresponse()
            answer = Answer(given.status, given.headers["ETag"] or "", given.headers["Content-Length"], given.read())
        finally:
            opened.close()
        self.seconds[kind].append(perf_counter() - begun)
        self.statuses[kind, answer.status] += 1
        if answer.status == 304 and answer.etag != validator:
            self._tell(path, f"304 of {answer.etag} for {validator}")
        if answer.status != 304 and answer.length is not None and int(answer.length) != len(answer.body):
            self._tell(path, f"{len(answer.body)} bytes of {answer.length}")
        return answer

    def _body(self, path: str, answer: Answer) -> bytes:
        """That of the validator, which never stands for two."""
        with self.known.lock:
            body = self.known.bodies.setdefault((path, answer.etag), answer.body)
        if answer.status == 200 and body != answer.body:
            self._tell(path, f"{answer.etag} of two bodies, {sha256(body).hexdigest()} and another")
        self.validators[path] = answer.etag
        return body

    def _version(self, path: str, text: str, pk: int) -> int:
        versions = {int(version) for version, page in VERSION.findall(text) if page == str(pk)}
        if len(versions) != 1:
            self._tell(path, f"torn: versions {sorted(versions)}")
        self.versions |= versions
        return max(versions, default=0)

    def _not_older(self, path: str, pk: int, version: int, published: int) -> None:
        least = max(published, self.seen.get(pk, 0))
        if version < least:
            self._tell(path, f"version {version} after {least}")
        self.seen[pk] = max(version, self.seen.get(pk, 0))

    def _tell(self, path: str, what: str) -> None:
        self.wrong.append(f"{path}: {what}")


def gathered(readers: list[Reader]) -> Iterator[tuple[str, list[float], dict[int, int]]]:
    """By kind of question: seconds in ascending order, and how often which status."""
    for kind in sorted({kind for reader in readers for kind in reader.seconds}):
        statuses: Counter[Any] = Counter()
        for reader in readers:
            statuses.update({status: count for (name, status), count in reader.statuses.items() if name == kind})
        yield (
            kind,
            sorted(second for reader in readers for second in reader.seconds[kind]),
            dict(sorted(statuses.items())),
        )
