"""Jobs of the worker's minute: apps register them from ready()."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

logger = logging.getLogger(__name__)


@dataclass
class Job:
    """A callable without arguments and how often it runs."""

    run: Callable[[], object]
    every: timedelta
    due_at: object = None


_jobs: dict[str, Job] = {}


def schedule(name: str, run: Callable[[], object], every: timedelta = timedelta(minutes=1)) -> None:
    """Register a job, once however often the same is said; raises ImproperlyConfigured when another has the name."""
    if name in _jobs and _jobs[name].run is not run:
        raise ImproperlyConfigured(f"Two jobs are named {name!r}.")
    _jobs[name] = Job(run, every)


def run_due() -> list[str]:
    """Run what is due; a failing job is logged and never stops the others. Returns the names that ran."""
    now = timezone.now()
    ran = []
    for name, job in _jobs.items():
        if job.due_at is not None and job.due_at > now:
            continue
        job.due_at = now + job.every
        try:
            job.run()
        except Exception:
            logger.exception("scheduled job failed", extra={"job": name})
        ran.append(name)
    return ran
