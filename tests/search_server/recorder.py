"""An HTTP server on loopback that writes down what it is asked, or says nothing at all."""

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Request = tuple[str, str, dict[str, str], Any]


class Recorder(ThreadingHTTPServer):
    """Answers every request, `delay` seconds late, with `answers` by its path (a status and a body), else with {}."""

    daemon_threads = True

    def __init__(self, answers: Mapping[str, tuple[int, Any]], delay: float = 0) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = answers
        self.delay = delay
        self.requests: list[Request] = []

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Keeps method, path, parameters and body; headers are each client's own."""

    protocol_version = "HTTP/1.1"
    server: Recorder

    def answer(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        lines = (
            [json.loads(line) for line in body.splitlines()]
            if "ndjson" in self.headers.get("content-type", "")
            else None
        )
        self.server.requests.append(
            (self.command, parts.path, dict(parse_qsl(parts.query)), lines or (json.loads(body) if body else None))
        )
        status, told = self.server.answers.get(parts.path, (200, {}))
        sent = json.dumps(told).encode()
        time.sleep(self.server.delay)
        self.send_response(status)
        self.send_header("content-type", "application/json")
        # By this the client of Elasticsearch knows its server.
        self.send_header("x-elastic-product", "Elasticsearch")
        self.send_header("content-length", str(len(sent)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(sent)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Nothing: what was asked is kept."""


@contextmanager
def recording(answers: Mapping[str, tuple[int, Any]] | None = None, delay: float = 0) -> Iterator[Recorder]:
    """A recorder at work."""
    with Recorder(answers or {}, delay) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@contextmanager
def black_hole() -> Iterator[str]:
    """The address of a server that accepts every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def closed_port() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"
