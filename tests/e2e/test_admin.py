"""The admin as staff use it: registers, uploads, previews, schedules, refusals."""

import csv
import datetime
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import APIResponse, Page, expect
from wagtail.models import Revision

from cms.entities.models import Place
from cms.media.artwork import draw
from cms.media.models import Picture
from news.models import ArticlePage

from .desk import PageForm

Staff = Callable[[str], Page]
Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def _nothing_saves_by_itself(settings: object) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


@pytest.fixture
def krasnodar(demo: None) -> ArticlePage:
    """A German article with a main picture and a text."""
    return ArticlePage.objects.get(locale__language_code="de", hero_picture__title__contains="Krasnodar")


def test_a_register_finds_by_former_names_and_takes_names_in_three_languages(demo: None, staff: Staff) -> None:
    page = staff("editor")
    form = PageForm(page)
    page.get_by_role("button", name="Register", exact=True).click()
    page.get_by_role("link", name="Orte", exact=True).click()
    page.get_by_role("textbox", name="Suchen").fill("Stalingrad")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Stalingrad*")
    rows = page.get_by_role("main").get_by_role("row").filter(has_text="Bearbeiten")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Wolgograd")
    assert "Wolgograd" in exported(page)

    page.get_by_role("link", name="Ort hinzufügen").click()
    names = {"Deutsch": "Iwanowo", "Русский": "Иваново", "English": "Ivanovo"}
    for number, (language, text) in enumerate(names.items()):
        first = form.section("Namen").get_by_role("region", name="Name 1", exact=True)
        row = first if number == 0 else form.add_row("Namen", "Name")
        row.get_by_role("combobox", name="Sprache*").select_option(language)
        row.get_by_role("textbox", name="Name*").fill(text)
    form.choose(page.get_by_role("button", name="Land auswählen"), "Russland", "Russland")
    with page.expect_navigation():
        page.get_by_role("button", name="Speichern").click()
    place = Place.objects.get(key="iwanowo")
    assert sorted(place.names.values_list("language", "text")) == [
        ("de", "Iwanowo"), ("en", "Ivanovo"), ("ru", "Иваново"),
    ]  # fmt: skip
    page.goto(f"/admin/cms_entities/place/inspect/{place.pk}/")
    for text in names.values():
        expect(page.get_by_role("main")).to_contain_text(text)


def exported(page: Page) -> str:
    """The names in the CSV export of the list shown; its columns are those of the staff's language."""
    page.get_by_role("button", name="Mehr Aktionen").click()
    address = page.get_by_role("link", name=re.compile("CSV")).get_attribute("href")
    answer: APIResponse = page.request.get(address)
    assert answer.status == 200
    header, *rows = csv.reader(io.StringIO(answer.body().decode("utf-8-sig")))
    assert "Name (Deutsch)" in header
    return "\n".join(", ".join(row) for row in rows)


def test_a_picture_is_uploaded_with_credit_and_licence(demo: None, staff: Staff, tmp_path: Path) -> None:
    file = tmp_path / "bruecke.webp"
    file.write_bytes(draw("portal-map"))
    page = staff("editor")
    page.goto("/admin/images/add/")
    page.get_by_role("textbox", name="Titel*").fill("Brücke im Nebel")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("textbox", name="Bildnachweis").fill("Erika Muster / Agentur")
    page.get_by_role("combobox", name="Lizenz").select_option("CC BY 4.0")
    with page.expect_navigation():
        page.get_by_role("button", name="Hochladen").click()
    picture = Picture.objects.get(title="Brücke im Nebel")
    assert (picture.credit, picture.licence) == ("Erika Muster / Agentur", "CC BY 4.0")
    expect(page.get_by_role("link", name=re.compile("Brücke im Nebel")).first).to_be_visible()


def test_drafts_and_blocks_are_seen_before_they_are_saved(krasnodar: ArticlePage, staff: Staff) -> None:
    page = staff("editor")
    page.goto(f"/admin/pages/{krasnodar.pk}/edit/")
    lead = "Ein Vorspann, den noch niemand gespeichert hat."
    page.get_by_role("textbox", name="Vorspann").fill(lead)
    page.get_by_role("button", name="Vorschau umschalten").click()
    shown = page.locator("iframe[title='Vorschau']").last.content_frame
    expect(shown.get_by_role("main")).to_contain_text(lead)
    assert krasnodar.lead not in {lead, ""}

    body = PageForm(page).section("Haupttext")
    body.get_by_role("button", name="Einen Block einfügen").first.click()
    quote = page.get_by_role("option", name="Zitat", exact=True)
    quote.locator("xpath=following::button[normalize-space()='Vorschau' or @aria-label='Vorschau'][1]").click()
    sample = page.frame_locator("iframe[src*='block-preview']")
    expect(sample.get_by_text("Eine Partnerschaft lebt von Menschen, die einander kennen.")).to_be_visible()


def test_a_page_publishes_itself_when_its_time_has_come(krasnodar: ArticlePage, staff: Staff, visitor: Visit) -> None:
    page, title = staff("moderator"), "Auftakt in Krasnodar, neu erzählt"
    form = PageForm(page)
    page.goto(f"/admin/pages/{krasnodar.pk}/edit/")
    form.title.fill(title)
    page.get_by_role("button", name="Status umschalten").click()
    page.get_by_role("button", name="Zeitplan festlegen").click()
    dialog = page.get_by_role("dialog", name="Veröffentlichungszeitplan festlegen")
    dialog.get_by_role("textbox", name="Veröffentlicht ab").fill("2035-01-01 12:00")
    with page.expect_navigation(wait_until="load"):
        # The calendar that opens at the field covers the button for the mouse.
        dialog.get_by_role("button", name="Zeitplan speichern").press("Enter")
    assert form.actions()[:2] == ["Entwurf speichern", "Zur Veröffentlichung einplanen"]
    form.act("Zur Veröffentlichung einplanen")
    page.goto("/admin/")
    expect(page.get_by_role("region", name="Geplant")).to_contain_text(title)
    reader = visitor()
    reader.goto(krasnodar.url)
    expect(reader.get_by_role("heading", level=1)).to_have_text(krasnodar.title)

    its_time_comes()
    call_command("worker", "--once")
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    page.goto("/admin/")
    expect(page.get_by_role("region", name="Geplant")).to_have_count(0)


def its_time_comes() -> None:
    """Move the one schedule there is into the past, as waiting would."""
    past = timezone.now() - datetime.timedelta(minutes=1)
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()


def test_a_refused_publish_is_told_in_words(krasnodar: ArticlePage, staff: Staff, visitor: Visit) -> None:
    Picture.objects.filter(pk=krasnodar.hero_picture_id).update(credit="")
    page = staff("moderator")
    page.goto(f"/admin/pages/{krasnodar.pk}/edit/")
    PageForm(page).title.fill("Ohne Nachweis")
    PageForm(page).act("Veröffentlichen")
    told = f"Das Bild „{krasnodar.hero_picture.title}“ hat keinen Bildnachweis."
    expect(PageForm(page).section("Hauptbild")).to_contain_text(told)
    expect(PageForm(page).title).to_have_value("Ohne Nachweis")
    reader = visitor()
    reader.goto(krasnodar.url)
    expect(reader.get_by_role("heading", level=1)).to_have_text(krasnodar.title)
