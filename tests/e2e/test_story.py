"""One story from the first draft to the reader, as staff and visitors live it."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from conference.models import EditionPage
from news.models import ArticlePage

from .desk import PageForm, WordsForm

Visit = Callable[..., Page]
Staff = Callable[[str], Page]

GERMAN = "/de/aktuelles/jugendforum-der-partnerstadte-bewerbung-eroffnet/"
RUSSIAN = "/ru/novosti/molodyozhny-forum-gorodov-partnyorov-priyom-zayavok-otkryt/"
TITLES = {
    "de": "Jugendforum der Partnerstädte: Bewerbung eröffnet",
    "ru": "Молодёжный форум городов-партнёров: приём заявок открыт",
}
LEADS = {
    "de": "Junge Menschen aus beiden Ländern bewerben sich bis zum Sommer.",
    "ru": "Молодые люди из двух стран подают заявки до лета.",
}
HEADINGS = {"de": "Wer mitmachen kann", "ru": "Кто может участвовать"}
TEXTS = {
    "de": "Bewerben können sich Jugendliche aus allen Partnerstädten.",
    "ru": "Подать заявку может молодёжь из всех городов-партнёров.",
}
CHANGED_TEXT = "Bewerben können sich Jugendliche aus vielen Partnerstädten."
ALT = "Eine Bühne vor zwei Städten"


@pytest.fixture
def client(chromium: Browser, live_server: LiveServer) -> Iterator[APIRequestContext]:
    """Plain HTTP without cookies."""
    context = chromium.new_context(base_url=live_server.url)
    yield context.request
    context.close()


@pytest.fixture(autouse=True)
def _nothing_saves_by_itself(settings: Any) -> None:
    """Each save here is somebody's act (automatic saves follow half a second after a change)."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


def test_an_announcement_from_draft_to_readers(
    demo: None, staff: Staff, visitor: Visit, client: APIRequestContext
) -> None:
    editor, moderator, translator = staff("editor"), staff("moderator"), staff("translator-ru")

    write_announcement(editor)
    cannot_submit_without_alternative_text(editor)
    submit_for_moderation(editor)
    assert client.get(GERMAN).status == 404
    approve_german(moderator)
    is_read_in_german(visitor)

    translate_into_russian(translator)
    assert client.get(RUSSIAN).status == 404
    approve_russian(moderator)
    is_read_in_both_languages(visitor)
    is_served_by_the_api(client)

    change_date_and_a_word(editor, moderator)
    the_date_is_live_and_the_words_wait(visitor, client)
    the_translator_sees_what_is_outdated(translator)


def write_announcement(page: Page) -> None:
    page.goto("/admin/")
    form = PageForm(page)
    page.get_by_role("link", name=re.compile(r"^\d+ Seiten")).first.click()
    page.get_by_role("link", name="Unterseiten von ‚Aktuelles‘ durchsehen").click()
    page.get_by_role("link", name="Unterseite hinzufügen").first.click()
    page.get_by_role("link", name=re.compile("Artikel")).first.click()

    page.get_by_role("textbox", name="Titel*").fill(TITLES["de"])
    page.get_by_role("textbox", name="Vorspann").fill(LEADS["de"])
    page.get_by_role("combobox", name="Art*").select_option("Ankündigung")
    page.get_by_role("textbox", name="Datum*").fill("2026-04-02")
    page.keyboard.press("Tab")
    picture = form.section("Hauptbild")
    form.choose(picture.get_by_role("button", name="Bild auswählen"), "Krasnodar", "Auftakt in Krasnodar")
    year = form.section("Themenjahr").get_by_role("button", name="Seite auswählen")
    form.choose(year, "Deutsch-Russisches Jahr", "Deutsch-Russisches Jahr")
    form.add_block("Überschrift").get_by_role("textbox").first.fill(HEADINGS["de"])
    form.type_into(form.add_block("Text"), TEXTS["de"])
    link = form.add_row("Weitere Informationen", "Link")
    link.get_by_role("textbox", name="Bezeichnung*").fill("Fragen und Antworten")
    link.get_by_role("textbox", name="Externe Adresse").fill("https://example.org/jugendforum")
    contact = form.add_row("Kontakte", "Kontakt")
    contact.get_by_role("textbox", name="Bezeichnung*").fill("Jugendbüro")
    contact.get_by_role("textbox", name="E-Mail").fill("jugend@example.org")
    relations = "Themen, Schlagwörter und verwandte Seiten"
    topic = form.add_row(relations, "Thema")
    form.choose(topic.get_by_role("button", name="Thema auswählen"), "Jugend", "Jugend")
    tag = form.add_row(relations, "Schlagwort")
    form.choose(tag.get_by_role("button", name="Schlagwort auswählen"), "Städtepartner", "Städtepartnerschaft")


