"""The translator's editor through its form."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from cms.accounts.models import User
from cms.accounts.services.roles import grant_roles
from cms.translation.forms import key_of
from cms.translation.models import ApprovedWording, RevisionWords
from news.models import ArticlePage
from tests.factories.accounts import UserFactory
from tests.factories.translation import draft_words, edit, in_language, path_of, translate


@pytest.fixture
def translator(article: ArticlePage) -> User:
    grant_roles()
    return UserFactory(role="Translators (ru)")


@pytest.fixture
def moderator(translator: User) -> User:
    return UserFactory(role="Moderators")


class Editor:
    """A browser's view of the editor: what it was shown, what is typed into it, and the answer."""

    def __init__(self, client: Client, user: User, page: Page, address: str | None = None) -> None:
        client.force_login(user)
        self.client = client
        self.address = address or reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.read(client.get(self.address))

    def read(self, response: object) -> None:
        self.html = BeautifulSoup(response.content, "html.parser")
        form = self.html.find(id="words-form")
        self.data = {
            field["name"]: field.get("value", "") if field.name == "input" else field.get_text().removeprefix("\n")
            for field in form.select("input, textarea")
            if field.get("type") not in ("checkbox", "submit")
        }

    def type(self, path: str, text: str) -> None:
        assert f"words-{key_of(path)}" in self.data
        self.data[f"words-{key_of(path)}"] = text

    def press(self, action: str = "save", **more: str) -> list[str]:
        """Post the form; the messages of the answer."""
        response = self.client.post(self.address, {**self.data, f"action-{action}": "", **more}, follow=True)
        self.read(response)
        return [str(message) for message in response.context["messages"]]

    def row(self, path: str) -> BeautifulSoup:
        return self.html.find(id=f"words-label-{key_of(path)}").parent


def words_of(revision: Revision) -> dict[str, str]:
    return dict(RevisionWords.objects.filter(revision=revision).values_list("path", "value"))


def latest(page: Page) -> Revision:
    return Page.objects.get(pk=page.pk).latest_revision


def test_it_shows_source_and_words_with_their_places(client: Client, article: ArticlePage, translator: User) -> None:
    editor = Editor(client, translator, in_language(article, "ru"))
    quote = editor.row(path_of(article, 2, "text"))
    assert quote.h2.get_text(" ", strip=True) == "Zitat neu"
    who = editor.row(path_of(article, 2, "attribution")).h2.get_text(" ", strip=True)
    assert who == "Zitat: Wer es gesagt hat neu"
    source = quote.find(class_="words-row__source")
    assert (source["lang"], source.get_text(strip=True)) == ("de", "Wir kennen einander.")
    assert quote.textarea["lang"] == "ru"
    assert editor.row("hero_picture_alt").h2.get_text(" ", strip=True) == "Hauptbild: Alternativtext neu"


def test_saving_makes_a_draft_of_what_was_changed_and_nothing_public(
    client: Client, translated: ArticlePage, translator: User
) -> None:
    russian = in_language(translated, "ru")
    editor = Editor(client, translator, russian)
    editor.type("lead", "Новый текст.")
    assert editor.press() == ["Entwurf gespeichert."]
    draft = latest(russian)
    assert (words_of(draft), draft.user) == ({"lead": "Новый текст."}, translator)
    assert in_language(translated, "ru").lead == "Одно предложение."
    # Nothing more typed, nothing more saved; taking the draft back shows the approved words again.
    editor.press()
    assert latest(russian) == draft
    editor.type("lead", "")
    editor.press()
    assert words_of(latest(russian)) == {}
    assert latest(russian).content["lead"] == "Одно предложение."


def test_an_outdated_text_shows_what_changed_and_can_be_confirmed(
    client: Client, translated: ArticlePage, translator: User, moderator: User
) -> None:
    draft_words(translated, "ru", {"title": "Год"})
    edit(translated, lead="Ein langer Satz.", title="Das Jahr endet")
    russian = in_language(translated, "ru")
    editor = Editor(client, translator, russian)
    difference = editor.row("lead").find(class_="words-row__difference")
    marked = [(tag.name, tag.get_text(strip=True)) for tag in difference.find_all(["ins", "del"])]
    assert marked == [("del", "Satz."), ("ins", "langer Satz.")]
    # A draft that has been overtaken stays outdated when something else is saved.
    editor.press("save", **{f"right-{key_of('lead')}": "on"})
    rows = RevisionWords.objects.filter(revision=latest(russian)).order_by("path")
    assert list(rows.values_list("path", "value", "source")) == [
        ("lead", "Одно предложение.", "Ein langer Satz."),
        ("title", "Год", "Das Jahr beginnt"),
    ]
    assert "words-row--outdated" in editor.row("title")["class"]
    assert "words-row--draft" in editor.row("lead")["class"]


