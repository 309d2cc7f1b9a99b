"""Clients read from two gunicorn workers while an editor publishes: no error, nothing torn, nothing older than before.

DATABASE_URL=postgresql://... pytest -m benchmark -n 0 -s tests/benchmarks/delivery/test_load.py [--full-load]
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from threading import Thread

import pytest
from django.db import connection

from .measuring import own_database, piped, production
from .readers import Known, Reader, gathered
from .served import gunicorn

PAGES, WORKERS, VERSIONS = 200, 2, 5


class Editor:
    """Publishes one page after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.drafts: dict[int, str] = dict(json.loads(self._answer()))

    def publish(self, pk: int, version: int) -> float:
        """The seconds it took; it is public then."""
        print(json.dumps([pk, version]), file=self.process.stdin, flush=True)
        return float(self._answer())

    def _answer(self) -> str:
        line = self.process.stdout.readline()
        assert line, f"The editor's process ended with {self.process.wait(10)}."
        return line


@pytest.mark.django_db
def test_nothing_is_torn(load: tuple[int, int, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert connection.vendor == "postgresql", "Several processes write; SQLite is for one."
    clients, seconds, publishes = load
    with own_database("delivery_load") as database:
        environment = production(database, tmp_path)
        with _editor(environment, publishes // VERSIONS) as editor, gunicorn(WORKERS, environment) as server:
            known = Known(server.port, editor.drafts)
            readers = [Reader(known, number) for number in range(clients)]
            threads = [Thread(target=reader.read) for reader in readers]
            begun = time.monotonic()
            for thread in threads:
                thread.start()
            try:
                took = _publish_all(editor, known, publishes, seconds)
                time.sleep(max(0.0, begun + seconds - time.monotonic()))
            finally:
                known.over.set()
                for thread in threads:
                    thread.join(60)
            elapsed = time.monotonic() - begun
            last = Reader(known, clients)
            for pk in known.drafts:
                last.detail(pk)
    with capsys.disabled():
        print(_told(readers, took, elapsed))  # noqa: T201
    assert [wrong for reader in (*readers, last) for wrong in reader.wrong] == []
    assert last.seen == dict.fromkeys(known.drafts, VERSIONS)
    # All of them have read all the time, and seen versions change.
    assert all(sum(reader.statuses.values()) > seconds for reader in readers)
    assert len(set().union(*(reader.versions for reader in readers))) > 1


def _publish_all(editor: Editor, known: Known, publishes: int, seconds: int) -> list[float]:
    """Evenly over the time, every draft in each of its versions."""
    begun, took = time.monotonic(), []
    for number in range(publishes):
        time.sleep(max(0.0, begun + number * seconds / publishes - time.monotonic()))
        pk, version = list(known.drafts)[number % len(known.drafts)], 1 + number // len(known.drafts)
        took.append(editor.publish(pk, version))
        known.published[pk] = version
    return took


def _told(readers: list[Reader], took: list[float], elapsed: float) -> str:
    lines = [f"\n{len(readers)} clients, {elapsed:.0f} s, {WORKERS} workers: answers, p50 / p95 in ms"]
    for kind, seconds, statuses in gathered(readers):
        p50, p95 = (quantiles(seconds, n=20)[place] * 1e3 for place in (9, 18))
        lines.append(f"{kind:<20}{len(seconds):>8,}{p50:>9.1f} / {p95:.1f}  {statuses}")
    cuts = quantiles(took, n=20)
    lines.append(f"{'publishes':<20}{len(took):>8,}{cuts[9] * 1e3:>9.1f} / {cuts[18] * 1e3:.1f}")
    lines.append(f"wrong answers: {sum(len(reader.wrong) for reader in readers)}")
    return "\n".join(lines)


@contextmanager
def _editor(environment: dict[str, str], drafts: int) -> Iterator[Editor]:
    command = [sys.executable, "-m", "tests.benchmarks.delivery.editor", str(PAGES), str(drafts)]
    with piped(command, environment) as process:
        yield Editor(process)
