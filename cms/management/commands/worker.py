"""manage.py worker: background tasks, and once a minute the schedule of publishing, expiry and upkeep."""

import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from cms.plugins.schedule import run_due

PERIOD = 60


class Command(BaseCommand):
    """One thread; SIGTERM and Ctrl-C end it after the task at hand."""

    help = "Run background tasks and the minute's schedule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stop = threading.Event()
        self.tasks = Worker(
            queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
            worker_id="dialograum", excluded_queue_names=[],
        )  # fmt: skip
        if options["once"]:
            self.turn(schedule=True)
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)
        due = 0.0
        while not self.stop.is_set():
            now = time.monotonic()
            self.turn(schedule=now >= due)
            if now >= due:
                due = now + PERIOD
            self.stop.wait(1)

    def turn(self, *, schedule: bool) -> None:
        """Tasks that wait, then the schedule when its minute is over."""
        close_old_connections()
        self.tasks.run()
        if schedule and not self.stop.is_set():
            run_due()

    def end(self, *_: Any) -> None:
        """Finish the task at hand, then stop; tasks that wait are left to the next worker."""
        self.stop.set()
        self.tasks.running = False
