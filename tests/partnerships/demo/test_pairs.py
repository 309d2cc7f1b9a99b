"""The pairs of the demo: the table, and what it becomes."""

import csv
import io

import pytest
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import Page, Revision

from cms.content_store.models import ContentItem
from partnerships.demo import CONTENT, DATA, pairs
from partnerships.models import ImportedFacts, ImportRow, ImportRun, PartnershipPage
from tests.factories.translation import edit

SUSPENDED = {
    ("Hamburg", "Sankt Petersburg"), ("Kassel", "Jaroslawl"), ("Land Hessen", "Oblast Jaroslawl"),
    ("Emden", "Archangelsk"), ("Lüdenscheid", "Taganrog"), ("Neuss", "Pskow"), ("Gera", "Pskow"),
    ("Gera", "Rostow am Don"), ("Jena", "Wladimir"), ("Land Schleswig-Holstein", "Oblast Kaliningrad"),
}  # fmt: skip


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def table(most: int | None = None) -> list[dict[str, str]]:
    return rows(pairs.table(DATA / "partnerships.csv", CONTENT / "details.csv", most))


def state_of(row: dict[str, str]) -> str:
    if row["status"] != "dormant":
        return row["status"]
    return "suspended" if (row["german_name"], row["russian_name_de"]) in SUSPENDED else "resting"


def test_all_pairs_with_what_is_known_more_precisely():
    known, plain = table(), rows((DATA / "partnerships.csv").read_bytes())
    assert len(known) == 123
    more = {
        (row["german_name"], row["russian_name_de"]): {k: v for k, v in row.items() if v != before.get(k, "")}
        for row, before in zip(known, plain, strict=True)
    }
    assert {pair for pair, found in more.items() if found} == {
        (row["german_name"], row["russian_name_de"]) for row in rows((CONTENT / "details.csv").read_bytes())
    }
    assert more["Lüdenscheid", "Taganrog"] == {
        "since_year": "1991-06-20", "status_since": "2022-09-26", "decided_by": "council",
    }  # fmt: skip


def test_pairs_with_stories_come_first_where_some_are_wanted():
    names = [(row["german_name"], row["russian_name_de"]) for row in table(6)]
    assert (len(names), set(names[:4])) == (6, pairs.FIRST)


@pytest.mark.slow
def test_every_row_is_a_profile_in_three_languages(demo: None):
    for page in PartnershipPage.objects.order_by("-path"):
        page.delete()
    ImportRun.objects.all().delete()
    ImportedFacts.objects.all().delete()
    with override_settings(CMS_PLUGIN_SETTINGS={}):
        call_command("demo", verbosity=0)
    assert PartnershipPage.objects.filter(live=True).count() == 369
    by_row = {row.number: row for row in ImportRow.objects.all()}
    for number, row in enumerate(table(), 2):
        page = PartnershipPage.objects.get(translation_key=by_row[number].partnership, locale__language_code="de")
        change = page.status_changes.get()
        assert (page.since, page.kind, page.evidence) == (row["since_year"], row["relation_kind"], row["confidence"])
        assert page.sources.splitlines() == [line.strip() for line in row["source"].split(" ; ")]
        assert (change.state, change.note, change.as_of) == (state_of(row), row["status_note"], row["status_as_of"])
        assert (change.starts, change.sources) == (row["status_since"], page.sources)
    items = ContentItem.objects.filter(type="partnerships.partnership", public=True)
    assert (items.count(), items.filter(dirty_since__isnull=False).count()) == (369, 0)
    assert sum(row.to_confirm for row in by_row.values()) == len(SUSPENDED)
    starts_again_without_touching_anything()


def starts_again_without_touching_anything() -> None:
    edited = edit(PartnershipPage.objects.get(title="Chemnitz – Wolgograd", locale__language_code="de"), lead="Unser.")
    before = Page.objects.count(), Revision.objects.count()
    with override_settings(CMS_PLUGIN_SETTINGS={}):
        call_command("demo", verbosity=0)
    assert (Page.objects.count(), Revision.objects.count()) == before
    assert PartnershipPage.objects.get(pk=edited.pk).lead == "Unser."


@pytest.mark.slow
def test_stories_are_told_once_in_three_languages(demo: None):
    profiles = PartnershipPage.objects.filter(
        title__in=["Lüdenscheid – Taganrog", "Люденшайд – Таганрог", "Lüdenscheid – Taganrog"]
    )
    leads = {page.locale.language_code: page.lead for page in profiles}
    assert {code: lead.split()[0] for code, lead in leads.items()} == {
        "de": "Partner",
        "ru": "Партнёры",
        "en": "Partners",
    }
    before = Revision.objects.count()
    edit(profiles.get(locale__language_code="de"), lead="Unser.")
    call_command("demo", verbosity=0)
    assert Revision.objects.count() == before + 1
    assert profiles.get(locale__language_code="de").lead == "Unser."
