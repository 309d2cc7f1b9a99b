import pytest
from django.test import override_settings
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.management.commands.worker import TaskWorker
from cms.management.upkeep.tasks import worker_name

pytestmark = pytest.mark.django_db


def test_the_schedule_has_its_turn_when_a_task_has_ended():
    task = DBTaskResult.objects.create(
        status=TaskResultStatus.READY, args_kwargs={"args": [0], "kwargs": {}}, backend_name="default",
        task_path="partnerships.services.importing.runs.work", run_after=get_date_max(),
    )  # fmt: skip
    seen: list[bool] = []
    worker = TaskWorker(
        lambda: seen.append(DBTaskResult.objects.get(pk=task.pk).finished_at is not None),
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=worker_name(), excluded_queue_names=[],
    )  # fmt: skip
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        task.claim(worker.worker_id)
        worker.run_task(task)
    assert seen == [True]