def cannot_submit_without_alternative_text(page: Page) -> None:
    form = PageForm(page)
    assert form.actions() == ["Entwurf speichern", "In Moderation einreichen"]
    form.act("In Moderation einreichen")
    picture = form.section("Hauptbild")
    expect(picture).to_contain_text("Der Alternativtext fehlt. Bitte angeben, was das Bild zeigt.")
    expect(picture).to_contain_text("Auftakt in Krasnodar")
    expect(page.get_by_role("textbox", name="Titel*")).to_have_value(TITLES["de"])
    expect(page.get_by_role("textbox", name="Vorspann")).to_have_value(LEADS["de"])
    expect(page.get_by_role("combobox", name="Art*")).to_have_value("announcement")
    expect(page.get_by_role("textbox", name="Datum*")).to_have_value("2026-04-02")
    body = form.section("Haupttext")
    expect(body.get_by_role("textbox").first).to_have_value(HEADINGS["de"])
    expect(body).to_contain_text(TEXTS["de"])
    expect(form.section("Kontakte").get_by_role("textbox", name="E-Mail")).to_have_value("jugend@example.org")
    expect(form.section("Themen, Schlagwörter und verwandte Seiten")).to_contain_text("Städtepartnerschaft")


def submit_for_moderation(page: Page) -> None:
    form = PageForm(page)
    form.section("Hauptbild").get_by_role("textbox", name="Alternativtext").fill(ALT)
    form.act("In Moderation einreichen")
    expect(page.get_by_role("status").first).to_contain_text("Moderation")


def awaiting(page: Page) -> Locator:
    """The moderator's panel of what waits for a decision."""
    return page.get_by_role("region", name="Ihre Überprüfung steht aus")


def approve_german(page: Page) -> None:
    page.goto("/admin/")
    awaiting(page).get_by_role("link", name=TITLES["de"]).click()
    PageForm(page).act("Freigeben und Veröffentlichen")


def is_read_in_german(visitor: Visit) -> None:
    for scripts in (True, False):
        page = visitor(scripts=scripts)
        page.goto(GERMAN)
        main = page.get_by_role("main")
        expect(main.get_by_role("heading", level=1)).to_have_text(TITLES["de"])
        expect(main.get_by_role("heading", name=HEADINGS["de"])).to_be_visible()
        for text in (LEADS["de"], TEXTS["de"], "Ankündigung", "Dialograum / Illustration", "Jugendbüro", "Jugend"):
            expect(main).to_contain_text(text)
        expect(main.get_by_role("img", name=ALT)).to_be_visible()
        expect(main.locator("time[datetime='2026-04-02']")).to_be_visible()
        expect(main.get_by_role("link", name="Fragen und Antworten")).to_have_attribute(
            "href", "https://example.org/jugendforum"
        )
        expect(main.get_by_role("link", name="jugend@example.org")).to_be_visible()
        assert offered_languages(page) == []
        assert page.context.cookies() == []


def offered_languages(page: Page) -> list[str]:
    """Languages that the switch offers as links."""
    switch = page.get_by_role("navigation", name=re.compile("Sprache|Язык|Language"))
    return [link.get_attribute("hreflang") for link in switch.get_by_role("link").all()]


def translate_into_russian(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=TITLES["de"]).first.click()
    form = WordsForm(page)
    cannot_publish(page)
    page.get_by_role("link", name=TITLES["de"]).first.click()
    form.write("название", TITLES["ru"])
    form.write("вводный текст", LEADS["ru"])
    form.write("Заголовок", HEADINGS["ru"])
    form.write("Текст", TEXTS["ru"])
    form.act("action-submit")


def cannot_publish(page: Page) -> None:
    """There is no such button; a forged one leads back to the home with a refusal."""
    expect(page.locator("button[name=action-publish]")).to_have_count(0)
    page.locator("button[name=action-save]").evaluate("button => { button.name = 'action-publish' }")
    page.locator("button[name=action-publish]").click()
    page.wait_for_url("**/admin/")
    expect(page.get_by_role("status").first).not_to_be_empty()


def approve_russian(page: Page, title: str = TITLES["ru"]) -> None:
    page.goto("/admin/")
    awaiting(page).get_by_role("link", name=title).click()
    WordsForm(page).act("action-approve")


def is_read_in_both_languages(visitor: Visit) -> None:
    page = visitor()
    page.goto(RUSSIAN)
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(TITLES["ru"])
    expect(main.get_by_role("heading", name=HEADINGS["ru"])).to_be_visible()
    for text in (LEADS["ru"], TEXTS["ru"], "Молодёжь"):
        expect(main).to_contain_text(text)
    assert offered_languages(page) == ["de"]
    page.get_by_role("link", name="Deutsch").click()
    expect(page).to_have_url(re.compile(f"{GERMAN}$"))
    assert offered_languages(page) == ["ru"]


def resolved(client: APIRequestContext, path: str) -> dict[str, Any]:
    """The page at an address, as the API gives it."""
    response = client.get("/api/v1/resolve/", params={"url": path})
    assert response.status == 200
    return response.json()


