"""A history only grows, whichever way a profile is published."""

# Fixtures are imported here and named again by every test that asks for them.
# ruff: noqa: F811

import uuid

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.entities.models import Place
from cms.pages.refusals import PublishRefused
from partnerships.models import DirectoryPage, PartnershipPage, PublishedChange, StatusChange
from partnerships.models.ledger import FACTS
from partnerships.services import ledger
from tests.factories.pages import publish
from tests.factories.partnerships import profile
from tests.partnerships.ground import chemnitz, directory, ground, page, volgograd  # noqa: F401

FIRST = {"state": "active"}


def published(page: PartnershipPage) -> list[tuple[str, str, bool]]:
    return [(row.facts["state"], row.facts["starts"], row.withdrawn) for row in page.published_changes]


def rewrite(page: PartnershipPage, number: int, **fields: object) -> None:
    rows = list(page.status_changes.all())
    for name, value in fields.items():
        setattr(rows[number], name, value)
    page.status_changes = rows


def refusal(page: PartnershipPage) -> list[str]:
    with translation.override("en"), pytest.raises(PublishRefused) as refused:
        page.save_revision().publish()
    return refused.value.messages


def test_what_is_published_is_kept(page: PartnershipPage):
    assert published(page) == [("active", "", False), ("resting", "2022-03", False)]


def test_a_draft_is_not_kept(directory: DirectoryPage, chemnitz: Place, volgograd: Place):
    draft = profile(directory, chemnitz, volgograd, changes=[FIRST])
    draft.save_revision()
    assert draft.published_changes.count() == 0


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("state", "ended", "State"),
        ("starts", "2022-04", "Since"),
        ("decided_by", "mayor", "Decided by"),
        ("as_of", "2023", "As of"),
        ("sources", "anderswo", "Sources"),
    ],
)
def test_published_facts_stay(page: PartnershipPage, name: str, value: str, label: str):
    rewrite(page, 1, **{name: value})
    assert refusal(page) == [
        f"Change of state 2 ({label}): this has been published and stays. Add a new entry instead."
    ]
    assert published(page) == [("active", "", False), ("resting", "2022-03", False)]


def test_wording_may_be_corrected_and_entries_withdrawn(page: PartnershipPage):
    rewrite(page, 1, continues="Schulen", note="Notiz", condition="Frieden", withdrawn=True)
    page = publish(page)
    assert published(page) == [("active", "", False), ("resting", "2022-03", True)]
    assert page.published_changes[1].words == {"continues": "Schulen", "note": "Notiz", "condition": "Frieden"}


def test_what_was_withdrawn_stays_so(page: PartnershipPage):
    rewrite(page, 1, withdrawn=True)
    page = publish(page)
    rewrite(page, 1, withdrawn=False)
    assert refusal(page) == ["Change of state 2 (Withdrawn): what was withdrawn stays so. Add a new entry instead."]


def test_entries_stay(page: PartnershipPage):
    page.status_changes = [page.status_changes.all()[0]]
    assert refusal(page) == ["A published entry is missing (resting 2022-03). Mark it as withdrawn instead."]
    page = PartnershipPage.objects.get(pk=page.pk)
    page.status_changes = []
    assert refusal(page) == ["Published entries are missing (active; resting 2022-03). Mark them as withdrawn instead."]


def test_entries_keep_their_order(page: PartnershipPage):
    first, second = page.status_changes.all()
    first.sort_order, second.sort_order = 1, 0
    page.status_changes = [second, first]
    assert refusal(page) == ["Published entries must stay in their order."]


def test_later_entries_need_date_and_source(page: PartnershipPage):
    page.status_changes.add(StatusChange(state="ended", sort_order=2))
    assert refusal(page) == [
        "Change of state 3 (Since): say since when. Only the first entry may leave it open.",
        "Change of state 3 (Sources): name a source. Only the first entry may go without.",
    ]
    page = PartnershipPage.objects.get(pk=page.pk)
    page.status_changes.add(StatusChange(state="ended", starts="2021", sources="x", sort_order=2))
    assert refusal(page) == ["Change of state 3 (Since): this is earlier than an entry before it. Move the entry up."]


def test_a_year_may_be_later_than_a_month_in_it(page: PartnershipPage):
    page.status_changes.add(StatusChange(state="ended", starts="2022", sources="x", sort_order=2))
    assert published(publish(page)) == [
        ("active", "", False), ("resting", "2022-03", False), ("ended", "2022", False),
    ]  # fmt: skip


def test_an_unpublished_profile_has_published_all_the_same(page: PartnershipPage):
    page.unpublish()
    page = PartnershipPage.objects.get(pk=page.pk)
    page.status_changes = [page.status_changes.all()[0]]
    page.save()
    assert refusal(page) == ["A published entry is missing (resting 2022-03). Mark it as withdrawn instead."]


def test_an_old_revision_cannot_be_published(page: PartnershipPage):
    old = page.latest_revision
    page.status_changes.add(StatusChange(state="ended", starts="2024", sources="x", sort_order=2))
    publish(page)
    with translation.override("en"), pytest.raises(PublishRefused) as refused:
        old.publish()
    assert refused.value.messages == ["A published entry is missing (ended 2024). Mark it as withdrawn instead."]


KEYS = [uuid.UUID(int=number) for number in range(1, 5)]
entries = st.lists(
    st.builds(
        lambda key, state, starts, withdrawn: StatusChange(
            translation_key=key, state=state, starts=starts, sources="x", withdrawn=withdrawn
        ),
        st.sampled_from(KEYS),
        st.sampled_from(["active", "resting"]),
        st.sampled_from(["", "2000", "2001-02"]),
        st.booleans(),
    ),
    unique_by=lambda row: row.translation_key,
)


@settings(max_examples=50)
@given(entries, entries)
def test_whatever_passes_continues_what_was_published(before: list[StatusChange], after: list[StatusChange]):
    known = [
        PublishedChange(change=row.translation_key, facts=ledger.facts_of(row), withdrawn=row.withdrawn)
        for row in before
    ]
    if list(ledger.problems_of(after, known)):
        return
    kept = [row for row in after if row.translation_key in {entry.change for entry in known}]
    assert [row.translation_key for row in kept] == [entry.change for entry in known]
    assert [ledger.facts_of(row) for row in kept] == [entry.facts for entry in known]
    assert [entry.withdrawn <= row.withdrawn for entry, row in zip(known, kept, strict=True)] == [True] * len(known)
    assert set(FACTS) == set(ledger.facts_of(StatusChange()))
