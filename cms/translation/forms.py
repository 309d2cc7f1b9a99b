"""The translator's form: one field per unit, rich texts in Wagtail's own editor."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import get_rich_text_editor_widget

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
LONG = 80


class WordsForm(forms.Form):
    """Fields named by position; `rows` are dictionaries with path, source, value, rich, state and label."""

    def __init__(self, *args: object, rows: Sequence[dict], language: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for number, row in enumerate(rows):
            attributes = {"lang": language, "spellcheck": "true"}
            if row["rich"]:
                widget = get_rich_text_editor_widget(features=TEXT_FEATURES)
            else:
                widget = forms.Textarea(attrs={**attributes, "rows": 3 if len(row["source"]) > LONG else 1})
            self.fields[f"words-{number}"] = forms.CharField(
                label=row["label"], required=False, widget=widget, initial=row["value"]
            )
            if row["state"] == "outdated":
                self.fields[f"right-{number}"] = forms.BooleanField(label=_("Still right"), required=False)

    def bound_rows(self) -> list[dict]:
        """Each row with its bound fields, for the template."""
        return [
            {
                **row,
                "field": self[f"words-{number}"],
                "right": self[f"right-{number}"] if f"right-{number}" in self.fields else None,
            }
            for number, row in enumerate(self.rows)
        ]

    def entered(self) -> dict[str, str]:
        """Texts by path that say something new, or confirm an outdated wording."""
        found = {}
        for number, row in enumerate(self.rows):
            text = self.cleaned_data[f"words-{number}"].strip()
            confirmed = self.cleaned_data.get(f"right-{number}", False)
            if text and (text != row["value"].strip() or confirmed or row["pending"]):
                found[row["path"]] = text
        return found