def test_only_those_with_the_right_publish_and_submitting_leads_to_moderation(
    client: Client, translated: ArticlePage, translator: User, moderator: User
) -> None:
    russian = in_language(translated, "ru")
    editor = Editor(client, translator, russian)
    assert [button["name"] for button in editor.html.find(id="words-form").find_all("button")] == [
        "action-save",
        "action-submit",
    ]
    editor.type("lead", "Новый текст.")
    response = client.post(editor.address, {**editor.data, "action-publish": ""})
    assert (response.status_code, in_language(translated, "ru").lead) == (302, "Одно предложение.")
    editor = Editor(client, translator, russian)
    editor.type("lead", "Новый текст.")
    assert editor.press("submit") == ["Zur Moderation eingereicht."]
    waiting = Page.objects.get(pk=russian.pk).current_workflow_task_state
    assert (waiting.status, waiting.revision) == (TaskState.STATUS_IN_PROGRESS, latest(russian))
    # While it waits, the translator may read but not change it.
    editor.type("lead", "Ещё раз.")
    assert editor.press() == ["Die Seite ist gesperrt; nichts wurde gespeichert."]
    assert editor.data[f"words-{key_of('lead')}"] == "Ещё раз."
    assert words_of(latest(russian)) == {"lead": "Новый текст."}


def test_a_moderator_asks_for_changes_and_then_approves(
    client: Client, translated: ArticlePage, translator: User, moderator: User
) -> None:
    russian = in_language(translated, "ru")
    editor = Editor(client, translator, russian)
    editor.type("lead", "Новый текст.")
    editor.press("submit")
    at_desk = Editor(client, moderator, russian)
    assert at_desk.press("reject", comment="Короче, пожалуйста.") == ["Zur Überarbeitung zurückgegeben."]
    editor = Editor(client, translator, russian)
    assert "Короче, пожалуйста." in editor.html.get_text()
    editor.type("lead", "Новое.")
    assert editor.press("submit") == ["Zur Moderation eingereicht."]
    at_desk = Editor(client, moderator, russian)
    # What the moderator changes while approving is approved too.
    at_desk.type("hero_caption", "Перед ратушей")
    assert at_desk.press("approve") == ["Freigegeben."]
    shown = in_language(translated, "ru")
    assert (shown.lead, shown.hero_caption, shown.current_workflow_state) == ("Новое.", "Перед ратушей", None)
    approved = ApprovedWording.objects.get(translation_key=shown.translation_key, locale=shown.locale, path="lead")
    assert approved.approved_by == moderator


def test_a_refused_publish_keeps_the_draft_and_says_why(client: Client, article: ArticlePage, moderator: User) -> None:
    russian = in_language(article, "ru")
    editor = Editor(client, moderator, russian)
    editor.type("title", "Год начинается")
    said = editor.press("publish")
    assert said == ["Als Entwurf gespeichert, aber nicht veröffentlicht. „Vorspann“ ist noch nicht übersetzt."]
    assert (words_of(latest(russian)), in_language(article, "ru").live) == ({"title": "Год начинается"}, False)
    editor.type("lead", "Одно предложение.")
    assert editor.press("publish") == ["„Год начинается“ ist veröffentlicht."]
    assert in_language(article, "ru").live is True


def test_a_publish_can_wait(client: Client, translated: ArticlePage, moderator: User) -> None:
    russian = in_language(translated, "ru")
    editor = Editor(client, moderator, russian)
    editor.type("lead", "Завтра.")
    assert editor.press("publish", go_live_at="2001-01-01 12:00") == [
        "Es wurde noch nichts gespeichert: Bitte sehen Sie sich die markierten Texte an."
    ]
    tomorrow = timezone.localtime() + timezone.timedelta(days=1)
    assert editor.press("publish", go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M")) == [
        "„Год начинается“ wird zur gewählten Zeit veröffentlicht."
    ]
    assert latest(russian).approved_go_live_at == tomorrow.replace(second=0, microsecond=0)
    assert in_language(translated, "ru").lead == "Одно предложение."


