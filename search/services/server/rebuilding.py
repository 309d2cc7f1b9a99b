"""Fills a new index beside the one that is asked, checks it, puts it in its place; in slices that can be resumed."""

import time
from collections.abc import Collection, Iterator
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from search.engines.elastic import indexes, writing
from search.engines.elastic.connection import Refused, Unavailable
from search.models import RunKind, SearchDocument, SearchRun

from .drift import mend

BATCH = 2000
# The worker has other things to do in between.
SLICE_SECONDS = 20
STALLED = timedelta(minutes=2)
ROUNDS = 3


class Incomplete(Exception):
    """The new index does not hold what it must; the old one stays."""


def request(languages: Collection[str] | None = None, *, calls_worker: bool = True) -> list[SearchRun]:
    """Have the indexes of the languages rebuilt, all without any; those under way go on.

    Whoever works at them himself does not call the worker, which would take up the same ones.
    """
    wanted = indexes.languages() if languages is None else languages
    under_way = set(open_runs().values_list("locale", flat=True))
    SearchRun.objects.bulk_create(
        SearchRun(kind=RunKind.REBUILD, locale=language) for language in wanted if language not in under_way
    )
    runs = list(open_runs().filter(locale__in=wanted))
    if calls_worker and any(run.locale not in under_way for run in runs):
        work.enqueue()
    return runs


def open_runs() -> QuerySet[SearchRun]:
    """Rebuilds that have not ended, the oldest first."""
    return SearchRun.objects.filter(kind=RunKind.REBUILD, ended_at=None).order_by("pk")


def is_worked_at(run: SearchRun) -> bool:
    """Whether another process was at it a moment ago."""
    run.refresh_from_db()
    return bool(run.index) and run.ended_at is None and run.changed_at > timezone.now() - STALLED


@task()
def work() -> None:
    """A slice of the oldest rebuild, then a successor; without the server the next minute goes on."""
    run = open_runs().first()
    if run is None or not settings.SEARCH_URLS:
        return
    ends = time.monotonic() + SLICE_SECONDS
    try:
        for _ in go_on(run):
            if time.monotonic() > ends:
                break
    except Unavailable as error:
        SearchRun.objects.filter(pk=run.pk).update(problem=str(error), changed_at=timezone.now())
        return
    if open_runs().exists():
        work.enqueue()


def resume_stalled() -> None:
    """Give rebuilds that nobody works at a new task. The worker asks every minute."""
    if (
        settings.SEARCH_URLS
        and open_runs().exists()
        and not open_runs().filter(changed_at__gt=timezone.now() - STALLED).exists()
    ):
        work.enqueue()


def go_on(run: SearchRun) -> Iterator[SearchRun]:
    """Work on a rebuild to its end; yields it after each batch. A refusal ends it, and the old index stays."""
    try:
        yield from _fill(run)
        _verify(run)
        indexes.switch(run.locale, run.index)
        # What changed while the old index was the one that was written.
        mend(run.locale, indexes.alias(run.locale))
        indexes.merge(run.index)
    except (Incomplete, Refused) as error:
        # Two may have been at it: what the other has put in its place stays.
        if run.index and run.index not in indexes.behind(run.locale):
            indexes.drop(run.index)
        run.problem = str(error)
    run.ended_at = timezone.now()
    run.save()
    yield run


def _fill(run: SearchRun) -> Iterator[SearchRun]:
    if not run.index or not indexes.exists(run.index):
        run.index, run.last_id, run.done = indexes.create(run.locale), 0, 0
        run.save()
        indexes.hasten(run.index)
    run.total, run.problem = SearchDocument.objects.filter(locale=run.locale).count(), ""
    run.save()
    yield run
    documents = SearchDocument.objects.filter(locale=run.locale, key__isnull=False).order_by("pk")
    while numbers := list(documents.filter(pk__gt=run.last_id).values_list("pk", flat=True)[:BATCH]):
        writing.send(
            documents.filter(pk__gt=run.last_id, pk__lte=numbers[-1]).iterator(writing.READ_AT_ONCE), run.index
        )
        run.last_id, run.done = numbers[-1], run.done + len(numbers)
        run.save()
        yield run


def _verify(run: SearchRun) -> None:
    """Counted before the switch; what changed meanwhile is mended, some rounds long."""
    indexes.calm(run.index)
    counts = ()
    for _ in range(ROUNDS):
        drift = mend(run.locale, run.index)
        run.missing, run.outdated, run.surplus = len(drift.missing), len(drift.outdated), len(drift.surplus)
        wanted = SearchDocument.objects.filter(locale=run.locale, key__isnull=False).count()
        counts = indexes.count(run.index), wanted - len(drift.refused)
        if counts[0] == counts[1]:
            run.problem = "; ".join(f"{key}: {reason}" for key, reason in sorted(drift.refused.items()))
            return
    raise Incomplete(f"{run.index} holds {counts[0]} documents of {counts[1]}")
