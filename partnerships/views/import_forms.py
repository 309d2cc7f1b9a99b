"""Forms of imports: the upload, and what staff choose for a row."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from partnerships.models import DirectoryPage, ImportRow, State
from partnerships.services.directory.wording import number
from partnerships.services.importing.describing import candidates, changes_of
from partnerships.services.importing.limits import MAX_BYTES, MAX_ROWS, MEGABYTE
from partnerships.services.importing.reasons import words

NEW = "new"


class UploadForm(forms.Form):
    """A file, and the directory where there are several."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    directory = forms.ChoiceField(label=_("Directory"))

    def __init__(self, *args: Any, directories: list[DirectoryPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Filled in now: a lazy text with "%" would stay in the language of the start.
        self.fields["file"].help_text = gettext(
            "CSV (UTF-8) or XLSX with the names of the columns in the first row; at most %(rows)s rows."
        ) % {"rows": number(MAX_ROWS)}
        self.directories = {str(page.pk): page for page in directories}
        self.fields["directory"].choices = [(key, page.title) for key, page in self.directories.items()]
        if len(directories) == 1:
            self.fields["directory"].widget = forms.HiddenInput()
            self.fields["directory"].initial = directories[0].pk

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(words({"code": "too_large", "limit": MAX_BYTES // MEGABYTE}))
        return file

    def directory_page(self) -> DirectoryPage:
        """The chosen one."""
        return self.directories[self.cleaned_data["directory"]]


class RowForm(forms.Form):
    """One field for each thing that the row leaves open."""

    def __init__(self, *args: Any, row: ImportRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen = row.choices
        for place in row.plan.get("places", []):
            number = str(place["number"])
            if place["unclear"] or number in chosen.get("places", {}):
                self.fields[f"place_{number}"] = forms.ChoiceField(
                    label=place["name"],
                    choices=[*candidates(place["candidates"]), (NEW, _("another place, to be made from the row"))],
                    initial=chosen.get("places", {}).get(number),
                    widget=forms.RadioSelect,
                    required=False,
                )
        for name in dict.fromkeys(change.field for change in changes_of(row) if change.conflict):
            self.fields[f"take_{name}"] = forms.ChoiceField(
                label=" / ".join(change.label for change in changes_of(row) if change.field == name),
                choices=[("", _("keep what the profile says")), ("file", _("take what the file says"))],
                initial="file" if name in chosen.get("take", []) else "",
                widget=forms.RadioSelect,
                required=False,
            )
        if row.to_confirm or "state" in chosen:
            self.fields["state"] = forms.ChoiceField(
                label=pgettext_lazy("partnership", "State"),
                choices=[(state.value, state.label) for state in (State.SUSPENDED, State.RESTING)],
                initial=chosen.get("state", State.SUSPENDED.value),
                widget=forms.RadioSelect,
            )

    def choices(self) -> dict[str, Any]:
        """As the row keeps them; what the form does not ask stays as it was said before."""
        data = {name: value for name, value in self.cleaned_data.items() if value}
        before = self.chosen.get("places", {})
        places = before | {
            name.removeprefix("place_"): value for name, value in data.items() if name.startswith("place_")
        }
        # Other places are another profile: what was said of the first one does not hold for it.
        taken = self._taken(data) if places == before else []
        found = {"places": places, "take": taken, "state": data.get("state") or self.chosen.get("state")}
        return {name: value for name, value in found.items() if value}

    def _taken(self, data: dict[str, Any]) -> list[str]:
        before = [name for name in self.chosen.get("take", []) if f"take_{name}" not in self.fields]
        return [*before, *(name.removeprefix("take_") for name in data if name.startswith("take_"))]
