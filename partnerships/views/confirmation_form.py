"""The form in which a side proposes changes: what it leaves as it stands is no proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.fields import validate_partial_date
from partnerships.models import DecidedBy, RelationKind, State
from partnerships.services.confirmation import fields
from partnerships.services.confirmation.fields import Proposable

PARTIAL = gettext_lazy("2022, 2022-03 or 2022-03-01: as exactly as it is known.")


def partial_date(label: Any, **options: Any) -> forms.CharField:
    """A day, a month or a year."""
    return forms.CharField(
        label=label, max_length=10, required=False, validators=[validate_partial_date], help_text=PARTIAL, **options
    )


class ProposalForm(forms.Form):
    """Filled with what stands there; `proposals` gives what was changed, by field."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=RelationKind)
    since = partial_date(gettext_lazy("Since"))
    state = forms.ChoiceField(
        label=gettext_lazy("New state"), required=False, choices=[("", gettext_lazy("as shown above")), *State.choices]
    )
    starts = partial_date(gettext_lazy("In this state since"))
    decided_by = forms.ChoiceField(
        label=gettext_lazy("Decided by"), choices=DecidedBy, required=False, initial=DecidedBy.UNKNOWN
    )
    sources = forms.CharField(
        label=gettext_lazy("Sources"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Where it can be read: one per line, an address or a description."),
    )
    condition = forms.CharField(label=gettext_lazy("Condition for resuming"), max_length=500, required=False)
    continues = forms.CharField(
        label=gettext_lazy("What continues"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("E.g. contacts of schools and associations."),
    )
    website = forms.URLField(
        label=gettext_lazy("Website of your municipality"), required=False, assume_scheme="https", max_length=200
    )
    population = forms.IntegerField(label=gettext_lazy("Population"), required=False, min_value=1, max_value=50_000_000)
    population_year = forms.IntegerField(
        label=gettext_lazy("Year of the population figure"), required=False, min_value=1900, max_value=2200
    )
    remark = forms.CharField(
        label=gettext_lazy("Anything else"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    signed_as = forms.CharField(
        label=gettext_lazy("Your office"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("For the forum alone: readers learn the place and the day."),
    )

    def __init__(self, data: Any, known: dict[str, Proposable]) -> None:
        self.known = known
        found = {key.partition(":")[0]: each for key, each in known.items()}
        self.place_key = found[fields.WEBSITE].place.key
        figures = found[fields.POPULATION].present
        initial = {
            "kind": found[fields.KIND].present, "since": found[fields.SINCE].present,
            "continues": found[fields.CONTINUES].present, "website": found[fields.WEBSITE].present,
            "population": figures["population"], "population_year": figures["year"],
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self.actors = [key for key in known if key.startswith(f"{fields.ACTOR}:")]
        for key in self.actors:
            self.fields[key] = self._actor_field(known[key])

    def _actor_field(self, found: Proposable) -> forms.Field:
        """An address on record is not shown: the link may have reached somebody else."""
        if not found.key.endswith(":contact_email"):
            return forms.CharField(label=found.label, max_length=255, required=False, initial=found.present)
        help_text = _("An address is on record. Fill this in to replace it.") if found.present else ""
        return forms.EmailField(label=found.label, required=False, help_text=help_text)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("state"):
            for name, message in (("starts", _("Say since when.")), ("sources", _("Name a source."))):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, message)
        if not self.errors and not self.proposals():
            self.add_error(None, _("Nothing was changed. If everything is right, say so with the button above."))
        return cleaned

    def proposals(self) -> dict[str, Any]:
        """What differs from what stands there, by field."""
        cleaned, website = self.cleaned_data, f"{fields.WEBSITE}:{self.place_key}"
        wanted: dict[str, Any] = {
            fields.KIND: cleaned["kind"],
            fields.SINCE: cleaned["since"],
            website: cleaned["website"],
            f"{fields.POPULATION}:{self.place_key}": self._figures(),
            **{key: cleaned[key] for key in self.actors if cleaned[key]},
        }
        if cleaned["state"]:
            wanted[fields.STATE] = {**dict.fromkeys(fields.STATE_FACTS, ""), **self._state()}
        elif cleaned["continues"] and self.known[fields.STATE].present["state"]:
            wanted[fields.CONTINUES] = cleaned["continues"]
        if cleaned["remark"]:
            wanted[fields.REMARK] = cleaned["remark"]
        return {key: wanted[key] for key in self.known if key in wanted and wanted[key] != self.known[key].present}

    def _state(self) -> dict[str, str]:
        names = ("state", "starts", "decided_by", "sources", "condition", "continues")
        return {name: self.cleaned_data[name] for name in names}

    def _figures(self) -> dict[str, int | None]:
        population = self.cleaned_data["population"]
        return {"population": population, "year": self.cleaned_data["population_year"] if population else None}
