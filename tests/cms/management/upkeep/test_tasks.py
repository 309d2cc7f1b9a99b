"""A task is never lost with its worker."""

import os
import signal
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.management.upkeep.tasks import ATTEMPTS, LEASE, release_abandoned, worker_name

pytestmark = pytest.mark.django_db

HERE = socket.gethostname()


def gone() -> str:
    """The name of a worker of this host that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return f"{HERE}:{process.pid}"


def running(*workers: str, since: timedelta = timedelta(seconds=5)) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - since,
        worker_ids=list(workers),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="wagtail.tasks.update_reference_index_task",
        backend_name="default",
        run_after=get_date_max(),
    )


def status_of(task: DBTaskResult) -> str:
    return DBTaskResult.objects.get(pk=task.pk).status


def test_the_task_of_a_dead_worker_is_ready_again():
    task = running(gone())
    assert release_abandoned() == 1
    assert status_of(task) == TaskResultStatus.READY
    assert list(DBTaskResult.objects.ready()) == [task]


def test_the_task_of_this_very_process_is_ready_again():
    """Between tasks nothing of ours can be running: the database went away before the end was noted."""
    task = running(worker_name())
    release_abandoned()
    assert status_of(task) == TaskResultStatus.READY


def test_the_task_of_a_living_worker_is_left_alone():
    task = running(f"{HERE}:{os.getppid()}")
    assert release_abandoned() == 0
    assert status_of(task) == TaskResultStatus.RUNNING


def test_workers_of_other_hosts_are_given_their_time():
    fresh = running("web-2:17", since=LEASE - timedelta(minutes=1))
    old = running("web-2:17", since=LEASE)
    assert release_abandoned() == 1
    assert (status_of(fresh), status_of(old)) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


def test_what_costs_several_workers_is_failed():
    task = running(*[gone()] * ATTEMPTS)
    release_abandoned()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert task.exception_class_path == "cms.management.upkeep.tasks.WorkerLostError"
    assert task.finished_at is not None


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_task():
    """While it lives, its task is left alone; as soon as it is gone, the task is ready again."""
    task = running()
    DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.READY)
    name = str(settings.DATABASES["default"]["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        environment["DATABASE_URL"] = f"sqlite:///{name}"
    else:
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    script = (
        "import django, os, time; django.setup()\n"
        "from django_tasks_db.models import DBTaskResult\n"
        "from cms.management.upkeep.tasks import worker_name\n"
        "DBTaskResult.objects.get().claim(worker_name())\n"
        "print('claimed', flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(  # noqa: S603  (our own script)
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout.readline() == "claimed\n"
        assert status_of(task) == TaskResultStatus.RUNNING
        assert release_abandoned() == 0
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert release_abandoned() == 1
    assert status_of(task) == TaskResultStatus.READY
