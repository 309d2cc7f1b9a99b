"""How a test asks the web server: from any address of loopback, for the name of the site."""

import http.client
import json
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

HOST = "forum.example"


@dataclass(frozen=True)
class Answer:
    """A response, whose header lines are kept as they came."""

    status: int
    lines: list[tuple[str, str]]
    body: bytes

    def values(self, name: str) -> list[str]:
        """What every line of a header says."""
        return [value for known, value in self.lines if known.lower() == name.lower()]

    @property
    def text(self) -> str:
        """The body in words."""
        return self.body.decode()

    @property
    def problem(self) -> dict[str, Any]:
        """The body of a problem document."""
        assert self.values("content-type") == ["application/problem+json"]
        return json.loads(self.body)


Visit = Callable[..., Answer]


def visitor(plain: int, secure: int, trust: ssl.SSLContext) -> Visit:
    """visit(path, method="GET", body=None, headers={}, address="127.0.0.1", tls=True) -> answer of a new connection."""

    def visit(
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        address: str = "127.0.0.1",
        *,
        tls: bool = True,
        name: str = HOST,
    ) -> Answer:
        server = "::1" if ":" in address else "127.0.0.1"
        asking = http.client.HTTPConnection(name)
        asking.sock = socket.create_connection((server, secure if tls else plain), 20, source_address=(address, 0))
        if tls:
            asking.sock = trust.wrap_socket(asking.sock, server_hostname=name)
        try:
            asking.request(method, path, body, headers or {})
            answer = asking.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            asking.close()

    return visit
