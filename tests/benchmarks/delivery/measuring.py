"""Sites of several sizes asked in turns, each in a process and a database of its own, and what their answers cost."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings

from tests.conftest import Worker

Rounds = dict[str, dict[int, list["Cost"]]]
Costs = dict[str, dict[int, "Cost"]]


@dataclass(frozen=True)
class Cost:
    """Seconds of one answer: of the application's CPU, of the database's, and of the clock."""

    cpu: float
    database: float
    wall: float

    @property
    def whole(self) -> float:
        """What two cores that do nothing else are busy with."""
        return self.cpu + self.database


class Site:
    """A process that is asked by name."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.told = self._answer()

    def measure(self, name: str, how: str, seconds: float) -> Cost:
        """The mean of the answers of so many seconds, "served" by gunicorn or "called" without."""
        print(json.dumps([name, how, seconds]), file=self.process.stdin, flush=True)
        found = self._answer()
        return Cost(*(found[part] / found["requests"] for part in ("cpu", "database", "wall")))

    def _answer(self) -> dict[str, Any]:
        line = self.process.stdout.readline()
        assert line, f"The process of the benchmark ended with {self.process.wait(10)}."
        return json.loads(line)


@contextmanager
def sites(sizes: Sequence[int], folder: Path) -> Iterator[dict[int, Site]]:
    """One of each size, filled at the same time."""
    with ExitStack() as stack:
        processes = {size: stack.enter_context(_process(size, folder)) for size in sizes}
        yield {size: Site(process) for size, process in processes.items()}


def measured(running: Mapping[int, Site], names: Sequence[str], how: str, rounds: int, seconds: float) -> Rounds:
    """Costs of rounds, in each of which every size is asked everything."""
    found: dict[str, dict[int, list[Cost]]] = {name: {size: [] for size in running} for name in names}
    # The first round warms up.
    for counted in (False, *(True,) * rounds):
        for name in names:
            for size, site in running.items():
                cost = site.measure(name, how, seconds)
                found[name][size] += [cost] if counted else []
    return found


def medians(found: Rounds) -> Costs:
    """What is usual."""
    return _each(found, lambda rounds: Cost(*map(median, zip(*map(astuple, rounds), strict=True))))


def best(found: Rounds) -> Costs:
    """What others on the same machine disturbed least."""
    return _each(found, lambda rounds: min(rounds, key=lambda cost: cost.whole))


def _each(found: Rounds, choose: Callable[[list[Cost]], Cost]) -> Costs:
    return {name: {size: choose(each) for size, each in of_size.items()} for name, of_size in found.items()}


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """The address of a database that begins as those of tests do, and goes."""
    name = f"{Worker.databases.name}_{name}"
    Worker.databases.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    Worker.databases.run(f'CREATE DATABASE "{name}" TEMPLATE "{Worker.template}"')
    try:
        yield re.sub(r"[^/]+$", name, os.environ["DATABASE_URL"])
    finally:
        Worker.databases.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def production(database: str, folder: Path) -> dict[str, str]:
    """The environment of a process of the site behind a proxy."""
    for part in ("media", "static"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "tests.benchmarks.delivery.settings",
        "SECRET_KEY": "only-for-this-benchmark-" * 4, "DATABASE_URL": database, "LOG_LEVEL": "ERROR",
        "BASE_URL": "https://benchmark.example", "BEHIND_PROXY": "1",
        "MEDIA_ROOT": str(folder / "media"), "STATIC_ROOT": str(folder / "static"),
    }  # fmt: skip


@contextmanager
def piped(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A process that is spoken to by its standard streams, and ends when they do."""
    process = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR, env=environment
    )
    try:
        yield process
    finally:
        process.stdin.close()
        process.stdout.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _process(size: int, folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.benchmarks.delivery.process", str(size)]
    with (
        own_database(f"delivery_{size}") as database,
        piped(command, production(database, folder / str(size))) as process,
    ):
        yield process
