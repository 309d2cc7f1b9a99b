"""Finished tasks and expired sessions go by themselves, everything else stays."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import Settings

from cms.management.upkeep.retention import forget_expired_sessions, forget_finished_tasks
from cms.plugins import schedule

pytestmark = pytest.mark.django_db


def task(status: str, age: timedelta) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status,
        finished_at=timezone.now() - age,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="wagtail.tasks.update_reference_index_task",
        queue_name="wagtail",
        backend_name="default",
        run_after=get_date_max(),
    )


def test_finished_tasks_go_after_a_day_and_failed_ones_after_two_weeks(settings: Settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    kept = [
        task(TaskResultStatus.SUCCESSFUL, timedelta(hours=23)),
        task(TaskResultStatus.FAILED, timedelta(days=13)),
        task(TaskResultStatus.READY, timedelta(days=100)),
        task(TaskResultStatus.RUNNING, timedelta(days=100)),
    ]
    task(TaskResultStatus.SUCCESSFUL, timedelta(hours=25))
    task(TaskResultStatus.FAILED, timedelta(days=15))
    forget_finished_tasks()
    assert set(DBTaskResult.objects.all()) == set(kept)


def test_expired_sessions_go():
    for key, hours in (("expired", -1), ("current", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(hours=hours))
    forget_expired_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["current"]


def test_the_worker_does_all_of_it():
    intervals = {name: job.every for name, job in schedule._jobs.items()}
    assert {
        name: intervals[name]
        for name in (
            "run tasks of lost workers again",
            "forget failed logins",
            "forget finished tasks",
            "forget expired sessions",
        )
    } == {
        "run tasks of lost workers again": timedelta(minutes=1),
        "forget failed logins": timedelta(hours=1),
        "forget finished tasks": timedelta(hours=1),
        "forget expired sessions": timedelta(days=1),
    }
