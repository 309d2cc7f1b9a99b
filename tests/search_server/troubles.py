"""Servers that accept a request and then do what no search server should."""

import json
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from search.services.facets import groups

LATE = 0.4
# How often a drip sends one more letter, and for how long.
DRIP, DRIPPING = 0.1, 4
Act = Callable[[socket.socket], None]


def saying(status: int, body: Any, kind: str = "application/json", late: float = 0) -> Act:
    """A whole response, some seconds late."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()

    def act(client: socket.socket) -> None:
        time.sleep(late)
        client.sendall(_head(status, kind, len(sent)) + sent)

    return act


def resetting(client: socket.socket) -> None:
    """A response that breaks off within its body, by a reset."""
    client.sendall(_head(200, "application/json", 1000) + b'{"hits": {"total"')
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def ending(client: socket.socket) -> None:
    """The same, by an orderly end."""
    client.sendall(_head(200, "application/json", 1000) + b'{"hits": {"total"')


def dripping(client: socket.socket) -> None:
    """A response of which a letter comes now and then: no single wait is long."""
    client.sendall(_head(200, "application/json", 1000))
    for _ in range(int(DRIPPING / DRIP)):
        client.sendall(b" ")
        time.sleep(DRIP)


def nothing_found(documents: int) -> dict[str, Any]:
    """What an index of so many documents says of a question that none of them matches, and of their number."""
    hits: dict[str, Any] = {"timed_out": False, "hits": {"hits": [], "total": {"value": 0}}}
    counts = hits | {"aggregations": {f"facet{number}": {"buckets": []} for number in range(len(groups()))}}
    return {"responses": [hits, counts], "count": documents}


@contextmanager
def troubled(act: Act) -> Iterator[str]:
    """The address of a server that does this with every request."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                if _request_is_read(self.request):
                    act(self.request)
            except OSError:
                # Whoever asked has gone.
                return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _request_is_read(client: socket.socket) -> bool:
    received = b""
    while b"\r\n\r\n" not in received:
        if not (more := client.recv(65536)):
            return False
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [line.partition(b":")[2] for line in head.splitlines() if line.lower().startswith(b"content-length:")]
    left = int(lengths[0]) - len(body) if lengths else 0
    while left > 0 and (more := client.recv(65536)):
        left -= len(more)
    return True


def _head(status: int, kind: str, length: int) -> bytes:
    return (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n"
        "x-elastic-product: Elasticsearch\r\nconnection: close\r\n\r\n"
    ).encode()
