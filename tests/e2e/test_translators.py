"""A week at one edition's page: the source changes daily, two translators and a moderator keep up; and by file."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from conference.models import EditionPage
from tests.factories.translation import edit, in_language

from .desk import WordsForm

Staff = Callable[[str], Page]

MOTTO = "Städte verbinden, Menschen begegnen"
RUSSIAN_MOTTO, SHORTER_MOTTO = "Города соединяют, люди встречаются вживую", "Города соединяют"
ENGLISH_MOTTO, NEXT_MOTTO = "Cities connect", "Städte verbinden, Menschen reden"


@pytest.fixture
def edition(demo: None) -> EditionPage:
    """An edition that is published in three languages; the admin speaks German to all who work on it."""
    UserProfile.objects.update(preferred_language="de")
    page = EditionPage.objects.filter(locale__language_code="de", live=True).exclude(motto="").order_by("number").last()
    assert {in_language(page, language).live for language in ("ru", "en")} == {True}
    return page


def listed(page: Page, edition: EditionPage, language: str) -> str:
    """What the list of work says of the edition; empty when nothing waits."""
    page.goto(f"/admin/translation/{language}/")
    target = in_language(edition, language)
    row = page.locator(".work-list tbody tr").filter(has=page.locator(f"a[href*='/pages/{target.pk}/edit/']"))
    return row.locator("td").first.inner_text() if row.count() else ""


def opened(page: Page, edition: EditionPage, language: str) -> WordsForm:
    page.goto(f"/admin/pages/{in_language(edition, language).pk}/edit/")
    return WordsForm(page)


def decide(page: Page, edition: EditionPage, language: str, decision: str, comment: str = "") -> None:
    form = opened(page, edition, language)
    page.locator("input[name=comment]").fill(comment)
    form.act(f"action-{decision}")


def test_a_week_of_changes(edition: EditionPage, staff: Staff) -> None:
    russian, english, moderator = staff("translator-ru"), staff("translator-en"), staff("moderator")
    before = {language: in_language(edition, language).motto for language in ("ru", "en")}

    # Monday: another motto. Readers keep the old words; both translators are told, and only of their language.
    edition = edit(edition, motto=MOTTO)
    assert {language: in_language(edition, language).motto for language in before} == before
    assert (listed(russian, edition, "ru"), listed(english, edition, "en")) == ("veraltet", "veraltet")
    russian.goto("/admin/translation/en/")
    expect(russian).to_have_url(re.compile("/admin/$"))
    form = opened(russian, edition, "ru")
    expect(form.row("Motto").locator("ins").first).to_be_visible()
    form.write("Motto", RUSSIAN_MOTTO)
    expect(russian.locator("button[name=action-publish]")).to_have_count(0)
    form.act("action-submit")
    form = opened(english, edition, "en")
    form.row("Motto").get_by_role("checkbox", name="Stimmt noch").check()
    form.act("action-submit")
    assert listed(russian, edition, "ru") == listed(english, edition, "en") == "wartet auf Moderation"

    # Tuesday: a date. It is live in every language at once, and what waits goes on waiting.
    first_day = edition.starts_on - datetime.timedelta(days=1)
    edition = edit(edition, starts_on=first_day)
    assert [in_language(edition, language).starts_on for language in ("ru", "en")] == [first_day] * 2
    assert listed(russian, edition, "ru") == "wartet auf Moderation"
    decide(moderator, edition, "ru", "reject", "Bitte kürzer.")
    decide(moderator, edition, "en", "approve")
    assert (in_language(edition, "en").motto, in_language(edition, "ru").motto) == (before["en"], before["ru"])
    assert (listed(english, edition, "en"), listed(russian, edition, "ru")) == ("", "Änderungen erbeten")

    # Wednesday: the lead changes while the translator answers the moderator; nobody's words are lost.
    edition = edit(edition, lead="Ein neuer Vorspann.")
    form = opened(russian, edition, "ru")
    expect(russian.get_by_role("main")).to_contain_text("Bitte kürzer.")
    expect(form.row("Motto").get_by_role("textbox").first).to_have_value(RUSSIAN_MOTTO)
    form.write("Motto", SHORTER_MOTTO)
    form.write("Vorspann", "Новое вступление.")
    form.act("action-submit")
    assert in_language(edition, "ru").motto == before["ru"]

    # Thursday: the moderator approves, the words are read together with Tuesday's date.
    decide(moderator, edition, "ru", "approve")
    page = in_language(edition, "ru")
    assert (page.motto, page.lead, page.starts_on) == (SHORTER_MOTTO, "Новое вступление.", first_day)
    assert (listed(russian, edition, "ru"), listed(english, edition, "en")) == ("", "veraltet")

    # Friday: the motto once more. A draft waits with its translator; the moderator publishes the other at once.
    edition = edit(edition, motto=NEXT_MOTTO)
    form = opened(english, edition, "en")
    form.write("Motto", ENGLISH_MOTTO)
    form.act("action-save")
    assert (listed(english, edition, "en"), in_language(edition, "en").motto) == ("in Arbeit", before["en"])
    form = opened(moderator, edition, "ru")
    form.row("Motto").get_by_role("checkbox", name="Stimmt noch").check()
    form.act("action-publish")
    assert (listed(moderator, edition, "ru"), in_language(edition, "ru").motto) == ("", SHORTER_MOTTO)


def test_a_file_goes_to_the_translators_disk_and_back(edition: EditionPage, staff: Staff, tmp_path: Path) -> None:
    page = staff("translator-ru")
    opened(page, edition, "ru")
    page.get_by_role("link", name="Als Datei").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="PO-Datei herunterladen").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    before = in_language(edition, "ru")
    assert path.name == f"{before.slug}.ru.po"
    # Meanwhile the source of one text changes; the file has another wording of that, and of a second one.
    edition = edit(edition, motto=MOTTO)
    file = polib.pofile(str(path))
    entries = {entry.msgctxt: entry for entry in file}
    entries["motto"].msgstr, entries["lead"].msgstr = SHORTER_MOTTO, "Новое вступление."
    file.save()
    page.get_by_label("PO-Datei").set_input_files(path)
    page.get_by_role("button", name="Hochladen").click()
    form = WordsForm(page)
    expect(form.row("Motto").locator("ins").first).to_be_visible()
    form.write("Motto", RUSSIAN_MOTTO)
    form.act("action-save")
    draft = in_language(edition, "ru").get_latest_revision().content
    assert (draft["motto"], draft["lead"]) == (RUSSIAN_MOTTO, "Новое вступление.")
    after = in_language(edition, "ru")
    assert (after.motto, after.lead) == (before.motto, before.lead)
