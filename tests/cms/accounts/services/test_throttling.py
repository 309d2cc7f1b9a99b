"""Failed logins lock a name from one address, and an address for any name; nobody else."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from cms.accounts.services.throttling import client_address, forget_attempts
from tests.factories.accounts import AdminFactory

LOGIN = "/admin/login/"
OFFICE, ELSEWHERE = "192.0.2.10", "198.51.100.20"


@pytest.fixture
def editor(db: None) -> str:
    return AdminFactory(username="editor").username


def log_in(client: Client, username: str, password: str, address: str = OFFICE, **headers: str) -> int:
    data = {"username": username, "password": password}
    return client.post(LOGIN, data, REMOTE_ADDR=address, headers=headers).status_code


def fail(client: Client, times: int, address: str = OFFICE, username: str = "editor") -> list[int]:
    return [log_in(client, username, f"guess-{number}", address) for number in range(times)]


def test_the_tenth_failure_locks_even_the_right_password(client: Client, editor: str):
    assert fail(client, 10) == [200] * 9 + [429]
    assert log_in(client, editor, "password") == 429
    assert "_auth_user_id" not in client.session


def test_the_same_name_from_elsewhere_is_not_locked(client: Client, editor: str):
    fail(client, 10, ELSEWHERE)
    assert log_in(client, editor, "password") == 302


def test_an_address_that_tries_many_names_is_locked_for_all(client: Client, editor: str):
    statuses = [log_in(client, f"name-{number}", "password") for number in range(10)]
    assert statuses == [200] * 9 + [429]
    assert log_in(client, editor, "password") == 429
    assert log_in(client, editor, "password", ELSEWHERE) == 302


def test_it_is_over_after_a_quarter_of_an_hour_of_further_tries(client: Client, editor: str):
    fail(client, 12)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert log_in(client, editor, "password") == 302


def test_another_browser_is_no_way_round(client: Client, editor: str):
    for number in range(10):
        log_in(client, editor, "guess", user_agent=f"Browser {number}")
    assert log_in(client, editor, "password", user_agent="Browser 11") == 429


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("de", "Zu viele Versuche", "Bitte versuchen Sie es in 15 Minuten erneut."),
        ("ru", "Слишком много попыток", "Попробуйте снова через 15 минут."),
        ("en", "Too many attempts", "Please try again in 15 minutes."),
    ],
)
def test_the_refusal_is_a_page_in_the_language_of_the_browser(
    client: Client, editor: str, language: str, title: str, words: str
):
    fail(client, 10)
    data = {"username": "editor", "password": "password"}
    response = client.post(LOGIN, data, REMOTE_ADDR=OFFICE, headers={"accept-language": language})
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert f"<h1>{title}</h1>" in page
    assert words in page
    assert f'<html lang="{language}"' in page
    assert "editor" not in page


def test_forgotten_when_it_no_longer_counts(client: Client, editor: str):
    fail(client, 1)
    fail(client, 1, ELSEWHERE)
    AccessAttempt.objects.filter(ip_address=OFFICE).update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert forget_attempts() == 1
    assert [attempt.ip_address for attempt in AccessAttempt.objects.all()] == [ELSEWHERE]


def test_passwords_are_not_kept(client: Client, editor: str):
    log_in(client, editor, "almost-right")
    attempt = AccessAttempt.objects.get()
    assert "almost-right" not in f"{attempt.post_data}{attempt.get_data}"


def reset(client: Client, mailbox: str, address: str = OFFICE, language: str = "de") -> HttpResponse:
    headers = {"accept-language": language}
    return client.post("/admin/password_reset/", {"email": mailbox}, REMOTE_ADDR=address, headers=headers)


@pytest.fixture
def nothing_counted() -> None:
    cache.clear()


@pytest.mark.usefixtures("nothing_counted", "db")
def test_letters_with_a_new_password_are_few_for_each_network(client: Client):
    answers = [reset(client, f"somebody{number}@example.org") for number in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert reset(client, "somebody@example.org", ELSEWHERE).status_code == 302
    refused = answers[-1]
    assert 1 <= int(refused["Retry-After"]) <= 900
    assert "Ein neues Passwort wurde von hier aus zu oft angefordert." in refused.content.decode()
    refused = reset(client, "somebody@example.org", OFFICE, "ru").content.decode()
    assert "С этого адреса слишком часто запрашивали новый пароль." in refused
    assert client.get("/admin/password_reset/", REMOTE_ADDR=OFFICE).status_code == 200


@pytest.mark.usefixtures("nothing_counted", "db")
def test_a_mailbox_is_not_flooded_and_nobody_learns_whose_it_is(client: Client, mailoutbox: list[EmailMessage]):
    AdminFactory(username="editor", email="editor@example.org")
    for mailbox in ("editor@example.org", "nobody@example.org"):
        spellings = [mailbox, mailbox.upper(), f" {mailbox}", mailbox, mailbox]
        answers = [reset(client, each, f"192.0.2.{number}") for number, each in enumerate(spellings)]
        assert {(each.status_code, each["Location"]) for each in answers} == {(302, "/admin/password_reset/done/")}
    assert [letter.to for letter in mailoutbox] == [["editor@example.org"]] * 3


@pytest.mark.usefixtures("db")
def test_without_counters_no_letter_is_sent(client: Client, mailoutbox: list[EmailMessage], settings: Settings):
    AdminFactory(username="editor", email="editor@example.org")
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert (reset(client, "editor@example.org").status_code, mailoutbox) == (503, [])


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "expected"),
    [
        (False, "203.0.113.1", OFFICE),
        (True, "203.0.113.1", "203.0.113.1"),
        (True, "10.0.0.1, 203.0.113.1", "203.0.113.1"),
        (True, "", OFFICE),
    ],
)
def test_only_what_the_proxy_saw_counts(settings: Settings, behind_proxy: bool, forwarded: str, expected: str):
    settings.BEHIND_PROXY = behind_proxy
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=OFFICE, headers=headers)) == expected