def is_served_by_the_api(client: APIRequestContext) -> None:
    for language, path in (("de", GERMAN), ("ru", RUSSIAN)):
        data = resolved(client, path)
        assert data["type"] == "news.article"
        assert (data["locale"], data["title"], data["lead"]) == (language, TITLES[language], LEADS[language])
        assert (data["kind"], data["date"]) == ("announcement", "2026-04-02")
        heading, text = data["body"]
        assert (heading["type"], heading["text"], heading["level"]) == ("heading", HEADINGS[language], 2)
        assert (text["type"], re.sub("<[^>]+>", "", text["html"])) == ("rich_text", TEXTS[language])
        assert data["hero"]["credit"] == "Dialograum / Illustration"
        assert client.get(f"/api/v1/pages/{data['id']}/").json() == data
    missing = client.get("/api/v1/resolve/", params={"url": "/en/news/youth-forum/"})
    assert (missing.status, missing.headers["content-type"]) == (404, "application/problem+json")


def change_date_and_a_word(editor: Page, moderator: Page) -> None:
    editor.goto("/admin/")
    editor.get_by_role("link", name=TITLES["de"]).first.click()
    form = PageForm(editor)
    editor.get_by_role("textbox", name="Datum*").fill("2026-04-09")
    editor.keyboard.press("Tab")
    form.type_into(form.section("Haupttext").get_by_role("region", name=re.compile("^Text")), CHANGED_TEXT)
    form.act("In Moderation einreichen")
    approve_german(moderator)


def the_date_is_live_and_the_words_wait(visitor: Visit, client: APIRequestContext) -> None:
    page = visitor()
    page.goto(RUSSIAN)
    main = page.get_by_role("main")
    expect(main.locator("time[datetime='2026-04-09']")).to_be_visible()
    expect(main).to_contain_text(TEXTS["ru"])
    german, russian = resolved(client, GERMAN), resolved(client, RUSSIAN)
    assert (german["date"], russian["date"]) == ("2026-04-09", "2026-04-09")
    assert CHANGED_TEXT in json.dumps(german, ensure_ascii=False)
    assert TEXTS["ru"] in json.dumps(russian, ensure_ascii=False)


def the_translator_sees_what_is_outdated(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=TITLES["ru"]).first.click()
    form = WordsForm(page)
    expect(form.row("Текст")).to_contain_text(CHANGED_TEXT)
    expect(form.row("Текст")).to_contain_text("устарел", ignore_case=True)
    expect(form.row("название")).to_have_count(0)
    page.get_by_role("link", name="Показать все тексты").click()
    expect(form.row("название")).not_to_contain_text("устарел", ignore_case=True)


LANGUAGES = ("de", "ru", "en")


def test_a_deadline_moves_everywhere_at_once(
    demo: None, staff: Staff, visitor: Visit, client: APIRequestContext
) -> None:
    editions = {code: EditionPage.objects.get(number=16, locale__language_code=code) for code in LANGUAGES}
    page = staff("moderator")
    page.goto(f"/admin/pages/{editions['de'].pk}/edit/")
    form = PageForm(page)
    closes = form.section("Fristen").get_by_role("region", name="Frist 4").get_by_role("textbox", name="endet am*")
    expect(closes).to_have_value("2021-06-21 23:59")
    closes.fill("2021-06-22 12:00")
    page.keyboard.press("Tab")
    form.act("Veröffentlichen")

    reader = visitor()
    for edition in editions.values():
        reader.goto(edition.url)
        main = reader.get_by_role("main")
        expect(main.locator("time[datetime^='2021-06-22T12:00']").first).to_contain_text("12:00")
        expect(main.locator("time[datetime^='2021-06-22T13:00']").first).to_contain_text("13:00")
        expect(main.locator("time[datetime^='2021-06-21']")).to_have_count(0)
        deadlines = client.get(f"/api/v1/conference/editions/{edition.pk}/deadlines/").json()["items"]
        digital = [entry["moment_utc"] for entry in deadlines if entry["mode"] == "digital"]
        assert digital == ["2021-06-22T10:00:00Z"]
        calendar = reader.get_by_role("link", name=re.compile(r"\.ics|Kalender|календар|calendar")).first
        assert "DTSTART:20210622T100000Z" in client.get(calendar.get_attribute("href")).text()


def test_words_in_moderation_outlive_a_publish_of_their_source(demo: None, staff: Staff, visitor: Visit) -> None:
    german = ArticlePage.objects.get(locale__language_code="de", hero_picture__title__contains="Krasnodar")
    russian = german.get_translations().get(locale__language_code="ru").specific
    translator, moderator = staff("translator-ru"), staff("moderator")
    title_before, title = russian.title, "Год партнёрств открыт в Краснодаре"
    translator.goto(f"/admin/pages/{russian.pk}/edit/")
    WordsForm(translator).write("название", title)
    WordsForm(translator).act("action-submit")

    moderator.goto(f"/admin/pages/{german.pk}/edit/")
    moderator.get_by_role("textbox", name="Datum*").fill("2017-06-29")
    moderator.keyboard.press("Tab")
    PageForm(moderator).act("Veröffentlichen")
    reader = visitor()
    reader.goto(russian.url)
    expect(reader.get_by_role("heading", level=1)).to_have_text(title_before)
    expect(reader.get_by_role("main").locator("time[datetime='2017-06-29']")).to_be_visible()

    approve_russian(moderator, title)
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    expect(reader.get_by_role("main").locator("time[datetime='2017-06-29']")).to_be_visible()
