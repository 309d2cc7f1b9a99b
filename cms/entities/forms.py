"""Base form class and widgets of the registers."""

from typing import Any

from django import forms
from django.conf import settings
from wagtail.admin.forms import WagtailAdminModelForm

from cms.entities.keys import free_key, key_base


class LanguageSelect(forms.Select):
    """The languages of the site; a name in any other language keeps its code."""

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, choices=settings.LANGUAGES)

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list:
        """Adds the stored code where the site does not have that language."""
        known = {code for code, _name in settings.LANGUAGES}
        others = [(code, code) for code in value if code and code not in known]
        self.choices = [*settings.LANGUAGES, *others]
        return super().optgroups(name, value, attrs)


class EntityForm(WagtailAdminModelForm):
    """An empty key is made from the first name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        if self.instance._state.adding:
            self.initial["key"] = ""

    def save(self, commit: bool = True) -> Any:
        """With a key that no other entity of this kind has."""
        if not self.instance.key:
            base = key_base(next(self._names(), ""))
            taken = self.instance._meta.default_manager.filter(key__startswith=base)
            self.instance.key = free_key(base, set(taken.values_list("key", flat=True)))
        return super().save(commit)

    def _names(self) -> Any:
        for row in self.formsets["names"].forms:
            data = row.cleaned_data
            if data.get("text") and not data.get("DELETE"):
                yield data["text"]
