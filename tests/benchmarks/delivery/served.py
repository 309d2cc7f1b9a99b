"""gunicorn with one worker, asked as nginx asks it, and what it and the database have worked for that."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.search_server.node import free_ports

STARTED_WITHIN = 30


class Served:
    """The site as a web server before it meets it."""

    def __init__(self, port: int, worker: int) -> None:
        self.port, self.worker = port, worker

    def ask(self, request: bytes) -> int:
        """One request on a connection of its own; its status."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as opened:
            opened.sendall(request)
            first = opened.recv(1 << 16)
            while opened.recv(1 << 16):
                pass
        return int(first.split(b" ", 2)[1])

    def worked(self) -> tuple[float, float]:
        """CPU seconds of the worker so far, and of the database for it."""
        return working_time(self.worker), sum(map(working_time, _sessions()))


@contextmanager
def gunicorn() -> Iterator[Served]:
    """With this process's environment, and gone afterwards."""
    port = free_ports(1)[0]
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        yield Served(port, _worker_of(process, port))
    finally:
        process.terminate()
        process.wait(10)


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


def _worker_of(process: subprocess.Popen[bytes], port: int) -> int:
    given_up_at = time.monotonic() + STARTED_WITHIN
    while True:
        assert process.poll() is None, "gunicorn ended"
        assert time.monotonic() < given_up_at, "gunicorn does not answer"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                [worker] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
                return int(worker)
        except (OSError, ValueError):
            time.sleep(0.05)
