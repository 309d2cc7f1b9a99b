"""Imports in the admin: upload, report, progress, choices, undo; for those who may publish in the directory."""

import io
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.content_store.services.admin_writes import brings_its_transaction
from cms.tables import CSV_TYPE, XLSX_TYPE
from partnerships.models import AT_WORK, DirectoryPage, ImportRow, ImportRun, Outcome, RunState
from partnerships.services import tabulating
from partnerships.services.importing import runs
from partnerships.services.importing.columns import check_head
from partnerships.services.importing.describing import changes_of, said_of, title_of
from partnerships.services.importing.reasons import BadFile, words
from partnerships.services.importing.tables import opened
from partnerships.services.importing.undoing import later_than

from .import_forms import RowForm, UploadForm

PER_PAGE = 50
TO_CONFIRM = "to_confirm"
ACTIONS = ("confirm", "undo", "discard")
EXPORTS = {
    "csv": (tabulating.write_csv, CSV_TYPE),
    "xlsx": (tabulating.write_xlsx, XLSX_TYPE),
}


def directories_of(user: AbstractBaseUser) -> list[DirectoryPage]:
    """Directories in the source language below which the user may publish."""
    pages = DirectoryPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
    return [page for page in pages if page.permissions_for_user(user).can_publish_subpage()]


def _allowed(request: HttpRequest) -> list[DirectoryPage]:
    found = directories_of(request.user)
    if not found:
        raise PermissionDenied
    return found


def _run(request: HttpRequest, run_id: int) -> ImportRun:
    """A run of a directory of the user's."""
    allowed = _allowed(request)
    found = ImportRun.objects.select_related("started_by", "confirmed_by", "directory")
    run = get_object_or_404(found, pk=run_id)
    if run.directory_id not in {page.pk for page in allowed}:
        raise PermissionDenied
    return run


@require_safe
def run_list(request: HttpRequest) -> HttpResponse:
    """All imports, the last one first."""
    found = ImportRun.objects.filter(directory__in=_allowed(request)).select_related("started_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "partnerships/admin/import_list.html", {"runs": page})


@brings_its_transaction
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file, look at its head, and leave the rest to the worker."""
    form = UploadForm(request.POST or None, request.FILES or None, directories=_allowed(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            with opened(io.BytesIO(content)) as table:
                check_head(table.head)
        except BadFile as bad:
            form.add_error("file", str(bad))
        else:
            with transaction.atomic():
                run = runs.begin(form.directory_page(), file.name, content, request.user)
                runs.work.enqueue(run.pk)
            return redirect("partnerships_import", run.pk)
    return render(request, "partnerships/admin/import_upload.html", {"form": form})


@require_safe
def run_page(request: HttpRequest, run_id: int) -> HttpResponse:
    """The report with what can be done now; while the worker is at it, its progress."""
    run = _run(request, run_id)
    shown = request.GET.get("show", "")
    rows = Paginator(_shown_rows(run, shown), PER_PAGE).get_page(request.GET.get("p"))
    done, of = runs.progress(run)
    context = {
        "run": run,
        "at_work": run.state in AT_WORK,
        "problem": words(run.problem) if run.problem else "",
        "filters": _filters(run),
        "shown": shown,
        "rows": rows,
        "entries": [_entry(row) for row in rows],
        "done": done,
        "of": of,
        "waiting": runs.waiting(run) if run.state in {RunState.READY, RunState.DONE} else 0,
        "can_undo": run.state == RunState.DONE,
        "can_discard": run.state in {RunState.READING, RunState.READY},
    }
    return render(request, "partnerships/admin/import_run.html", context)


def _shown_rows(run: ImportRun, shown: str) -> QuerySet[ImportRow]:
    rows = run.rows.all()
    if shown in Outcome:
        return rows.filter(outcome=shown)
    return rows.filter(to_confirm=True) if shown == TO_CONFIRM else rows


def _filters(run: ImportRun) -> list[dict[str, Any]]:
    counts = runs.counts(run)
    total = sum(counts[outcome.value] for outcome in Outcome)
    found = [{"value": "", "label": _("All rows"), "count": total}]
    found += [{"value": outcome.value, "label": outcome.label, "count": counts[outcome.value]} for outcome in Outcome]
    found.append({"value": TO_CONFIRM, "label": _("please confirm"), "count": counts[TO_CONFIRM]})
    return [entry for entry in found if entry["count"] or not entry["value"]]


def _entry(row: ImportRow) -> dict[str, Any]:
    is_open = row.outcome in {Outcome.QUESTION, Outcome.CONFLICT} or row.to_confirm or bool(row.choices)
    conflict = any(change.conflict for change in changes_of(row))
    return {
        "row": row,
        "title": title_of(row),
        "changes": changes_of(row),
        "said": said_of(row),
        "to_decide": is_open or conflict,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def row_page(request: HttpRequest, run_id: int, number: int) -> HttpResponse:
    """What the row says, what is made of it, and what staff choose."""
    run = _run(request, run_id)
    row = get_object_or_404(run.rows, number=number)
    form = RowForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            row = runs.choose(row, form.choices())
        except runs.WrongState:
            messages.error(request, _("The import has moved on meanwhile; nothing was changed."))
        else:
            messages.success(request, _("Row %(number)s: %(outcome)s") % {
                "number": row.number, "outcome": row.get_outcome_display(),
            })  # fmt: skip
            return redirect("partnerships_import", run.pk)
    context = {"run": run, "entry": _entry(row), "row": row, "form": form if form.fields else None}
    return render(request, "partnerships/admin/import_row.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def run_action(request: HttpRequest, run_id: int, action: str) -> HttpResponse:
    """Confirm, undo or discard: asks first, then leaves it to the worker."""
    run = _run(request, run_id)
    if request.method != "POST":
        later = later_than(run) if action == "undo" else None
        context = {
            "run": run, "action": action, "waiting": runs.waiting(run), "counts": runs.counts(run), "later": later,
        }  # fmt: skip
        return render(request, "partnerships/admin/import_action.html", context)
    try:
        if action == "discard":
            runs.discard(run)
            return redirect("partnerships_imports")
        (runs.confirm if action == "confirm" else runs.undo)(run, request.user)
        runs.work.enqueue(run.pk)
    except runs.WrongState:
        messages.error(request, _("The import has moved on meanwhile; nothing was changed."))
    except runs.LaterImport:
        return redirect("partnerships_import_undo", run.pk)
    return redirect("partnerships_import", run.pk)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """All public profiles as a table that the import reads."""
    _allowed(request)
    write, content_type = EXPORTS[kind]
    target = io.BytesIO()
    write(target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"partnerships.{kind}", content_type=content_type)
