"""smoke.py FOLDER: `make run` there from nothing, look at the site, end it as Ctrl-C does."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

START_SECONDS = 180
STOP_SECONDS = 15
PAGES = ("/de/", "/ru/", "/en/")
LIST = "/api/v1/pages/"
STYLESHEET = re.compile(r'<link[^>]* href="(/[^"]+\.css[^"]*)"')
PICTURE = re.compile(r'<img[^>]* src="(/[^"]+)"')


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_ready(base: str) -> bool:
    """Whether everything the site needs answers."""
    try:
        with urlopen(f"{base}/readyz", timeout=5) as response:  # noqa: S310  (our own server)
            return response.status == HTTPStatus.OK
    except (URLError, OSError):
        return False


def left_in(folder: Path) -> list[str]:
    """Command lines of the processes that still work in the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve().is_relative_to(folder) and int(process.name) != os.getpid():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def read(base: str, address: str, kind: str) -> str:
    """What an address answers with 200 and that media type; pictures as unreadable letters."""
    with urlopen(base + address, timeout=20) as response:  # noqa: S310  (our own server)
        content = response.read()
        print(response.status, address, len(content), "bytes", response.headers["Content-Type"], flush=True)
        assert response.status == HTTPStatus.OK
        assert response.headers["Content-Type"].startswith(kind)
        assert content
        return content.decode("utf-8", "replace")


def visit(base: str) -> None:
    """Pages, a stylesheet and a picture of the first of them, and a list of the API that is not empty."""
    pages = [read(base, address, "text/html") for address in PAGES]
    for pattern, kind in ((STYLESHEET, "text/css"), (PICTURE, "image/")):
        found = pattern.search(pages[0])
        assert found is not None, f"no {kind} on {PAGES[0]}"
        read(base, found[1], kind)
    assert json.loads(read(base, LIST, "application/json"))["items"]


def run(folder: Path, command: list[str], port: int, expected: set[int]) -> None:
    """Start, visit, stop; raises AssertionError or SystemExit with what went wrong."""
    base, begun = f"http://127.0.0.1:{port}", time.monotonic()
    site = subprocess.Popen(command, cwd=folder, env={**os.environ, "PORT": str(port)}, start_new_session=True)  # noqa: S603  (our own commands)
    try:
        while not is_ready(base):
            if site.poll() is not None or time.monotonic() - begun > START_SECONDS:
                sys.exit(f"not ready after {time.monotonic() - begun:.0f} s")
            time.sleep(0.2)
        print(f"ready after {time.monotonic() - begun:.1f} s", flush=True)
        visit(base)
        begun = time.monotonic()
        os.killpg(site.pid, signal.SIGINT)
        status = site.wait(STOP_SECONDS)
        print(f"ended with {status} after {time.monotonic() - begun:.1f} s; left: {left_in(folder)}", flush=True)
        assert status in expected
        assert left_in(folder) == []
    finally:
        if site.poll() is None:
            os.killpg(site.pid, signal.SIGKILL)


if __name__ == "__main__":
    clone, number = Path(sys.argv[1]).resolve(), free_port()
    # GNU make ends itself by the signal of Ctrl-C, but only once what it started has ended.
    run(clone, ["make", "run"], number, {0, -signal.SIGINT})
    # What it starts ends with 0.
    run(clone, [".venv/bin/python", "manage.py", "start", "--port", str(number)], number, {0})
