"""Campaigns of confirmation: whom to ask, who was written to, who has answered."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.log_actions import log
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import InspectView

from cms.entities.admin.registers import RegisterHistoryView
from cms.tables import CSV_TYPE, csv_lines
from partnerships.models import ConfirmationCampaign, ConfirmationRequest
from partnerships.services import staff
from partnerships.services.confirmation import campaigns

from .permissions import CampaignPermissions

LETTERS = "partnerships.letters_queued"


class CampaignInspectView(InspectView):
    """The progress of a campaign, as a page or as a table to take away."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("export") == "csv":
            return as_csv(self.instance)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = campaigns.progress(self.instance)
        words = campaigns.stage_words()
        totals = [(words[stage], count) for stage, count in campaigns.totals(rows).items() if count]
        return super().get_context_data(
            rows=rows,
            totals=totals,
            without_office=campaigns.sides_without_office(),
            runs=staff.may_publish(self.request.user),
            **kwargs,
        )


class CampaignRegister(ModelAdmin):
    """Rounds of asking, the newest first."""

    model = ConfirmationCampaign
    menu_label = gettext_lazy("Confirmation campaigns")
    menu_icon = "mail"
    base_url_path = "partnerships/campaigns"
    permission_helper_class = CampaignPermissions
    history_view_class = RegisterHistoryView
    inspect_view_class = CampaignInspectView
    inspect_template_name = "partnerships/admin/campaign.html"
    inspect_view_enabled = True
    index_view_extra_css: ClassVar = ["cms/entities/registers.css", "partnerships/css/registers.css"]
    inspect_view_extra_css: ClassVar = ["cms/entities/registers.css", "partnerships/css/registers.css"]
    list_display = ("name", "opened_on", "closes_on", "asked", "answered")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ConfirmationCampaign]:
        """With how many were asked and have answered."""
        answered = Count("requests", filter=Q(requests__answered_at__isnull=False))
        rows = ConfirmationCampaign.objects.annotate(asked_count=Count("requests"), answered_count=answered)
        return rows.order_by("-opened_on", "-pk")

    def get_edit_handler(self) -> ObjectList:
        """Its name and its time."""
        days = FieldRowPanel([FieldPanel("opened_on"), FieldPanel("closes_on")])
        return ObjectList([FieldPanel("name"), days])

    @admin.display(description=gettext_lazy("Asked"), ordering="asked_count")
    def asked(self, campaign: Any) -> int:
        """How many sides."""
        return campaign.asked_count

    @admin.display(description=gettext_lazy("Answered"), ordering="answered_count")
    def answered(self, campaign: Any) -> int:
        """How many of them have answered."""
        return campaign.answered_count


def progress_url(campaign_id: int) -> str:
    """The progress list of a campaign."""
    return reverse("partnerships_campaigns_modeladmin_inspect", args=[campaign_id])


@require_POST
def send(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Queue the letters that `kind` names: an invitation for all who were not asked, a reminder for the silent."""
    campaign = get_object_or_404(ConfirmationCampaign, pk=campaign_id)
    if not staff.may_publish(request.user):
        raise PermissionDenied
    is_reminder = request.POST.get("kind") == "reminder"
    count = campaigns.remind(campaign) if is_reminder else campaigns.ask(campaign)
    if count:
        log(campaign, LETTERS, user=request.user, data={"count": count, "reminder": is_reminder})
        text = ngettext("%(count)d letter will be sent.", "%(count)d letters will be sent.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.warning(request, _("There is nobody left to write to."))
    return redirect(progress_url(campaign.pk))


@require_POST
def manage_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Call the links of a request back, or send its last letter again, as `action` says."""
    asked = get_object_or_404(ConfirmationRequest, pk=request_id)
    if not staff.may_publish(request.user):
        raise PermissionDenied
    if request.POST.get("action") == "revoke":
        campaigns.revoke(asked)
        messages.success(request, _("The links of %(office)s open nothing any more.") % {"office": asked.office})
    elif campaigns.send_again(asked):
        messages.success(request, _("The letter to %(office)s will be sent again.") % {"office": asked.office})
    return redirect(progress_url(asked.campaign_id))


def as_csv(campaign: ConfirmationCampaign) -> HttpResponse:
    """The progress as a table that opens safely in a spreadsheet."""
    head = [_("Partnership"), _("Side"), _("Office"), _("Address"), _("State"), _("Proposals open")]
    rows = (
        (row.title, str(row.request.place), row.request.office, row.request.email, row.words, row.open_proposals)
        for row in campaigns.progress(campaign)
    )
    headers = {"Content-Disposition": 'attachment; filename="campaign.csv"', "Cache-Control": "no-store, private"}
    return HttpResponse("".join(csv_lines(head, rows)), CSV_TYPE, headers=headers)
