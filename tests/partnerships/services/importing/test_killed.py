"""A worker that is killed in the middle of an import: nothing is lost, nothing is there twice."""

import random
import subprocess
import sys

import pytest
from django.conf import settings

from cms.entities.models import Place
from partnerships.models import DirectoryPage, PartnershipPage, RunState, Written
from partnerships.services.importing import runs
from tests.factories.imports import csv_of, import_read
from tests.partnerships.conftest import (  # noqa: F401  (committed, so that other processes see them)
    directory,
    saxony,
    volgograd,
)
from tests.races import environment

ROWS, KILLS = 60, 6


def killed_while_resuming(run: int, seconds: float | None) -> None:
    """Go on with the run in a process of its own, and kill that after so many seconds."""
    command = [sys.executable, "manage.py", "import_partnerships", "--resume", str(run)]
    with subprocess.Popen(  # noqa: S603  (our own command)
        command, env=environment(), cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_at_random_moments_exactly_all_rows_are_written(
    directory: DirectoryPage,  # noqa: F811  (that fixture)
    volgograd: Place,  # noqa: F811  (that fixture)
    saxony: object,  # noqa: F811  (that fixture)
):
    rows = [
        {"german_name": f"Ort {number}", "german_lat": str(47 + number / 10), "german_lon": "11",
         "russian_name_de": "Wolgograd", "since_year": str(1950 + number)}
        for number in range(ROWS)
    ]  # fmt: skip
    run = runs.begin(directory, "x.csv", csv_of(*rows), None)
    chance = random.Random(7)
    for _ in range(2):
        killed_while_resuming(run.pk, chance.uniform(2, 4))
    killed_while_resuming(run.pk, None)
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == (RunState.READY, ROWS)
    runs.confirm(run, None)
    for _ in range(KILLS):
        killed_while_resuming(run.pk, chance.uniform(4, 12))
    killed_while_resuming(run.pk, None)
    run.refresh_from_db()
    assert (run.state, run.rows.filter(written=Written.YES).count()) == (RunState.DONE, ROWS)
    pages = PartnershipPage.objects.filter(locale__language_code="de", live=True)
    assert sorted(pages.values_list("since", flat=True)) == [str(1950 + number) for number in range(ROWS)]
    assert Place.objects.filter(names__text__startswith="Ort ").count() == ROWS
    again = import_read(directory, *rows)
    assert set(again.rows.values_list("outcome", flat=True)) == {"unchanged"}
    runs.undo(run, None)
    for _ in range(2):
        killed_while_resuming(run.pk, chance.uniform(4, 8))
    killed_while_resuming(run.pk, None)
    run.refresh_from_db()
    assert (run.state, run.rows.filter(written=Written.UNDONE).count()) == (RunState.UNDONE, ROWS)
    assert PartnershipPage.objects.count() == 0
