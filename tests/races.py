"""Jobs that begin at the same moment, in threads with connections of their own; and processes on a test's database."""

import os
import re
from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection


def together(*jobs: Callable[[], object]) -> list[object]:
    """What each job returned or raised, in the order of the jobs."""
    barrier, results = Barrier(len(jobs)), [None] * len(jobs)

    def run(number: int, job: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            results[number] = job()
        except Exception as error:  # noqa: BLE001  (the test shows whatever it was)
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, job)) for number, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def environment() -> dict[str, str]:
    """For a process that works on the database of this test."""
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}" if connection.vendor == "sqlite" else re.sub(r"[^/]+$", name, os.environ["DATABASE_URL"])
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
