"""Jobs of the worker's minute: one of each name, each when it is due, none stopped by another."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from cms.plugins import schedule


@pytest.fixture(autouse=True)
def _no_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_jobs", {})


def test_the_same_job_may_be_said_twice_and_another_of_its_name_may_not():
    ran: list[str] = []

    def first() -> None:
        ran.append("first")

    schedule.schedule("sweep", first)
    schedule.schedule("sweep", first)
    with pytest.raises(ImproperlyConfigured, match="Two jobs are named 'sweep'"):
        schedule.schedule("sweep", lambda: ran.append("second"))
    assert (schedule.run_due(), ran) == (["sweep"], ["first"])


def test_each_job_runs_when_it_is_due(monkeypatch: pytest.MonkeyPatch):
    now = timezone.now()
    schedule.schedule("minutely", int)
    schedule.schedule("hourly", str, timedelta(hours=1))
    monkeypatch.setattr(schedule.timezone, "now", lambda: now)
    assert schedule.run_due() == ["minutely", "hourly"]
    assert schedule.run_due() == []
    monkeypatch.setattr(schedule.timezone, "now", lambda: now + timedelta(minutes=1))
    assert schedule.run_due() == ["minutely"]


def test_a_job_that_fails_stops_no_other(caplog: pytest.LogCaptureFixture):
    def failing() -> None:
        raise ValueError("no")

    schedule.schedule("failing", failing)
    schedule.schedule("following", int)
    assert schedule.run_due() == ["failing", "following"]
    assert [record.message for record in caplog.records] == ["scheduled job failed"]
