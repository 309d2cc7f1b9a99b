"""What a municipality types, and a beginning of the form that is old enough."""

import re
import time

from django.core import mail
from django.core.signing import Signer

from partnerships.forms import ProtectedForm, RequestForm

PATH = re.compile(r"http://localhost(/\S+)")


def began(form: type[ProtectedForm] = RequestForm, nonce: str = "n0", age: float = 60) -> str:
    """A token as the form would have carried it."""
    return Signer(salt=f"partnerships.form.{form.purpose}").sign(f"{nonce}.{int(time.time() - age)}")


def request_data(**changes: object) -> dict[str, object]:
    """A form that is taken."""
    return {
        "began": began(), "homepage": "", "proof": "",
        "place_name": "Musterstadt", "languages": ["de", "en"], "kind": "seek",
        "about": "Wir suchen eine Partnerstadt.", "topics": [], "brings": "Zwei Schulen.", "months": "6",
        "where": "", "size": "medium", "office": "Kulturamt", "email": "kulturamt@example.org", "consent": "on",
        **changes,
    }  # fmt: skip


def link_in_mail(position: int = -1) -> str:
    """The last address of a mail, without its host."""
    return PATH.findall(mail.outbox[position].body)[-1]
