"""gunicorn, asked as nginx asks it, and what its worker and the database have worked for that."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.search_server.node import free_ports

STARTED_WITHIN = 60


class Served:
    """The site as a web server before it meets it."""

    def __init__(self, port: int, workers: list[int]) -> None:
        self.port, self.workers = port, workers

    def ask(self, request: bytes) -> int:
        """One request on a connection of its own; its status."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as opened:
            opened.sendall(request)
            first = opened.recv(1 << 16)
            while opened.recv(1 << 16):
                pass
        return int(first.split(b" ", 2)[1])

    def worked(self) -> tuple[float, float]:
        """CPU seconds of the workers so far, and of the database for them."""
        return sum(map(working_time, self.workers)), sum(map(working_time, _sessions()))


@contextmanager
def gunicorn(workers: int = 1, environment: dict[str, str] | None = None) -> Iterator[Served]:
    """With an environment, else this process's own; gone afterwards."""
    port = free_ports(1)[0]
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(  # noqa: S603
        [*command, "--workers", str(workers)],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Served(port, _workers_of(process, port, workers))
    finally:
        process.terminate()
        try:
            # Longer than gunicorn gives its workers.
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def working_time(pid: int) -> float:
    """CPU seconds of a process of this machine, 0.0 for one that is elsewhere or gone."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except OSError:
        return 0.0


def _sessions() -> list[int]:
    """Processes of the database that serve others than this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        return [pid for (pid,) in cursor.fetchall()]


def _workers_of(process: subprocess.Popen[bytes], port: int, count: int) -> list[int]:
    given_up_at = time.monotonic() + STARTED_WITHIN
    while True:
        assert process.poll() is None, "gunicorn ended"
        assert time.monotonic() < given_up_at, "gunicorn does not answer"
        try:
            # The master takes connections before its workers are there to answer.
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=STARTED_WITHIN):
                children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
                if len(children) == count:
                    return list(map(int, children))
        except OSError:
            pass
        time.sleep(0.05)
