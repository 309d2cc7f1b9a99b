"""The translator's form: one field per unit, rich texts in Wagtail's own editor."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.widgets import AdminDateTimeInput

from .richtext import links_of, plain, same_words

if TYPE_CHECKING:
    from .services.rows import Row

LONG = 80


def key_of(path: str) -> str:
    """The part of a field's name that stands for a path, whatever else moves on the page."""
    return hashlib.sha256(path.encode()).hexdigest()[:12]


class WordsForm(forms.Form):
    """One field per row, and what was shown in it, so that only what somebody changed is saved.

    `typed` are texts by path to begin with instead of those in work: typed before a conflict, or of an old version.
    """

    def __init__(
        self,
        *args: object,
        rows: "Sequence[Row]",
        language: str,
        typed: Mapping[str, str] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.language = language
        for row in rows:
            key = key_of(row.path)
            start = (typed or {}).get(row.path, row.value)
            self.fields[f"words-{key}"] = forms.CharField(
                label=row.name, required=False, widget=self._widget(row), initial=start
            )
            self.fields[f"shown-{key}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=row.value, strip=False
            )
            if row.state == "outdated":
                self.fields[f"right-{key}"] = forms.BooleanField(label=_("Still right"), required=False)

    def _widget(self, row: "Row") -> forms.Widget:
        if row.rich:
            return get_rich_text_editor_widget(features=row.features)
        lines = max(1, -(-len(row.source) // LONG))
        widget = forms.Textarea(attrs={"rows": min(lines, 12)})
        widget.attrs |= {"lang": self.language, "spellcheck": "true", "data-controller": "w-autosize"}
        return widget

    def clean(self) -> dict:
        """Every changed text must fit its place."""
        for row in self.rows:
            text = self._changed.get(row.path)
            if not text:
                continue
            try:
                row.check(text)
            except ValidationError as error:
                self.add_error(f"words-{key_of(row.path)}", error.messages)
        return self.cleaned_data

    @cached_property
    def _changed(self) -> dict[str, str]:
        """Texts by path that are not what was shown; empty ones were taken back, those of a file may be declined."""
        found = {}
        for row in self.rows:
            key = key_of(row.path)
            text = self.cleaned_data.get(f"words-{key}", "").strip()
            if f"keep-{key}" in self.data:
                continue
            shown = self.cleaned_data.get(f"shown-{key}", "").strip()
            text = text if plain(text) else ""
            if not same_words(text, shown) or links_of(text) != links_of(shown):
                found[row.path] = text
        return found

    def entered(self) -> dict[str, str]:
        """Texts by path that say something new, confirm an outdated wording, or take a draft back."""
        return {**self._changed, **self._confirmed()}

    def _confirmed(self) -> dict[str, str]:
        return {
            row.path: self.cleaned_data[f"words-{key_of(row.path)}"].strip()
            for row in self.rows
            if self.cleaned_data.get(f"right-{key_of(row.path)}")
        }

    def lines(self) -> list[dict]:
        """Each row with its bound fields, for the template."""
        return [self._line(row, key_of(row.path)) for row in self.rows]

    def _line(self, row: "Row", key: str) -> dict:
        right = f"right-{key}"
        return {
            "row": row,
            "key": key,
            "field": self[f"words-{key}"],
            "shown": self[f"shown-{key}"],
            "right": self[right] if right in self.fields else None,
        }


class MomentForm(forms.Form):
    """When to publish; empty means now."""

    go_live_at = forms.DateTimeField(label=_("Publish on"), required=False, widget=AdminDateTimeInput)

    def clean_go_live_at(self) -> object:
        """A moment that lies ahead."""
        moment = self.cleaned_data["go_live_at"]
        if moment is not None and moment <= timezone.now():
            raise ValidationError(_("This moment has passed."))
        return moment
