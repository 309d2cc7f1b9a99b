"""The form for municipalities: what is asked, kept and refused, and the mail that follows."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from partnerships.models import RequestSubmission
from partnerships.services.requests import intake
from tests.factories.entities import PlaceFactory, TopicFactory

from .filled import began, link_in_mail, request_data

pytestmark = pytest.mark.django_db
NEW = "/de/partnerships/requests/new/"


def errors(response) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_a_good_form_is_kept_unconfirmed_and_a_mail_goes_out(client: Client, index, musterstadt, tver):
    TopicFactory(key="youth")
    data = request_data(topics=["youth"], where="region:tver-oblast")
    response = client.post(NEW, data)
    assert (response.status_code, response["Location"]) == (302, "/de/partnerships/requests/sent/")
    kept = RequestSubmission.objects.values(
        "state", "language", "kind", "place__key", "place_name", "topics", "wished_country__code",
        "wished_region__key", "wished_size", "languages", "about", "brings", "months", "office", "email", "page_key",
    ).get()  # fmt: skip
    assert kept == {
        "state": "unconfirmed", "language": "de", "kind": "seek", "place__key": "musterstadt",
        "place_name": "Musterstadt", "topics": ["youth"], "wished_country__code": "RU",
        "wished_region__key": "tver-oblast", "wished_size": "medium", "languages": ["de", "en"],
        "about": "Wir suchen eine Partnerstadt.", "brings": "Zwei Schulen.", "months": 6, "office": "Kulturamt",
        "email": "kulturamt@example.org", "page_key": None,
    }  # fmt: skip
    [message] = mail.outbox
    assert (message.to, message.reply_to, message.subject) == (
        ["kulturamt@example.org"], [], "Dialograum: Bitte bestätigen Sie Ihr Partnerschaftsgesuch",
    )  # fmt: skip
    assert client.get("/de/partnerships/requests/sent/").status_code == 200


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("de", "Dialograum: Bitte bestätigen Sie Ihr Partnerschaftsgesuch", "innerhalb von 48 Stunden"),
        ("ru", "Dialograum: подтвердите, пожалуйста, запрос о партнёрстве", "в течение 48 часов"),
        ("en", "Dialograum: please confirm your partner request", "within 48 hours"),
    ],
)
def test_the_mail_speaks_the_language_of_the_form(client: Client, index, musterstadt, language, subject, words):
    client.post(NEW.replace("/de/", f"/{language}/"), request_data())
    [message] = mail.outbox
    assert message.subject == subject
    assert words in message.body
    # Whoever has this address may have sent nothing: none of what was typed goes there.
    assert "Musterstadt" not in message.body
    assert link_in_mail().startswith(f"/{language}/partnerships/requests/confirm/")


def test_nobody_gets_a_cookie_and_nothing_is_cached(client: Client, index):
    response = client.get(NEW)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_errors_stand_in_a_summary_and_beside_the_field_and_nothing_is_lost(client: Client, index):
    data = request_data(email="kein", about="Wir <b>suchen</b>.", consent="", months="12", size="major")
    response = client.post(NEW, data)
    assert response.status_code == 400
    assert errors(response) == {
        "email": ["Bitte gültige E-Mail-Adresse eingeben."],
        "consent": ["Bitte bestätigen Sie das; ohne kann das Gesuch nicht angenommen werden."],
    }
    text = response.content.decode()
    assert '<a href="#id_email">E-Mail der Dienststelle: Bitte gültige E-Mail-Adresse eingeben.</a>' in text
    assert 'aria-describedby="id_email_helptext id_email_error"' in text
    assert "Wir &lt;b&gt;suchen&lt;/b&gt;." in text
    assert '<option value="12" selected>' in text
    assert '<option value="major" selected>' in text
    assert 'value="kein"' in text
    assert (RequestSubmission.objects.count(), mail.outbox) == (0, [])


def test_languages_that_few_speak_are_folded_away_unless_chosen(client: Client, index):
    def folded(response) -> bool:
        return '<details class="disclosure choices-more">' in response.content.decode()

    wrong = [client.post(NEW, request_data(email="", languages=chosen)) for chosen in (["de"], ["de", "zh"])]
    assert [folded(client.get(NEW)), *map(folded, wrong)] == [True, True, False]
    # A question ends with its own mark.
    assert "Wie groß soll sie sein?:" not in client.post(NEW, request_data(size="x")).content.decode()


def test_a_name_of_several_places_is_asked_about(client: Client, index, musterstadt):
    PlaceFactory(key="other", names={"de": "Musterstadt"})
    response = client.post(NEW, request_data())
    assert errors(response) == {"place": ["Wir kennen Orte mit einem solchen Namen. Bitte wählen Sie Ihren."]}
    assert [value for value, _label in response.context["form"].fields["place"].choices] == [
        "musterstadt",
        "other",
        "-",
    ]
    assert client.post(NEW, request_data(place="other")).status_code == 302
    assert RequestSubmission.objects.get().place.key == "other"


def test_a_part_of_a_name_is_asked_about_and_may_be_none_of_those(client: Client, index, musterstadt):
    response = client.post(NEW, request_data(place_name="Muster"))
    assert errors(response).keys() == {"place"}
    assert client.post(NEW, request_data(place_name="Muster", place="-")).status_code == 302
    kept = RequestSubmission.objects.get()
    assert (kept.place, kept.place_name) == (None, "Muster")


@pytest.mark.parametrize("name", ["Мустерштадт", "MUSTERSTADT", "musterstadt "])
def test_a_place_is_found_by_any_spelling(client: Client, index, musterstadt, name):
    assert client.post(NEW, request_data(place_name=name)).status_code == 302
    assert RequestSubmission.objects.get().place == musterstadt


def test_an_unknown_place_is_kept_as_it_was_typed(client: Client, index, musterstadt):
    assert client.post(NEW, request_data(place_name="Nirgendwo")).status_code == 302
    kept = RequestSubmission.objects.get()
    assert (kept.place, kept.place_name) == (None, "Nirgendwo")


def test_a_chosen_place_that_was_not_offered_is_refused(client: Client, index, musterstadt, tver):
    assert errors(client.post(NEW, request_data(place="twer"))).keys() == {"place"}


def test_too_many_topics(client: Client, index, musterstadt):
    keys = [f"t{number}" for number in range(7)]
    for key in keys:
        TopicFactory(key=key)
    assert errors(client.post(NEW, request_data(topics=keys))) == {"topics": ["Bitte wählen Sie höchstens 6."]}


def test_the_same_form_twice(client: Client, index, musterstadt):
    assert client.post(NEW, request_data()).status_code == 302
    again = client.post(NEW, request_data())
    assert again.status_code == 409
    assert "Dieses Formular wurde schon gesendet." in again.content.decode()
    assert RequestSubmission.objects.count() == 1


def test_the_fourth_form_of_an_address_waits_and_so_does_the_fourth_mail_to_one(client: Client, index, musterstadt):
    statuses = []
    for number in range(4):
        data = request_data(began=began(nonce=f"n{number}"), email=f"office{number}@example.org")
        statuses.append(client.post(NEW, data).status_code)
    assert statuses == [302, 302, 302, 429]
    to_one = [
        client.post(NEW, request_data(began=began(nonce=f"m{number}")), REMOTE_ADDR=f"192.0.2.{number}").status_code
        for number in range(4)
    ]
    assert to_one == [302, 302, 302, 429]


def test_without_counters_nothing_is_taken_and_nothing_lost(client: Client, index, musterstadt, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    response = client.post(NEW, request_data())
    assert response.status_code == 503
    assert "Wir suchen eine Partnerstadt." in response.content.decode()
    assert RequestSubmission.objects.count() == 0


def test_a_mail_server_that_is_away_loses_nothing(client: Client, index, musterstadt, monkeypatch):
    def fails(message: EmailMessage, fail_silently: bool = False) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", fails)
        response = client.post(NEW, request_data())
    assert response.status_code == 503
    assert "Die E-Mail konnte nicht gesendet werden." in response.content.decode()
    assert RequestSubmission.objects.count() == 0
    assert client.post(NEW, request_data()).status_code == 302


def test_a_database_that_is_away_for_a_moment_loses_nothing(client: Client, index, musterstadt, monkeypatch):
    def fails(*args: object, **kwargs: object) -> None:
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(intake.mails, "send", fails)
        assert client.post(NEW, request_data()).status_code == 503
    assert client.post(NEW, request_data()).status_code == 302


def test_what_is_typed_never_reaches_the_head_of_a_mail(client: Client, index):
    data = request_data(place_name="Ort\r\nBcc: x@example.org", email="a@example.org")
    client.post(NEW, data)
    [message] = mail.outbox
    assert message.message()["Bcc"] is None
    assert "\n" not in message.subject
    refused = client.post(NEW, request_data(began=began(nonce="x"), email="a@example.org\nBcc: b@example.org"))
    assert errors(refused).keys() == {"email"}
    with pytest.raises(BadHeaderError):
        EmailMessage("a\nb", "", to=["a@example.org"]).message()


def test_confirming_asks_for_a_click(client: Client, index, musterstadt):
    client.post(NEW, request_data())
    address = link_in_mail()
    for _scanner in range(2):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert RequestSubmission.objects.get().state == "unconfirmed"
    response = client.post(address)
    assert "Danke, das Gesuch ist bestätigt" in response.content.decode()
    kept = RequestSubmission.objects.get()
    assert (kept.state, kept.confirmed_at is not None) == ("waiting", True)


def test_a_second_click_changes_nothing(client: Client, index, musterstadt):
    client.post(NEW, request_data())
    address = link_in_mail()
    client.post(address)
    moment = RequestSubmission.objects.get().confirmed_at
    assert "Dieses Gesuch ist schon bestätigt" in client.post(address).content.decode()
    assert RequestSubmission.objects.get().confirmed_at == moment


def test_links_that_are_not_ours(client: Client, index, musterstadt):
    client.post(NEW, request_data())
    address = link_in_mail()
    for wrong in (
        address[:-2] + "x/",
        address.replace("/confirm/", "/manage/"),
        "/de/partnerships/requests/confirm/x/",
    ):
        assert client.post(wrong).status_code == 404
    assert RequestSubmission.objects.get().state == "unconfirmed"


def test_an_old_link_says_so(client: Client, index, musterstadt, monkeypatch):
    client.post(NEW, request_data())
    later = timezone.now().timestamp() + timedelta(hours=49).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    response = client.post(link_in_mail())
    assert response.status_code == 410
    assert "Dieser Link gilt nicht mehr" in response.content.decode()
    assert RequestSubmission.objects.get().state == "unconfirmed"


def test_a_link_to_what_was_deleted(client: Client, index, musterstadt):
    client.post(NEW, request_data())
    RequestSubmission.objects.all().delete()
    response = client.get(link_in_mail())
    assert response.status_code == 410
    assert "Dieses Gesuch ist nicht mehr da" in response.content.decode()


def test_the_form_asks_the_database_alike_for_any_number_of_choices(
    client: Client, index, musterstadt, tver, django_assert_num_queries
):
    TopicFactory(key="youth")
    client.get(NEW)
    with django_assert_num_queries(10):
        client.get(NEW)
    for number in range(3):
        TopicFactory(key=f"topic{number}")
        PlaceFactory(key=f"p{number}", country=tver.country, region=tver.region)
    with django_assert_num_queries(10):
        client.get(NEW)
