"""A translation as a file: download, upload as a draft, and what of it somebody has to decide."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.pages.models import ForumPage
from cms.translation.services.drafting import save_draft
from cms.translation.services.exchange.catalogue import parsed
from cms.translation.services.exchange.merging import Merge, merged
from cms.translation.services.exchange.problems import FileRefused, Problem
from cms.translation.services.exchange.writing import file_of
from cms.translation.services.family import lock, source_of
from cms.translation.services.rows import rows_for

from .words import WordsEditor

MOST_BYTES = 5 * 1024 * 1024
MOST_PROBLEMS = 50


class FileForm(forms.Form):
    """One PO file of a sensible size."""

    file = forms.FileField(
        label=_("PO file"), widget=forms.FileInput(attrs={"accept": ".po,text/x-gettext-translation"})
    )

    def clean_file(self) -> object:
        """Refused before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            message = _("The file is too big: %(size)s. At most %(most)s are read.")
            raise ValidationError(
                message, params={"size": filesizeformat(file.size), "most": filesizeformat(MOST_BYTES)}
            )
        return file


def exchange_file(request: HttpRequest, target_id: int) -> HttpResponse:
    """The rules, the file to take and the form to bring it back; for those who may edit the translation."""
    page, source = _translation(request, target_id)
    form, problems = FileForm(), []
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        held = page.get_lock()
        if held is not None and held.for_user(request.user):
            messages.error(request, gettext("The page is locked; nothing was saved."))
        elif form.is_valid():
            try:
                return _upload(request, page, form.cleaned_data["file"].read())
            except FileRefused as refused:
                problems = refused.problems
    context = {
        "page": page,
        "source": source,
        "form": form,
        "problems": problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(problems) - MOST_PROBLEMS),
    }
    return render(request, "cms_translation/file.html", context)


@require_safe
def download_file(request: HttpRequest, target_id: int) -> HttpResponse:
    """The PO file with the words in work, named after the page and its language."""
    page, source = _translation(request, target_id)
    response = HttpResponse(
        file_of(rows_for(source, page), source, page), content_type="text/x-gettext-translation; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.{page.locale.language_code}.po"'
    return response


def _translation(request: HttpRequest, target_id: int) -> tuple[ForumPage, ForumPage]:
    found = get_object_or_404(Page.objects.select_related("locale", "latest_revision"), pk=target_id, alias_of=None)
    page = found.specific
    source = source_of(page) if isinstance(page, ForumPage) else None
    if source is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page, source


def _upload(request: HttpRequest, page: ForumPage, data: bytes) -> HttpResponse:
    """Save what is clear as a draft, show what is not; raises FileRefused before anything is saved."""
    catalogue = parsed(data)
    with transaction.atomic():
        # Nobody saves between reading what is there and writing beside it.
        lock(page)
        row = _fresh(page)
        source = source_of(row)
        if source is None:
            raise FileRefused([Problem(0, gettext("The page it translates is gone."))])
        merge = merged(catalogue, rows_for(source, row), row)
        if merge.texts:
            save_draft(source, row, merge.texts, request.user)
    _tell(request, merge)
    if not (merge.conflicts or merge.lost):
        return redirect("wagtailadmin_pages:edit", page.pk)
    row = _fresh(page)
    editor = WordsEditor(request, row, source_of(row), None)
    typed = {conflict.row.path: conflict.text for conflict in merge.conflicts}
    return editor.decide([conflict.row for conflict in merge.conflicts], typed, merge.lost)


def _fresh(page: Page) -> ForumPage:
    return Page.objects.select_related("locale", "latest_revision").specific().get(pk=page.pk)


def _tell(request: HttpRequest, merge: Merge) -> None:
    number = len(merge.texts)
    if number:
        text = ngettext(
            "%(number)d text was taken from the file and saved as a draft.",
            "%(number)d texts were taken from the file and saved as a draft.",
            number,
        )
        messages.success(request, text % {"number": number})
    elif not (merge.conflicts or merge.lost):
        messages.info(request, gettext("The file says nothing new; nothing was saved."))
    if merge.unsure:
        text = ngettext(
            "%(number)d changed text is still marked as fuzzy and was not taken.",
            "%(number)d changed texts are still marked as fuzzy and were not taken.",
            merge.unsure,
        )
        messages.warning(request, text % {"number": merge.unsure})
    if merge.conflicts:
        number = len(merge.conflicts)
        text = ngettext(
            "%(number)d text needs your decision: the page has changed since the file was made.",
            "%(number)d texts need your decision: the page has changed since the file was made.",
            number,
        )
        messages.warning(request, text % {"number": number})
