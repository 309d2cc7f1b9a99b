"""The form by which a municipality posts a request; choices and the finding of places are handed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .protected import ProtectedForm

Choices = Sequence[tuple[str, Any]]
# (key, label) of the places that somebody may mean by a name, and whether they bear exactly that name.
FindPlaces = Callable[[str], tuple[Choices, bool]]
# "None of these": the name is kept as it was typed.
UNLISTED = "-"
MONTHS = ((3, _("3 months")), (6, _("6 months")), (9, _("9 months")), (12, _("12 months")))
DEFAULT_MONTHS = 6
MOST_TOPICS, MOST_LANGUAGES = 6, 8
# So many of a long list stand open on a phone; the rest unfolds.
SHOWN_FIRST = 4


@dataclass(frozen=True)
class Offers:
    """What can be chosen."""

    kinds: Choices
    topics: Choices
    places: Choices
    sizes: Choices
    languages: Choices


class OneLine(forms.CharField):
    """What stands in a sentence or the head of a mail: no line of it can pass for one of ours."""

    def to_python(self, value: object) -> str:
        return " ".join(super().to_python(value).split())


class RequestForm(ProtectedForm):
    """A typed name that several places bear is asked about; one that none bears is kept for staff."""

    purpose = "partner_request"

    place_name = OneLine(
        label=_("Municipality"), max_length=120, help_text=_("A city, municipality, district or region."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Which one do you mean?"), required=False, widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("In which languages can you be written to?"), widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    about = forms.CharField(
        label=_("In short"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences: what do you look for, or what do you offer?"),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)
    brings = forms.CharField(
        label=_("What do you bring?"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("E.g. schools, associations, projects, experience. It is published; please name no persons."),
    )  # fmt: skip
    months = forms.TypedChoiceField(
        label=_("How long should the request be open?"), choices=MONTHS, coerce=int, initial=DEFAULT_MONTHS,
        help_text=_("You can close it at any time, and extend it once."),
    )  # fmt: skip
    where = forms.ChoiceField(label=_("Where should the partner be?"), required=False)
    size = forms.ChoiceField(label=_("How large should it be?"), required=False)
    office = forms.CharField(
        label=_("Responsible office"), max_length=200, help_text=_("Only the editors see it.")
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail of the office"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("It is never published: interested towns write to you by a form."),
    )  # fmt: skip
    consent = forms.BooleanField(
        label=_("I may speak for the municipality, and agree that the details are used as described above."),
        error_messages={"required": _("Please confirm this; without it the request cannot be taken.")},
    )

    def __init__(self, *args: Any, offers: Offers, find_places: FindPlaces, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_places = find_places
        self.candidates: Choices = ()
        self.is_clear = True
        anywhere, any_size = ("", _("Anywhere")), ("", _("Any size"))
        for name, choices in (
            ("kind", offers.kinds), ("topics", offers.topics), ("where", [anywhere, *offers.places]),
            ("size", [any_size, *offers.sizes]), ("languages", offers.languages),
        ):  # fmt: skip
            self.fields[name].choices = choices
        self._fold("languages", _("More languages"))
        if self.is_bound:
            self._offer_candidates(str(self.data.get(self.add_prefix("place_name"), ""))[:120])

    def _fold(self, name: str, label: Any) -> None:
        """What was chosen is never folded away."""
        field = self.fields[name]
        chosen = self[name].value() or ()
        field.shown_first, field.rest_label = SHOWN_FIRST, label
        field.shows_all = any(value in chosen for value, _label in list(field.choices)[SHOWN_FIRST:])

    def clean_topics(self) -> list[str]:
        return self._at_most("topics", MOST_TOPICS)

    def clean_languages(self) -> list[str]:
        return self._at_most("languages", MOST_LANGUAGES)

    def clean(self) -> dict[str, Any]:
        """The key of the place: of the only one there is, of the one chosen, or "" for a name that is kept."""
        cleaned = super().clean()
        if cleaned.get("place_name") and "place" not in self.errors:
            chosen = cleaned.get("place", "")
            if not chosen and not self.is_clear:
                self.add_error("place", _("We know places with such a name. Please choose yours."))
            elif chosen == UNLISTED:
                cleaned["place"] = ""
            elif not chosen and self.candidates:
                cleaned["place"] = self.candidates[0][0]
        return cleaned

    @property
    def asked(self) -> list[forms.BoundField]:
        """Which place is meant is asked only when that is not clear."""
        return [field for field in super().asked if field.name != "place" or not self.is_clear]

    def _offer_candidates(self, name: str) -> None:
        """One that bears exactly the name needs no question, nor does a name that nothing bears."""
        self.candidates, is_exact = self.find_places(name)
        self.is_clear = not self.candidates or (is_exact and len(self.candidates) == 1)
        self.fields["place"].choices = [*self.candidates, (UNLISTED, _("None of these"))]

    def _at_most(self, name: str, most: int) -> list[str]:
        chosen = self.cleaned_data[name]
        if len(chosen) > most:
            raise forms.ValidationError(_("Please choose %(most)d at most."), params={"most": most})
        return chosen


class AnswerForm(ProtectedForm):
    """A message from an interested town to the municipality behind a request."""

    purpose = "request_answer"

    sender = OneLine(
        label=_("Your town or organisation"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )  # fmt: skip
    name = OneLine(
        label=_("Your name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The municipality answers to this address."),
    )  # fmt: skip
    message = forms.CharField(label=_("Message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
    consent = forms.BooleanField(
        label=_("I agree that my details are passed on to the municipality."),
        error_messages={"required": _("Please confirm this; without it the message cannot be passed on.")},
    )
