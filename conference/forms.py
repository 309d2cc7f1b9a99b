"""Base form classes of the conference's models in the admin."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminDateTimeInput

from cms.pages.forms import ForumPageForm

from .fields import WallClockField, default_time_zone, is_time_zone, moment_at, wall_clock_of


class DeadlineForm(WagtailAdminModelForm):
    """Reads and shows the moment in the deadline's own time zone, whatever zone the editor's account has."""

    moment = WallClockField(
        label=_("closes at"), widget=AdminDateTimeInput, help_text=_("Date and time in the time zone beside it.")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.moment and is_time_zone(self.instance.time_zone):
            self.initial["moment"] = wall_clock_of(self.instance.moment, self.instance.time_zone)

    def clean(self) -> dict:
        cleaned = super().clean()
        wall_clock = cleaned.get("moment")
        if wall_clock is None:
            return cleaned
        if not cleaned.get("time_zone"):
            # A draft may leave it open; a moment cannot.
            cleaned["time_zone"] = default_time_zone()
        # What is wrong with an unknown zone the model says, once.
        zone = cleaned["time_zone"] if is_time_zone(cleaned["time_zone"]) else default_time_zone()
        try:
            cleaned["moment"] = moment_at(wall_clock, zone)
        except ValidationError as error:
            self.add_error("moment", error)
        return cleaned


class DeadlinesPanel(InlinePanel):
    """An inline panel whose rows are DeadlineForms (Wagtail offers no base form class for inline rows)."""

    def get_form_options(self) -> dict:
        options = super().get_form_options()
        rows = self.child_edit_handler.get_form_options()
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=DeadlineForm,
            fields=rows["fields"],
            defer_required_on_fields=rows.get("defer_required_on_fields", []),
        )
        return options


class EditionForm(ForumPageForm):
    """Refuses a number that another edition of the same series, and so of the same locale, already has."""

    def clean_number(self) -> int | None:
        number = self.cleaned_data["number"]
        taken = self._meta.model.objects.child_of(self.parent_page).filter(number=number).exclude(pk=self.instance.pk)
        other = taken.first() if number is not None else None
        if other:
            raise ValidationError(
                _("“%(title)s” already has the number %(number)s in this series."),
                params={"title": other.title, "number": number},
            )
        return number
