"""Tasks whose worker died are run again, or failed when that happened too often."""

import logging
import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

# Longer than any task may take; needed only for workers on other machines.
LEASE = timedelta(minutes=15)
ATTEMPTS = 3


class WorkerLostError(Exception):
    """The process that ran the task ended without a word."""


def worker_name() -> str:
    """Host and process, so that others on the host see whether this worker still lives."""
    return f"{socket.gethostname()}:{os.getpid()}"


def release_abandoned() -> int:
    """Give tasks of lost workers back; returns how many. Runs between tasks, so none of this process is under way."""
    now = timezone.now()
    with transaction.atomic():
        running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
        abandoned = [task for task in running if is_abandoned(task, now)]
        for task in abandoned:
            give_back(task)
    return len(abandoned)


def is_abandoned(task: DBTaskResult, now: datetime) -> bool:
    """Whether nobody works on a task that is marked as running."""
    return task.started_at <= now - LEASE or (bool(task.worker_ids) and is_lost(task.worker_ids[-1]))


def is_lost(worker: str) -> bool:
    """Whether a worker of this host is gone; False for those of other hosts, whose processes nobody sees from here."""
    host, _, process = worker.rpartition(":")
    if host != socket.gethostname():
        return False
    if int(process) == os.getpid():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def give_back(task: DBTaskResult) -> None:
    """Ready for the next worker; failed when several were lost over it, since it may be what kills them."""
    logger.warning("worker lost", extra={"task": task.task_path, "attempts": len(task.worker_ids)})
    if len(task.worker_ids) >= ATTEMPTS:
        task.set_failed(WorkerLostError(f"{len(task.worker_ids)} workers were lost while they ran this task."))
        return
    task.status = TaskResultStatus.READY
    task.save(update_fields=["status"])
