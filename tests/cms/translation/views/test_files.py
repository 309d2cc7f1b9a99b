"""Translations as files: taken away, changed, brought back; who may, what is refused, what is decided about."""

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from cms.accounts.models import User
from cms.accounts.services.roles import grant_roles
from cms.translation.forms import key_of
from cms.translation.models import RevisionWords
from cms.translation.services import releasing
from cms.translation.views.files import MOST_BYTES
from news.models import ArticlePage
from tests.factories.accounts import UserFactory
from tests.factories.translation import draft_words, edit, in_language, path_of


@pytest.fixture
def translator(article: ArticlePage) -> User:
    grant_roles()
    return UserFactory(role="Translators (ru)")


class Desk:
    """A translator's browser and the file on their disk."""

    def __init__(self, client: Client, user: User, page: Page) -> None:
        client.force_login(user)
        self.client = client
        self.address = reverse("cms_translation_file", args=[page.pk])
        self.download()

    def download(self) -> None:
        response = self.client.get(self.address + "download/")
        self.file = polib.pofile(response.content.decode(), wrapwidth=0)
        self.name = response["Content-Disposition"]

    def entry(self, path: str) -> polib.POEntry:
        return next(entry for entry in self.file if entry.msgctxt == path)

    def write(self, path: str, text: str) -> None:
        self.entry(path).msgstr = text

    def upload(self, data: bytes | None = None) -> list[str]:
        """Post the file; the messages, or what the page says was wrong with it."""
        file = SimpleUploadedFile("words.po", str(self.file).encode() if data is None else data)
        response = self.client.post(self.address, {"file": file}, follow=True)
        self.html = BeautifulSoup(response.content, "html.parser")
        wrong = self.html.select(".words-file__problems li, .words-file__form .error-message")
        return [item.get_text(" ", strip=True) for item in wrong] or [
            str(message) for message in response.context["messages"]
        ]


@pytest.fixture
def desk(client: Client, translated: ArticlePage, translator: User) -> Desk:
    return Desk(client, translator, in_language(translated, "ru"))


def latest_words(page: Page) -> dict[str, str]:
    revision = Page.objects.get(pk=in_language(page, "ru").pk).latest_revision
    return dict(RevisionWords.objects.filter(revision=revision).values_list("path", "value"))


def test_an_unchanged_file_changes_nothing_from_any_editor(desk: Desk, translated: ArticlePage) -> None:
    before = in_language(translated, "ru").latest_revision_id
    assert desk.name == f'attachment; filename="{in_language(translated, "ru").slug}.ru.po"'
    paragraph = desk.entry(path_of(translated, 1))
    assert (paragraph.msgid, paragraph.msgstr) == ('<p>Ein <a id="a1">Absatz</a>.</p>', "")
    assert desk.entry("title").msgstr == "Год начинается"
    assert desk.entry(path_of(translated, 2, "attribution")).comment.startswith("Zitat: Wer es gesagt hat")
    said = ["Die Datei enthält nichts Neues; es wurde nichts gespeichert."]
    assert desk.upload() == said
    desk.file.metadata |= {"Language": "ru_RU", "X-Generator": "Poedit 3.4", "Plural-Forms": "nplurals=3; plural=0;"}
    assert desk.upload(str(desk.file).replace("\n", "\r\n").encode("utf-8-sig")) == said
    assert in_language(translated, "ru").latest_revision_id == before


def test_what_was_written_becomes_a_draft_and_nothing_public(
    desk: Desk, translated: ArticlePage, translator: User
) -> None:
    paragraph = path_of(translated, 1)
    desk.write("lead", 'שלום 👋 "и" <b>\nдальше \\')
    desk.write(paragraph, '<p>Один <a id="a1">абзац</a> &lt;b&gt;.</p>')
    desk.write("title", "")
    desk.file.remove(desk.entry("hero_caption"))
    assert desk.upload() == ["2 Texte wurden aus der Datei übernommen und als Entwurf gespeichert."]
    assert latest_words(translated) == {
        "lead": 'שלום 👋 "и" <b>\nдальше \\',
        paragraph: '<p>Один <a href="https://example.org/de">абзац</a> &lt;b&gt;.</p>',
    }
    shown = in_language(translated, "ru")
    assert (shown.title, shown.lead, shown.latest_revision.user) == ("Год начинается", "Одно предложение.", translator)
    desk.download()
    assert (desk.entry(paragraph).msgstr, desk.upload()) == (
        '<p>Один <a id="a1">абзац</a> &lt;b&gt;.</p>',
        ["Die Datei enthält nichts Neues; es wurde nichts gespeichert."],
    )


