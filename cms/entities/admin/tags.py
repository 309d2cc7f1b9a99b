"""The form that makes a tag while an editor is choosing one."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.entities.folding import fold
from cms.entities.keys import free_key, key_base
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
                message = _("There is already a tag “%(name)s”: choose it.")
                self.add_error(FIELD(code), ValidationError(message, params={"name": taken.text}))
        return cleaned

    def save(self) -> Topic:
        """The new tag with its names."""
        base = key_base(self.cleaned_data[FIELD(settings.LANGUAGE_CODE)])
        taken = Topic.objects.filter(key__startswith=base).values_list("key", flat=True)
        tag = Topic(kind=TopicKind.TAG, key=free_key(base, set(taken)))
        texts = [(code, self.cleaned_data[FIELD(code)]) for code, _name in settings.LANGUAGES]
        rows = [(code, text) for code, text in texts if text]
        tag.names.set([TopicName(language=code, text=text, sort_order=n) for n, (code, text) in enumerate(rows)])
        tag.save()
        return tag
