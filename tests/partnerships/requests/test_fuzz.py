"""Whatever is sent to the forms: an answer in words, never a failure."""

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.forms import AnswerForm
from tests.factories.requests import behind

from .filled import began, request_data

# What a form can carry: any text (no surrogates, which no encoding of a request has), long ones, lists.
LETTERS = st.characters(exclude_categories=["Cs"])
TEXT = st.text(LETTERS, max_size=80)
LONG = st.sampled_from(["x" * 100_000, "\x00", "\u202e", "%00", "' OR 1=1 --", "<script>", "=cmd()", "a@b\nBcc: c@d"])
VALUE = st.one_of(TEXT, LONG, st.lists(TEXT, max_size=4))
FIELDS = (
    "began", "homepage", "proof", "place_name", "place", "languages", "kind", "about", "topics", "brings", "months",
    "where", "size", "office", "email", "consent",
)  # fmt: skip
ANSWERED = {200, 302, 400, 409, 429}
MANY = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_form_for_municipalities(musterstadt):
    client = Client()

    @MANY
    @given(st.dictionaries(st.sampled_from(FIELDS), VALUE))
    def answers(values: dict[str, object]) -> None:
        cache.clear()
        response = client.post("/de/partnerships/requests/new/", {**request_data(), **values})
        assert response.status_code in ANSWERED

    answers()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_form_for_towns(request_page):
    client = Client()
    behind(request_page)
    good = {"began": began(AnswerForm), "sender": "A", "email": "a@example.org", "message": "b", "consent": "on"}

    @MANY
    @given(st.dictionaries(st.sampled_from(("began", "proof", "sender", "name", "email", "message", "consent")), VALUE))
    def answers(values: dict[str, object]) -> None:
        cache.clear()
        response = client.post(f"/de/partnerships/requests/{request_page.translation_key}/answer/", {**good, **values})
        assert response.status_code in ANSWERED

    answers()


@pytest.mark.slow
@pytest.mark.django_db
def test_links(index):
    client = Client()

    @MANY
    @given(
        st.sampled_from(["confirm", "manage"]),
        st.text(LETTERS, min_size=1, max_size=60),
    )
    def answers(action: str, token: str) -> None:
        response = client.get(f"/de/partnerships/requests/{action}/{token}/")
        assert response.status_code in {301, 400, 404}

    answers()
