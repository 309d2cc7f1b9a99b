"""Sections translated by the worker: begun from a source page, watched, cancelled, tried again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Locale

from cms.translation.models import PageState, RunState, SectionRun
from cms.translation.services import sections
from cms.translation.services.starting import ParentMissing, may_begin

from .beginning import source_or_404

PER_PAGE = 50


@require_POST
def start_section(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Have the worker begin what is missing; for those who may begin the page itself."""
    source = source_or_404(page_id)
    locale = get_object_or_404(Locale.objects.exclude(pk=source.locale_id), language_code=language)
    if not may_begin(request.user, source, locale):
        raise PermissionDenied
    publishes = source.permissions_for_user(request.user).can_publish()
    try:
        run = sections.request(source, locale, request.user, publishes)
    except ParentMissing as missing:
        messages.error(request, _("Translate the page above first: “%(title)s”.") % {"title": missing})
        return redirect("wagtail_localize:submit_page_translation", source.pk)
    _call_worker(run)
    return redirect("cms_translation_run", run.pk)


def _call_worker(run: SectionRun) -> None:
    transaction.on_commit(lambda: sections.work.enqueue(run.pk))


def _run(request: HttpRequest, run_id: int) -> SectionRun:
    run = get_object_or_404(SectionRun.objects.select_related("root__locale", "locale", "started_by"), pk=run_id)
    if not may_begin(request.user, run.root, run.locale):
        raise PermissionDenied
    return run


@require_safe
def show_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far it is, and page by page what failed and why."""
    run = _run(request, run_id)
    counts = sections.counts(run)
    of = sum(counts.values())
    failed = run.pages.filter(state=PageState.FAILED).select_related("page")
    context = {
        "run": run,
        "at_work": run.state == RunState.WORKING,
        "counts": counts,
        "done": of - counts[PageState.WAITING],
        "of": of,
        "failed": Paginator(failed, PER_PAGE).get_page(request.GET.get("p")),
        "can_try_again": run.state != RunState.WORKING and bool(counts[PageState.FAILED] or counts[PageState.WAITING]),
    }
    return render(request, "cms_translation/run.html", context)


@require_POST
def change_run(request: HttpRequest, run_id: int, action: str) -> HttpResponse:
    """Cancel it, or go on with what failed or was left."""
    run = _run(request, run_id)
    if action == "cancel":
        if sections.cancel(run):
            messages.success(request, _("Cancelled. What has been begun stays."))
    elif action == "again":
        sections.try_again(run)
        _call_worker(run)
    else:
        raise Http404
    return redirect("cms_translation_run", run.pk)
