"""Compares what the search server holds with the documents of the database: every five minutes, by the worker."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from search.engines.elastic import indexes
from search.engines.elastic.connection import Refused, Unavailable
from search.models import RunKind, SearchDocument, SearchRun

from . import outbox, rebuilding
from .drift import drift_of, mend

KEPT = timedelta(days=30)


def compare_all() -> SearchRun | None:
    """Mend every index, or have those built that are not there; None without a server. The worker's job."""
    if not settings.SEARCH_URLS:
        return None
    outbox.send_what_waits()
    run = SearchRun.objects.create(kind=RunKind.COMPARISON)
    try:
        current = {language: indexes.is_current(language) for language in indexes.languages()}
        for language in (language for language, is_current in current.items() if is_current):
            _add(run, language)
        rebuilding.request([language for language, is_current in current.items() if not is_current])
    except (Unavailable, Refused) as error:
        run.problem = str(error)
    run.ended_at = timezone.now()
    run.save()
    SearchRun.objects.filter(ended_at__lt=run.ended_at - KEPT).delete()
    return run


def _add(run: SearchRun, language: str) -> None:
    index = indexes.alias(language)
    drift = mend(language, index)
    run.total += SearchDocument.objects.filter(locale=language).count()
    run.missing += len(drift.missing)
    run.outdated += len(drift.outdated)
    run.surplus += len(drift.surplus)
    run.remaining += len(drift_of(language, index)) if drift else 0