def test_an_outdated_text_is_fuzzy_and_confirmed_by_taking_the_mark_away(desk: Desk, translated: ArticlePage) -> None:
    edit(translated, lead="Ein langer Satz.")
    desk.download()
    lead = desk.entry("lead")
    assert (lead.flags, lead.previous_msgid, lead.msgid, lead.msgstr) == (
        ["fuzzy"], "Ein Satz.", "Ein langer Satz.", "Одно предложение.",
    )  # fmt: skip
    lead.msgstr = "Не готово."
    assert desk.upload()[-1] == "1 geänderter Text ist noch als „fuzzy“ markiert und wurde nicht übernommen."
    lead.msgstr, lead.flags = "Одно предложение.", []
    assert desk.upload() == ["1 Text wurde aus der Datei übernommen und als Entwurf gespeichert."]
    revision = Page.objects.get(pk=in_language(translated, "ru").pk).latest_revision
    rows = RevisionWords.objects.filter(revision=revision).values_list("path", "value", "source")
    assert list(rows) == [("lead", "Одно предложение.", "Ein langer Satz.")]


def _other_page(desk: Desk) -> None:
    desk.file.metadata["X-Dialograum-Page"] = "00000000-0000-4000-8000-000000000000"


def _stripped(desk: Desk) -> None:
    del desk.file.metadata["X-Dialograum-Page"], desk.file.metadata["Language"]


def _english(desk: Desk) -> None:
    desk.file.metadata["Language"] = "en"


def _too_long(desk: Desk) -> None:
    desk.write("title", "Г" * 256)


def _no_link(desk: Desk) -> None:
    next(entry for entry in desk.file if "a1" in entry.msgid).msgstr = "<p>Абзац</p>"


def _unknown_tag(desk: Desk) -> None:
    next(entry for entry in desk.file if "a1" in entry.msgid).msgstr = '<p><a id="a1">Аб</a><table></table></p>'


def _plural(desk: Desk) -> None:
    desk.entry("lead").msgid_plural = "Sätze"
    desk.entry("lead").msgstr_plural = {0: "а", 1: "б"}


def _twice(desk: Desk) -> None:
    desk.file.append(polib.POEntry(msgctxt="title", msgid="x", msgstr="y"))


def _without_place(desk: Desk) -> None:
    desk.entry("lead").msgctxt = None


WRONG = (
    (_other_page, ["Die Datei gehört zu einer anderen Seite."]),
    (_stripped, ["ihre Kopfzeile „X-Dialograum-Page“ fehlt", "ihre Kopfzeile „Language“ fehlt"]),
    (_english, ["Die Datei ist in einer anderen Sprache (en) als diese Seite (ru)."]),
    (_too_long, ["255"]),
    (_no_link, ["Der Link oder die Einbettung „a1“ der Vorlage fehlt."]),
    (_unknown_tag, ["Die Auszeichnung <table> kann in diesem Text nicht verwendet werden."]),
    (_plural, ["Texte von Seiten haben keine Pluralformen."]),
    (_twice, ["Derselbe Text steht schon in Zeile"]),
    (_without_place, ["sein „msgctxt“ fehlt"]),
)


def test_a_wrong_file_is_refused_with_line_and_reason_and_changes_nothing(desk: Desk, translated: ArticlePage) -> None:
    before = in_language(translated, "ru").latest_revision_id
    whole = str(desk.file)
    for damage, said in WRONG:
        desk.file = polib.pofile(whole, wrapwidth=0)
        desk.write("hero_caption", "Перед ратушей")
        damage(desk)
        for line, reason in zip(desk.upload(), said, strict=True):
            assert (line.startswith("Zeile "), reason.casefold() in line.casefold()) == (True, True), line
        assert in_language(translated, "ru").latest_revision_id == before


def test_a_broken_an_empty_and_a_huge_file_are_refused(desk: Desk) -> None:
    lines = str(desk.file).splitlines()
    place = lines.index('msgctxt "lead"')
    lines[place] = 'msgctxt "lead'
    (said,) = desk.upload("\n".join(lines).encode())
    assert said.startswith(f"Zeile {place + 1} : Diese Zeile kann nicht gelesen werden: Ein Schlüsselwort")
    assert desk.upload(b"") == ["Die übertragene Datei ist leer."]
    (said,) = desk.upload(b"#" * (MOST_BYTES + 1))
    assert said.startswith("Die Datei ist zu groß: 5,0\xa0MB.")


