"""Forms are taken once, within limits, and only while there are counters."""

import json
import time

import altcha
import pytest
from django.core.cache import cache
from django.core.signing import Signer
from django.test import RequestFactory
from django.test.utils import override_settings

from partnerships.forms import protected
from partnerships.forms.protected import ProtectedForm
from partnerships.services import protection
from partnerships.services.protection import (
    AlreadySent,
    Limits,
    TooOften,
    TooOftenForRecipient,
    Unavailable,
    admit,
    network_of,
)

TOO_FAST = "Das war schneller, als jemand schreiben kann. Bitte senden Sie das Formular noch einmal."
TOO_OLD = (
    "Das Formular war zu lange geöffnet. Alles, was Sie geschrieben haben, steht noch hier: "
    "Bitte senden Sie es noch einmal."
)


class Letter(ProtectedForm):
    purpose = "letter"


class Note(ProtectedForm):
    purpose = "note"


@pytest.fixture(autouse=True)
def counters():
    cache.clear()
    yield
    cache.clear()


def sent(form_class: type[ProtectedForm] = Letter, age: float = 60, **values: str) -> ProtectedForm:
    """A form filled in `age` seconds after it was handed out."""
    signer = Signer(salt=f"partnerships.form.{form_class.purpose}")
    made = signer.sign(f"{protected.secrets.token_hex(12)}.{int(time.time() - age)}")
    return form_class({"began": made, "homepage": "", "proof": "", **values})


def asking(address: str = "192.0.2.1"):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def solved(form: ProtectedForm) -> str:
    challenge = altcha.Challenge.from_dict(json.loads(form.challenge))
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()


def admitted(count: int, limits: Limits, **options: str) -> int:
    """How many of `count` forms are taken."""
    taken = 0
    for _each in range(count):
        form = sent()
        assert form.is_valid()
        try:
            admit(form, asking(), limits, **options)
        except TooOften:
            continue
        taken += 1
    return taken


def test_a_form_of_ordinary_age_is_valid():
    form = sent()
    assert form.is_valid()
    assert form.is_proven is False
    assert form.asked == []


def test_the_trap_says_what_to_do():
    form = sent(homepage="https://example.org")
    assert form.errors == {"homepage": ["Bitte leeren Sie dieses Feld: Es ist eine Falle für automatische Programme."]}


@pytest.mark.parametrize(
    ("age", "error"),
    [
        (0, TOO_FAST),
        (2, TOO_FAST),
        (4, None),
        (11.9 * 3600, None),
        (12.1 * 3600, TOO_OLD),
    ],
)
def test_age(age, error):
    assert sent(age=age).non_field_errors() == ([error] if error else [])


@pytest.mark.parametrize("began", ["", "x", "a.b:c", "ünï.1:ö", "0" * 200])
def test_a_beginning_that_we_did_not_sign_is_renewed(began):
    form = sent(began=began)
    assert len(form.non_field_errors()) == 1
    assert form.token != began
    assert Letter({"began": form.token})._age(form.token).total_seconds() < 5


def test_a_good_beginning_is_kept_when_the_form_is_shown_again():
    form = sent(homepage="x")
    assert form.token == form.data["began"]


def test_the_beginning_of_another_form_does_not_count():
    token = sent(Note).token
    assert len(Letter({"began": token}).non_field_errors()) == 1


def test_proof():
    form = sent()
    again = Letter({"began": form.token, "proof": solved(form)})
    assert again.is_valid()
    assert again.is_proven is True
    other = sent(proof=again.data["proof"])
    assert other.is_valid()
    assert other.is_proven is False


@pytest.mark.parametrize("proof", ["x", "e30=", "bnVsbA==", "WzFd", "eyJjaGFsbGVuZ2UiOiAxfQ==", "\ud83d", "[" * 4000])
def test_nonsense_is_no_proof(proof):
    form = sent(proof=proof)
    form.is_valid()
    assert form.is_proven is False


def test_limits_of_an_address():
    assert admitted(5, Limits(unproven=3)) == 3
    admit_other = sent()
    assert admit_other.is_valid()
    admit(admit_other, asking("192.0.2.2"), Limits(unproven=3))


def test_a_form_that_is_sent_twice_is_counted_once():
    forms = [sent() for _each in range(3)]
    assert all(form.is_valid() for form in forms)
    limits, office = Limits(unproven=2, per_recipient=2), "office@example.org"
    admit(forms[0], asking(), limits, office)
    for _click in range(2):
        with pytest.raises(AlreadySent):
            admit(forms[0], asking(), limits, office)
    admit(forms[1], asking(), limits, office)
    with pytest.raises(TooOften) as refused:
        admit(forms[2], asking(), limits, office)
    assert type(refused.value) is TooOften


def test_what_one_limit_refuses_does_not_count_for_another():
    limits = Limits(unproven=2, per_recipient=1)
    full, other = [sent() for _each in range(4)], sent()
    assert all(form.is_valid() for form in [*full, other])
    admit(full[0], asking(), limits, "office@example.org")
    for form in full[1:]:
        with pytest.raises(TooOftenForRecipient) as refused:
            admit(form, asking(), limits, "office@example.org")
    assert str(refused.value.message) == (
        "An diesen Empfänger werden heute keine Nachrichten mehr gesendet. Nichts ist verloren: "
        "Bitte senden Sie das Formular morgen noch einmal."
    )
    admit(other, asking(), limits, "other@example.org")
    # What was refused may be sent again, as the words say.
    admit(full[1], asking("192.0.2.2"), limits, "third@example.org")


def test_limits_of_a_recipient(settings):
    assert admitted(5, Limits(unproven=9, per_recipient=2), recipient="Office@example.org") == 2
    form = sent()
    assert form.is_valid()
    with pytest.raises(TooOften):
        admit(form, asking("192.0.2.9"), Limits(per_recipient=2), recipient="office@EXAMPLE.org ")


def test_proven_forms_have_their_own_limit(monkeypatch):
    monkeypatch.setattr(Letter, "is_proven", True)
    assert admitted(6, Limits(proven=5, unproven=1)) == 5


def test_each_form_counts_for_itself():
    assert admitted(3, Limits(unproven=3)) == 3
    note = sent(Note)
    assert note.is_valid()
    admit(note, asking(), Limits(unproven=3))


def test_the_same_form_is_taken_once():
    form = sent()
    assert form.is_valid()
    admit(form, asking())
    with pytest.raises(AlreadySent):
        admit(form, asking())


@override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}})
def test_closed_without_counters():
    form = sent()
    assert form.is_valid()
    with pytest.raises(Unavailable):
        admit(form, asking())


def test_closed_when_the_cache_answers_nothing(monkeypatch):
    """As Redis does while it is away."""
    monkeypatch.setattr(protection.cache, "incr", lambda key: None, raising=False)
    form = sent()
    assert form.is_valid()
    with pytest.raises(Unavailable):
        admit(form, asking())


def test_neither_address_nor_recipient_is_kept():
    form = sent()
    assert form.is_valid()
    admit(form, asking("198.51.100.77"), recipient="office@example.org")
    kept = repr([(key, cache.get(key.split(":", 2)[2])) for key in list(cache._cache)])
    assert "partnerships.protection" in kept
    assert "198.51.100.77" not in kept
    assert "office@example.org" not in kept


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("unix:", ""),
        (None, ""),
    ],
)
def test_network_of(address, network):
    assert network_of(address) == network