def test_a_text_that_does_not_fit_is_shown_again_with_its_error(
    client: Client, translated: ArticlePage, translator: User
) -> None:
    russian = in_language(translated, "ru")
    editor = Editor(client, translator, russian)
    heading = path_of(translated, 0, "text")
    editor.type(heading, "З" * 256)
    editor.type("hero_caption", "П" * 501)
    editor.press()
    assert editor.data[f"words-{key_of(heading)}"] == "З" * 256
    for path, limit in ((heading, 255), ("hero_caption", 500)):
        assert f"{limit}" in editor.row(path).find(class_="error-message").get_text()
    assert latest(russian) == russian.latest_revision


def test_lost_links_and_typed_markup_are_pointed_out(client: Client, translated: ArticlePage, translator: User) -> None:
    translate(translated, "ru", {path_of(translated, 1): "<p>Абзац.</p>", "hero_caption": "<b>Перед</b> ратушей"})
    editor = Editor(client, translator, in_language(translated, "ru"))
    hints = [
        editor.row(path).find(class_="words-row__hint").get_text() for path in (path_of(translated, 1), "hero_caption")
    ]
    assert hints == [
        "Links in der Vorlage: 1, hier: 0.",
        "Auszeichnungen werden Leserinnen und Lesern so gezeigt, wie sie eingegeben sind.",
    ]


@pytest.mark.parametrize("change", ["draft", "source"])
def test_who_saves_second_is_told_and_loses_nothing(
    client: Client, translated: ArticlePage, translator: User, change: str
) -> None:
    russian = in_language(translated, "ru")
    editor = Editor(client, translator, russian)
    editor.type("lead", "Моё.")
    if change == "draft":
        draft_words(translated, "ru", {"lead": "Чужое.", "title": "Чужой заголовок"})
    else:
        edit(translated, lead="Ein anderer Satz.", body=[])
        editor.type(path_of(translated, 0, "text"), "Больше некуда")
    before = latest(russian)
    (message,) = editor.press()
    assert message.startswith("Inzwischen hat jemand anders die Seite geändert. Ihre Texte stehen unten;")
    assert (latest(russian), editor.data[f"words-{key_of('lead')}"]) == (before, "Моё.")
    if change == "draft":
        assert "Чужое." in editor.row("lead").find(class_="words-row__hint").get_text()
        assert editor.data[f"words-{key_of('title')}"] == "Чужой заголовок"
    else:
        assert editor.html.find(class_="words-lost").get_text() == "Больше некуда"
    assert editor.press() == ["Entwurf gespeichert."]
    words = words_of(latest(russian))
    assert words == {"lead": "Моё."} | ({"title": "Чужой заголовок"} if change == "draft" else {})


def test_only_what_is_to_be_done(client: Client, translated: ArticlePage, translator: User) -> None:
    russian = in_language(translated, "ru")
    address = reverse("wagtailadmin_pages:edit", args=[russian.pk]) + "?show=open"
    editor = Editor(client, translator, russian, address)
    assert f"words-{key_of('title')}" not in editor.data
    editor.type("hero_caption", "Перед ратушей")
    editor.press()
    assert words_of(latest(russian)) == {"hero_caption": "Перед ратушей"}


def test_an_older_version_gives_its_words_back(client: Client, translated: ArticlePage, moderator: User) -> None:
    old = in_language(translated, "ru").live_revision
    translate(translated, "ru", {"lead": "Хуже."})
    russian = in_language(translated, "ru")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[russian.pk, old.pk])
    editor = Editor(client, moderator, russian, address)
    assert editor.data[f"words-{key_of('lead')}"] == "Одно предложение."
    assert editor.press("publish") == ["„Год начинается“ ist veröffentlicht."]
    assert in_language(translated, "ru").lead == "Одно предложение."


def test_wagtails_autosave_is_answered_and_saves_nothing(
    client: Client, translated: ArticlePage, moderator: User
) -> None:
    russian = in_language(translated, "ru")
    client.force_login(moderator)
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[russian.pk]),
        {"title": "Взлом", "action-publish": ""},
        headers={"accept": "application/json"},
    )
    assert (response.status_code, response.json()["error_code"]) == (400, "blocked_by_hook")
    assert latest(russian) == russian.latest_revision
