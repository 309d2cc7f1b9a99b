"""Forms that anybody may send, protected without third parties, cookies or scripts that must run."""

import json
import secrets
from datetime import timedelta
from typing import Any

import altcha
from django import forms
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

# Nobody fills in a form faster, or leaves it open longer.
FASTEST = timedelta(seconds=3)
SLOWEST = timedelta(hours=12)
# About 256 derivations: a second of a laptop in the background, a few of a phone.
ALGORITHM = "PBKDF2/SHA-256"
COST = 2000
PREFIX = "00"


class ProtectedForm(forms.Form):
    """A trap, a signed beginning, and a proof of work that scripts add; `purpose` keeps forms and limits apart.

    What it cannot judge alone (how often, used before) is `services.protection.admit`.
    """

    purpose = ""

    homepage = forms.CharField(
        label=_("Please leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    began = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    PROTECTION = ("homepage", "began", "proof")

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields for people, in their order."""
        return [self[name] for name in self.fields if name not in self.PROTECTION]

    @cached_property
    def token(self) -> str:
        """What `began` carries: that of the form as sent while it is good, else a new one."""
        sent = str(self.data.get(self.add_prefix("began"), "")) if self.is_bound else ""
        made = f"{secrets.token_hex(12)}.{int(timezone.now().timestamp())}"
        return sent if self._age(sent) is not None else self._signer.sign(made)

    @property
    def nonce(self) -> str:
        """What makes this form unlike any other that was handed out."""
        return self.token.partition(".")[0]

    @cached_property
    def challenge(self) -> str:
        """The proof of work as JSON; it is good for this form only."""
        made = altcha.create_challenge(
            ALGORITHM,
            COST,
            key_prefix=PREFIX,
            expires_at=timezone.now() + SLOWEST,
            data={"form": self.nonce},
            hmac_secret=self._secret,
        )
        return json.dumps(made.to_dict())

    @cached_property
    def is_proven(self) -> bool:
        """Whether the work for this very form was done."""
        try:
            proof = altcha.Payload.from_base64(self.cleaned_data.get("proof", ""))
            solved = altcha.verify_solution(proof, self._secret).verified
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return False
        return solved and proof.challenge.parameters.data == {"form": self.nonce}

    def clean(self) -> dict[str, Any]:
        """Errors say what to do: people are never turned away for good."""
        cleaned = super().clean()
        if cleaned.get("homepage"):
            self.add_error("homepage", _("Please empty this field: it is a trap for automatic programs."))
        age = self._age(cleaned.get("began", ""))
        if self.errors:
            # It comes back anyway, by then with a good beginning.
            return cleaned
        if age is None:
            self.add_error(
                None, _("The form was open for too long. Everything you typed is still here: send it again.")
            )
        elif age < FASTEST:
            self.add_error(None, _("That was faster than anybody can type. Please send the form again."))
        return cleaned

    def _age(self, token: str) -> timedelta | None:
        """How long ago the form was handed out; None when that is too long ago or not our signature."""
        try:
            moment = float(self._signer.unsign(token).rpartition(".")[2])
        except (BadSignature, ValueError):
            return None
        age = timedelta(seconds=max(timezone.now().timestamp() - moment, 0))
        return age if age <= SLOWEST else None

    @property
    def _signer(self) -> Signer:
        return Signer(salt=f"partnerships.form.{self.purpose}")

    @property
    def _secret(self) -> str:
        return salted_hmac("partnerships.proof", self.purpose).hexdigest()
