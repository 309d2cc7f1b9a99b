"""The form that makes a tag while an editor is choosing one."""

from typing import Any

from anyascii import anyascii
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cms.entities.folding import fold
from cms.entities.models import Topic, TopicKind, TopicName

FIELD = "name_{}".format


class TagForm(forms.Form):
    """One field per language; the source language's is required. Two tags never bear the same name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[FIELD(code)] = forms.CharField(
                label=_("Name (%(language)s)") % {"language": name},
                max_length=255,
                required=code == settings.LANGUAGE_CODE,
            )

    def clean(self) -> dict[str, Any]:
        """Point at the tag that is already there."""
        cleaned = super().clean()
        for code, _name in settings.LANGUAGES:
            text = cleaned.get(FIELD(code))
            taken = text and TopicName.objects.filter(entity__kind=TopicKind.TAG, folded=fold(text)).first()
            if taken:
                error = ValidationError(_("There is already a tag “%(name)s”: choose it."), params={"name": taken.text})
                self.add_error(FIELD(code), error)
        return cleaned

    def save(self) -> Topic:
        """The new tag with its names."""
        tag = Topic(kind=TopicKind.TAG, key=self._free_key())
        names = [(code, self.cleaned_data[FIELD(code)]) for code, _name in settings.LANGUAGES]
        tag.names.set(
            [
                TopicName(language=code, text=text, sort_order=order)
                for order, (code, text) in enumerate(names)
                if text
            ]
        )
        tag.save()
        return tag

    def _free_key(self) -> str:
        base = slugify(anyascii(self.cleaned_data[FIELD(settings.LANGUAGE_CODE)]))[:90] or "tag"
        taken = set(Topic.objects.filter(key__startswith=base).values_list("key", flat=True))
        return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