def test_an_older_file_is_merged_by_path_and_conflicts_are_decided(desk: Desk, translated: ArticlePage) -> None:
    heading, quote = path_of(translated, 0, "text"), path_of(translated, 2, "text")
    desk.write("lead", "Перевод старого.")
    desk.write("title", "Год из файла")
    desk.write("hero_caption", "Перед ратушей")
    desk.write(heading, "Заголовок")
    desk.write(quote, "Мы знакомы.")
    # Meanwhile the source of the lead, a colleague's title, and blocks that are gone.
    draft_words(translated, "ru", {"title": "Год коллеги"})
    edit(translated, lead="Ein neuer Satz.", body=[])
    assert desk.upload() == [
        "1 Text wurde aus der Datei übernommen und als Entwurf gespeichert.",
        "Bei 2 Texten müssen Sie entscheiden: Die Seite hat sich geändert, seit die Datei erstellt wurde.",
    ]
    assert latest_words(translated) == {"title": "Год коллеги", "hero_caption": "Перед ратушей"}
    assert [text.get_text() for text in desk.html.select(".words-lost")] == ["Заголовок", "Мы знакомы."]
    form = desk.html.find(id="words-form")
    rows = {row.textarea["name"]: row for row in form.select(".words-row")}
    lead, title = (rows[f"words-{key_of(path)}"] for path in ("lead", "title"))
    assert (lead.textarea.get_text(strip=True), title.textarea.get_text(strip=True)) == (
        "Перевод старого.", "Год из файла",
    )  # fmt: skip
    difference = [(tag.name, tag.get_text(strip=True)) for tag in lead.find_all(["ins", "del"])]
    assert difference == [("del", "Satz."), ("ins", "neuer Satz.")]
    assert title.find(class_="words-row__hint").get_text(" ", strip=True) == "Jetzt auf der Seite: Год коллеги"
    data = {
        field["name"]: field.get("value", "") if field.name == "input" else field.get_text().removeprefix("\n")
        for field in form.select("input, textarea")
        if field.get("type") != "checkbox"
    }
    data |= {f"words-{key_of('lead')}": "Перевод нового.", f"keep-{key_of('title')}": "on", "action-save": ""}
    response = desk.client.post(form["action"], data, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Entwurf gespeichert."]
    assert latest_words(translated) == {
        "title": "Год коллеги", "hero_caption": "Перед ратушей", "lead": "Перевод нового.",
    }  # fmt: skip
    assert in_language(translated, "ru").title == "Год начинается"


def test_what_the_file_did_not_touch_is_left_to_whoever_did(desk: Desk, translated: ArticlePage) -> None:
    draft_words(translated, "ru", {"title": "Год коллеги"})
    edit(translated, lead="Ein neuer Satz.")
    desk.write("hero_caption", "Перед ратушей")
    assert desk.upload() == ["1 Text wurde aus der Datei übernommen und als Entwurf gespeichert."]
    assert latest_words(translated) == {"title": "Год коллеги", "hero_caption": "Перед ратушей"}
    # A block that was made again with the same text is the same text.
    heading = path_of(translated, 0, "text")
    desk.download()
    desk.write(heading, "Заголовок")
    edit(translated, body=[(block.block_type, block.value) for block in translated.body])
    assert desk.upload() == ["1 Text wurde aus der Datei übernommen und als Entwurf gespeichert."]
    fresh = path_of(ArticlePage.objects.get(pk=translated.pk), 0, "text")
    assert (fresh == heading, latest_words(translated)[fresh]) == (False, "Заголовок")


def test_a_page_in_moderation_takes_no_file(desk: Desk, translated: ArticlePage, translator: User) -> None:
    draft_words(translated, "ru", {"lead": "Ждёт."})
    releasing.submit(in_language(translated, "ru"), translator)
    desk.write("title", "Год из файла")
    assert desk.upload() == ["Die Seite ist gesperrt; nichts wurde gespeichert."]
    assert latest_words(translated) == {"lead": "Ждёт."}


@pytest.mark.parametrize(
    ("role", "language", "status"),
    [
        ("Translators (ru)", "ru", 200),
        ("Moderators", "ru", 200),
        ("Translators (en)", "ru", 302),
        ("Translators (ru)", "en", 302),
        ("Editors", "ru", 302),
        ("Moderators", "de", 404),
    ],
)
def test_files_are_for_those_who_translate_the_page(
    client: Client, translated: ArticlePage, translator: User, role: str, language: str, status: int
) -> None:
    client.force_login(UserFactory(role=role))
    page = in_language(translated, language)
    before = page.latest_revision_id
    address = reverse("cms_translation_file", args=[page.pk])
    assert [client.get(address).status_code, client.get(f"{address}download/").status_code] == [status, status]
    assert client.post(f"{address}download/").status_code == 405
    upload = client.post(address, {"file": SimpleUploadedFile("words.po", b"x")})
    assert (upload.status_code, in_language(translated, language).latest_revision_id) == (status, before)


def test_files_cost_the_same_for_one_and_three_texts(desk: Desk, translated: ArticlePage) -> None:
    paths = ("hero_caption", path_of(translated, 0, "text"), path_of(translated, 2, "text"))

    def cost(text: str, number: int) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as reading:
            desk.download()
        for path in paths[:number]:
            desk.write(path, text)
        file = SimpleUploadedFile("words.po", str(desk.file).encode())
        with CaptureQueriesContext(connection) as writing:
            assert desk.client.post(desk.address, {"file": file}).status_code == 302
        return len(reading), len(writing)

    cost("Раз", 1)
    assert cost("Два", 1) == cost("Три", 3)
    assert {path: latest_words(translated)[path] for path in paths} == dict.fromkeys(paths, "Три")
