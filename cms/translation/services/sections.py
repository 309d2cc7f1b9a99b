"""A section translated into a language: every page that has no translation there is begun, by the worker, one by one.

Each page has a transaction of its own together with the note that it is done, so that a killed worker costs nothing
and repeats nothing. A task works for a short while and leaves the rest to its successor.
"""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import LogContext
from wagtail.models import Locale, Page, get_page_models

from cms.pages.models import ForumPage
from cms.translation.models import PageState, Problem, RunPage, RunState, SectionRun

from .family import lock
from .flow import begin as begin_translation
from .flow import follows
from .starting import ParentMissing, parent_in

SLICE_SECONDS = 20
# A run that nothing has moved for so long has lost its task.
STALLED = timedelta(minutes=2)

logger = logging.getLogger(__name__)


def missing_in(root: Page, locale: Locale) -> QuerySet[Page]:
    """Live pages at and below a source page that have no translation into a language, parents first."""
    there = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    kinds = [model for model in get_page_models() if issubclass(model, ForumPage)]
    pages = root.get_descendants(inclusive=True).live().exact_type(*kinds)
    return pages.filter(~Exists(there), locale=root.locale_id, alias_of=None).order_by("path")


@transaction.atomic
def request(root: Page, locale: Locale, user: AbstractBaseUser | None, publishes: bool) -> SectionRun:
    """A run for what is missing, or the one under way; raises ParentMissing when the section has no place to go."""
    lock(root.specific)
    parent_in(root, locale)
    under_way = SectionRun.objects.filter(root=root, locale=locale, state=RunState.WORKING).first()
    if under_way is not None:
        return under_way
    run = SectionRun.objects.create(root=root, locale=locale, started_by=user, publishes=publishes)
    pages = missing_in(root, locale).values_list("pk", flat=True)
    RunPage.objects.bulk_create(RunPage(run=run, page_id=page) for page in pages)
    return run


def go_on(run_id: int, seconds: float | None = None) -> Iterator[SectionRun]:
    """Work on a run, for so long at most; yields it after each page."""
    ends = time.monotonic() + seconds if seconds else None
    run = SectionRun.objects.select_related("locale", "started_by").get(pk=run_id)
    while run.state == RunState.WORKING:
        row = run.pages.filter(state=PageState.WAITING).select_related("page__locale").first()
        if row is None:
            SectionRun.objects.filter(pk=run.pk, state=RunState.WORKING).update(state=RunState.DONE)
        else:
            _work_at(run, row)
        yield run
        if ends and time.monotonic() > ends:
            return
        run.refresh_from_db(fields=["state", "changed_at"])


@task()
def work(run_id: int) -> None:
    """The background task of a run: a slice of its work, then a successor."""
    if not SectionRun.objects.filter(pk=run_id).exists():
        return
    for _ in go_on(run_id, SLICE_SECONDS):
        pass
    if SectionRun.objects.filter(pk=run_id, state=RunState.WORKING).exists():
        work.enqueue(run_id)


def resume_stalled() -> int:
    """Give runs whose task was lost a new one; returns how many. The worker asks every minute."""
    stalled = SectionRun.objects.filter(state=RunState.WORKING, changed_at__lt=timezone.now() - STALLED)
    runs = list(stalled.values_list("pk", flat=True))
    SectionRun.objects.filter(pk__in=runs).update(changed_at=timezone.now())
    for run_id in runs:
        work.enqueue(run_id)
    return len(runs)


def cancel(run: SectionRun) -> bool:
    """End a run after the page at hand; what is begun stays. Returns whether it was still under way."""
    return bool(SectionRun.objects.filter(pk=run.pk, state=RunState.WORKING).update(state=RunState.CANCELLED))


@transaction.atomic
def try_again(run: SectionRun) -> None:
    """What failed or was left when the run was cancelled waits anew."""
    run.pages.filter(state=PageState.FAILED).update(state=PageState.WAITING, problem="")
    SectionRun.objects.filter(pk=run.pk).update(state=RunState.WORKING, changed_at=timezone.now())


def counts(run: SectionRun) -> dict[str, int]:
    """How many pages are in each state."""
    found = dict(run.pages.order_by().values_list("state").annotate(Count("pk")))
    return {state.value: found.get(state.value, 0) for state in PageState}


@transaction.atomic
def _work_at(run: SectionRun, row: RunPage) -> None:
    """One page, unless another worker was faster or the run was cancelled meanwhile."""
    lock(row.page.specific)
    waits = SectionRun.objects.select_for_update().filter(pk=run.pk, state=RunState.WORKING).exists()
    if not (waits and RunPage.objects.filter(pk=row.pk, state=PageState.WAITING).exists()):
        return
    state, problem = PageState.BEGUN, ""
    try:
        with transaction.atomic(), LogContext(user=run.started_by):
            if not _begin(run, row.page_id):
                state = PageState.THERE
    except ParentMissing:
        state, problem = PageState.FAILED, Problem.PARENT
    except (OperationalError, InterfaceError):
        # A deadlock, or a database that is away for a moment, says nothing of the page.
        raise
    except Exception:
        logger.exception("translation not begun", extra={"page_id": row.page_id, "locale": run.locale.language_code})
        state, problem = PageState.FAILED, Problem.ERROR
    RunPage.objects.filter(pk=row.pk).update(state=state, problem=problem)
    SectionRun.objects.filter(pk=run.pk).update(changed_at=timezone.now())


def _begin(run: SectionRun, page_id: int) -> bool:
    """Whether there was anything to begin."""
    source = Page.objects.select_related("locale").specific().get(pk=page_id)
    if Page.objects.filter(translation_key=source.translation_key, locale=run.locale).exists():
        return False
    begin_translation(source, run.locale, source.live_revision, run.publishes and follows(source), run.started_by)
    return True
