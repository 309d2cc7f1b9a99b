"""Pages in the admin."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from cms.pages.admin import editors_panels
from cms.pages.models import ForumPage
from cms.pages.refusals import PublishRefused
from cms.pages.services.desk import writes_source
from cms.pages.services.due import SCHEDULE_REFUSED
from cms.pages.services.publish_checks import check_publishable
from cms.pages.views import refusal_message


@hooks.register("before_serve_page")
def withdraw_expired(page: Page, request: HttpRequest, args: Sequence, kwargs: Mapping) -> None:
    """From the moment it expires a page is gone for readers, before the worker has unpublished it."""
    if page.expire_at is not None and page.expire_at <= timezone.now():
        raise Http404


@hooks.register("register_log_actions")
def register_refusal(actions: LogActionRegistry) -> None:
    """Named in the history of a page, with what stood in the way."""

    @actions.register_action(SCHEDULE_REFUSED)
    class ScheduledPublishRefused(LogFormatter):
        """The reasons are those of the moment."""

        label = _("Scheduled publish refused")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return " ".join([gettext("Not published at its time."), *log_entry.data.get("reasons", ())])


@hooks.register("before_publish_page")
def keep_as_draft(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What the form has let through (it is not ours, or the picture changed meanwhile) stays a draft."""
    if not isinstance(page, ForumPage):
        return None
    try:
        check_publishable(page)
    except PublishRefused as refusal:
        messages.error(request, refusal_message(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("construct_homepage_panels")
def show_desk(request: HttpRequest, panels: list[Component]) -> None:
    """What waits for the user stands on the admin's home, in place of Wagtail's list of the same."""
    panels[:] = [panel for panel in panels if not isinstance(panel, UserObjectsInWorkflowModerationPanel)]
    if writes_source(request.user):
        panels.extend(editors_panels())


@hooks.register("construct_main_menu")
def only_what_is_of_use(request: HttpRequest, items: list[MenuItem]) -> None:
    """Reports are about writing and moderating; those who only translate have their desk."""
    if not writes_source(request.user):
        items[:] = [item for item in items if item.name != "reports"]
