"""manage.py worker: background tasks, and once a minute the schedule of publishing, expiry and upkeep."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from cms.management.upkeep.tasks import worker_name
from cms.plugins.schedule import run_due

PERIOD = 60
PAUSE_WITHOUT_DATABASE = 5

logger = logging.getLogger(__name__)


class TaskWorker(Worker):
    """Between two tasks the schedule has its turn: tasks that follow one another must not keep it waiting."""

    def __init__(self, between: Callable[[], None], **options: Any) -> None:
        super().__init__(**options)
        self.between = between

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        self.between()


class Command(BaseCommand):
    """One thread; SIGTERM and Ctrl-C end it after the task at hand."""

    help = "Run background tasks and the minute's schedule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stop = threading.Event()
        self.schedule_at = 0.0
        self.tasks = TaskWorker(
            self.keep_schedule,
            queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
            worker_id=worker_name(), excluded_queue_names=[],
        )  # fmt: skip
        if options["once"]:
            self.turn()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)
        while not self.stop.is_set():
            self.stop.wait(1 if self.survives_turn() else PAUSE_WITHOUT_DATABASE)

    def survives_turn(self) -> bool:
        """Whether the database was there; a restart of it must not end the worker."""
        try:
            self.turn()
        except (DatabaseError, InterfaceError):
            logger.exception("database unavailable")
            connection.close()
            return False
        return True

    def turn(self) -> None:
        """The schedule when its minute is over, then tasks that wait."""
        close_old_connections()
        self.keep_schedule()
        self.tasks.run()

    def keep_schedule(self) -> None:
        """What is due, once a minute."""
        if time.monotonic() >= self.schedule_at:
            self.schedule_at = time.monotonic() + PERIOD
            run_due()

    def end(self, *_: Any) -> None:
        """Finish the task at hand, then stop; tasks that wait are left to the next worker."""
        self.stop.set()
        self.tasks.running = False
