"""The translator's editor, and the start of a translation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Locale, Page

from cms.pages.refusals import PublishRefused

from .forms import WordsForm
from .services.drafting import progress, rows_for, save_draft
from .services.family import source_of
from .services.starting import ParentMissing, start_translation


def edit_words(request: HttpRequest, page: Page) -> HttpResponse:
    """Source and words side by side; saves a draft, submits it or publishes it, as the user's rights allow."""
    page = page.specific
    source = source_of(page)
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit():
        raise PermissionDenied
    lock = page.get_lock()
    locked = lock is not None and lock.for_user(request.user)
    rows = rows_for(source, page)
    form = WordsForm(request.POST or None, rows=rows, language=page.locale.language_code)
    if request.method == "POST":
        if locked:
            return HttpResponseForbidden(_("The page is locked; nothing was saved."))
        if form.is_valid():
            return _save(request, source, page, form)
    context = {
        "page": page,
        "source": source,
        "form": form,
        "progress": progress(rows),
        "locked": locked,
        "can_publish": permissions.can_publish() and not locked,
        "can_submit": permissions.can_submit_for_moderation() and not locked,
        "task_state": page.current_workflow_task_state,
        "approval_actions": _approval_actions(request, page),
    }
    return render(request, "cms_translation/edit_words.html", context)


def _save(request: HttpRequest, source: Page, page: Page, form: WordsForm) -> HttpResponse:
    publishing = "action-publish" in request.POST
    if publishing and not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    revision = save_draft(source, page, form.entered(), request.user)
    saved = Page.objects.get(pk=page.pk).specific
    if publishing:
        try:
            revision.publish(user=request.user)
        except PublishRefused as refusal:
            messages.warning(request, " ".join([_("Saved as a draft, but not published."), *refusal.messages]))
        else:
            messages.success(request, _("“%(title)s” is published.") % {"title": saved.get_admin_display_title()})
    elif "action-submit" in request.POST and saved.permissions_for_user(request.user).can_submit_for_moderation():
        saved.get_workflow().start(saved, request.user)
        messages.success(request, _("Sent to moderation."))
    else:
        messages.success(request, _("Draft saved."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _approval_actions(request: HttpRequest, page: Page) -> list[tuple[str, str]]:
    """(name, label) of what this user may do with the task the page waits in."""
    task_state = page.current_workflow_task_state
    if task_state is None or task_state.status != task_state.STATUS_IN_PROGRESS:
        return []
    actions = page.current_workflow_task.specific.get_actions(page, request.user)
    return [(name, label) for name, label, _has_form in actions]


@require_POST
def start(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Begin a translation as a draft; for those who may edit the page, or the pages of that language above it."""
    source = get_object_or_404(Page, pk=page_id).specific
    locale = get_object_or_404(Locale, language_code=language)
    parent = Page.objects.filter(translation_key=source.get_parent().translation_key, locale=locale).first()
    allowed = [source, parent] if parent is not None else [source]
    if not any(page.permissions_for_user(request.user).can_edit() for page in allowed):
        raise PermissionDenied
    try:
        target = start_translation(source, locale, request.user)
    except ParentMissing as missing:
        messages.error(request, _("Translate the page above first: “%(title)s”.") % {"title": missing})
        return redirect("wagtailadmin_pages:edit", source.pk)
    return redirect("wagtailadmin_pages:edit", target.pk)


def choose_language(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where wagtail-localize's "translate" button leads: the languages of a page and their state."""
    source = get_object_or_404(Page, pk=page_id).specific
    if not source.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    existing = {found.locale_id: found for found in source.get_translations()}
    locales = [
        {"locale": locale, "page": existing.get(locale.pk)}
        for locale in Locale.objects.exclude(pk=source.locale_id).order_by("pk")
    ]
    return render(request, "cms_translation/choose_language.html", {"page": source, "locales": locales})


def refused(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """wagtail-localize's own ways of writing translations publish without asking; none of them is open."""
    return HttpResponseForbidden(_("Translations are edited on their own page."))
