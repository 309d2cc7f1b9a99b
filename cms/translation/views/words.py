"""The translator's editor."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.pages.models import ForumPage
from cms.pages.refusals import PublishRefused
from cms.translation.forms import MomentForm, WordsForm, key_of
from cms.translation.services import releasing
from cms.translation.services.drafting import save_draft
from cms.translation.services.family import source_of
from cms.translation.services.rows import Row, progress, rows_for, texts_of_version


class WordsEditor:
    """One request to the editor of a translation: source and words side by side, saved as a draft.

    The draft stays whatever becomes of the wish to submit, publish or approve it.
    """

    def __init__(self, request: HttpRequest, page: ForumPage, source: ForumPage, version: Revision | None) -> None:
        self.request = request
        self.page = page
        self.source = source
        self.version = version
        self.permissions = page.permissions_for_user(request.user)
        self.lock = page.get_lock()
        self.locked = self.lock is not None and self.lock.for_user(request.user)
        self.rows = rows_for(source, page)
        self.language = page.locale.language_code
        # Facts may flow in between without harm; another text of the source, or another draft, may not.
        self.state = f"{source.live_revision_id or source.latest_revision_id}-{page.latest_revision_id}"

    def answer(self) -> HttpResponse:
        """The form, or where to go after it was saved."""
        if self.request.method != "POST":
            return self._show(self._form(self._texts_of_version()))
        form = WordsForm(self.request.POST, rows=self.rows, language=self.language)
        moment = MomentForm(self.request.POST)
        if self.locked:
            messages.error(self.request, _("The page is locked; nothing was saved."))
            return self._show(form)
        if not (form.is_valid() and moment.is_valid()):
            messages.error(self.request, _("Nothing was saved yet: please look at the marked texts."))
            return self._show(form, moment)
        if self.request.POST.get("state") != self.state:
            return self._conflict(form)
        return self._save(form, moment)

    def _form(self, typed: dict[str, str] | None = None) -> WordsForm:
        return WordsForm(rows=self._shown_rows(), language=self.language, typed=typed)

    def _shown_rows(self) -> list[Row]:
        """All of them, or those that somebody has to look at."""
        return [row for row in self.rows if row.is_open] if self.request.GET.get("show") == "open" else self.rows

    def _texts_of_version(self) -> dict[str, str]:
        if self.version is None:
            return {}
        messages.info(self.request, _("These are the texts of an older version. Save to take them back."))
        return texts_of_version(self.source, self.version.content, self.rows)

    def _conflict(self, form: WordsForm) -> HttpResponse:
        """Somebody saved in between: what was typed stays in the form, beside what is there now."""
        messages.warning(
            self.request,
            _("Meanwhile the page was changed by somebody else. Your texts are below; check them and save again."),
        )
        typed = form.entered()
        known = {f"words-{key_of(row.path)}" for row in self.rows}
        lost = [
            text
            for name, text in self.request.POST.items()
            if name.startswith("words-") and name not in known and text != self.request.POST.get(f"shown-{name[6:]}")
        ]
        fresh = WordsForm(rows=self.rows, language=self.language, typed=typed)
        return self._show(fresh, conflicts=set(typed), lost=lost)

    def decide(self, rows: list[Row], typed: dict[str, str], lost: list[str]) -> HttpResponse:
        """The form with rows where a file and the page have parted, the file's words in their fields; saved as ever."""
        form = WordsForm(rows=rows, language=self.language, typed=typed)
        return self._show(form, conflicts=set(typed), lost=lost, from_file=True)

    def _save(self, form: WordsForm, moment: MomentForm) -> HttpResponse:
        post, user = self.request.POST, self.request.user
        if "action-publish" in post and not self.permissions.can_publish():
            raise PermissionDenied
        decision = next((name for name in releasing.decisions(self.page, user) if f"action-{name}" in post), "")
        entered = form.entered()
        revision = self.page.latest_revision
        if entered or revision is None:
            revision = save_draft(self.source, self.page, entered, user)
        saved = Page.objects.get(pk=self.page.pk).specific
        try:
            message = self._release(saved, revision, moment, decision)
        except PublishRefused as refusal:
            messages.warning(self.request, " ".join([_("Saved as a draft, but not published."), *refusal.messages]))
        else:
            messages.success(self.request, message)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _release(self, page: Page, revision: Revision, moment: MomentForm, decision: str) -> str:
        """What was asked for beyond saving; the message about it."""
        post, user = self.request.POST, self.request.user
        if decision:
            releasing.decide(page, user, decision, post.get("comment", ""))
            return _("Approved.") if decision == "approve" else _("Sent back for changes.")
        if "action-publish" in post:
            releasing.publish(revision, user, moment.cleaned_data["go_live_at"])
            title = revision.content["title"]
            if Page.objects.get(pk=page.pk).live_revision_id == revision.pk:
                return _("“%(title)s” is published.") % {"title": title}
            return _("“%(title)s” will be published at its time.") % {"title": title}
        if "action-submit" in post and page.permissions_for_user(user).can_submit_for_moderation():
            releasing.submit(page, user)
            return _("Sent to moderation.")
        return _("Draft saved.")

    def _show(self, form: WordsForm, moment: MomentForm | None = None, **context: Any) -> HttpResponse:
        can_publish = self.permissions.can_publish() and not self.locked
        context |= {
            "page": self.page,
            "source": self.source,
            "parent": self.page.get_parent(),
            "form": form,
            "moment": moment or MomentForm() if can_publish else None,
            "state": self.state,
            "progress": progress(self.rows),
            "only_open": self.request.GET.get("show") == "open",
            "locked": self.locked,
            "lock_message": self.lock.get_message(self.request.user) if self.lock else "",
            "scheduled": self.page.scheduled_revision,
            "can_unschedule": self.permissions.can_unschedule(),
            "can_publish": can_publish,
            "can_submit": self.permissions.can_submit_for_moderation() and not self.locked,
            "decisions": releasing.decisions(self.page, self.request.user),
            "asked_for": releasing.asked_for(self.page),
        }
        return render(self.request, "cms_translation/edit_words.html", context)


def edit_words(request: HttpRequest, page: Page, version_id: int | None = None) -> HttpResponse:
    """The editor of a translation, for those who may edit it; optionally with the texts of an older version."""
    row = Page.objects.select_related("locale", "latest_revision").specific().get(pk=page.pk)
    source = source_of(row)
    if not row.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if not request.accepts("text/html"):
        # Wagtail's own editor saves by itself this way; its form is not ours.
        message = _("Translations are edited on their own page.")
        return JsonResponse({"success": False, "error_code": "blocked_by_hook", "error_message": message}, status=400)
    version = get_object_or_404(row.revisions, pk=version_id) if version_id else None
    return WordsEditor(request, row, source, version).answer()
