"""The form by which readers write to an actor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .protected import ProtectedForm


class ContactForm(ProtectedForm):
    """A message to whoever carries a partnership on one side."""

    purpose = "actor_contact"

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("You are answered at this address."),
    )
    message = forms.CharField(label=_("Message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
    consent = forms.BooleanField(
        label=_("I agree that my details are passed on to the recipient."),
        error_messages={"required": _("Please confirm this; without it the message cannot be passed on.")},
    )

    def clean_name(self) -> str:
        """In one line: it stands in the head of a mail."""
        return " ".join(self.cleaned_data["name"].split())
