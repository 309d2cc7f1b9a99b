"""The choice of what becomes of translations when pages of the source language are deleted."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import ChoiceField, Form, RadioSelect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page, ReferenceIndex

from cms.translation.services.deleting import Doomed, delete_translations, doomed_with

KEEP, DELETE = "keep", "delete"
# Wagtail's own default: so many pages are deleted only by those who type the name of the site.
UNSAFE = 10


class FateForm(Form):
    """Kept unless somebody says otherwise; only those who may delete all of them have the choice."""

    translations = ChoiceField(
        label=_("Translations"),
        choices=[(KEEP, _("Keep them, unpublished")), (DELETE, _("Delete them as well"))],
        widget=RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, may_delete: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"translations": KEEP}, **kwargs})
        if not may_delete:
            self.fields["translations"].choices = [(KEEP, _("Keep them, unpublished"))]
            self.fields["translations"].help_text = _("You may not delete all of these translations.")


def wants_deleted(request: HttpRequest, doomed: Doomed) -> bool:
    """What the form says; raises PermissionDenied for those who have no such choice."""
    if request.POST.get("translations") != DELETE:
        return False
    if not doomed.may_be_deleted_by(request.user):
        raise PermissionDenied
    return True


def ask_before_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The page that asks, in place of Wagtail's; nothing when it has been answered or there is nothing to ask."""
    doomed = doomed_with([page])
    if not doomed.number:
        return None
    if request.method == "POST" and type_to_delete_confirmation(request):
        request.doomed = doomed if wants_deleted(request, doomed) else None
        return None
    usage = ReferenceIndex.get_references_to(page).group_by_source_object()
    descendants = page.get_descendant_count()
    context = {
        "page": page,
        "doomed": doomed,
        "number": doomed.number,
        "form": FateForm(may_delete=doomed.may_be_deleted_by(request.user)),
        "descendant_count": descendants,
        "next": get_valid_next_url_from_request(request),
        "model_opts": page._meta,
        "usage_url": reverse("wagtailadmin_pages:usage", args=[page.pk]) + "?describe_on_delete=1",
        "usage_count": usage.count(),
        "is_protected": usage.is_protected,
        "type_to_confirm_before_delete": descendants + 1 >= UNSAFE,
        "wagtail_site_name": settings.WAGTAIL_SITE_NAME,
    }
    return render(request, "cms_translation/confirm_delete.html", context)


def delete_along(request: HttpRequest, page: Page) -> None:
    """What was chosen, once the page itself is gone, in the same transaction."""
    doomed = getattr(request, "doomed", None)
    if doomed is not None:
        delete_translations(doomed, request.user)


class DeleteWithTranslations(DeleteBulkAction):
    """Wagtail's deletion of several pages, with the same choice for the translations of all of them."""

    template_name = "cms_translation/confirm_bulk_delete.html"
    form_class = DefaultPageForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the choice, where there is anything to choose."""
        context = super().get_context_data(**kwargs)
        doomed = doomed_with([entry["item"] for entry in context["items"]])
        fate = FateForm(may_delete=doomed.may_be_deleted_by(self.request.user))
        return {**context, "doomed": doomed, "number": doomed.number, "fate": fate}

    def get_execution_context(self) -> dict[str, Any]:
        """Looked at before anything is deleted."""
        doomed = doomed_with(self.actionable_objects)
        return {**super().get_execution_context(), "doomed": doomed if wants_deleted(self.request, doomed) else None}

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, doomed: Doomed | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        """The pages, then their translations; of two pages above one another, the upper takes the lower along."""
        numbers = super().execute_action(objects, user=user, **kwargs)
        if doomed is not None:
            delete_translations(doomed, user)
        return numbers
