"""Drafts in a separate front end: from Wagtail's preview panel to the API, and who gets nothing."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.test import Client
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from cms.content_store.models import Preview
from cms.content_store.services import previews
from news.content import ArticlePresenter
from news.models import ArticlePage
from tests.factories.accounts import AdminFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import home_of

FRONT_END = "https://www.example.org/preview?site=forum"
FRAME = re.compile(r'<iframe src="([^"]+)"')


@pytest.fixture(scope="module")
def article_id(module_rows: None) -> int:
    """A published article in a section of its own."""
    index = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
    return publish(ArticlePageFactory(parent=index, title="Das Jahr", slug="das-jahr")).pk


@pytest.fixture
def article(article_id: int, db: None, settings: Any) -> ArticlePage:
    settings.PREVIEW_URLS = [FRONT_END]
    return ArticlePage.objects.get(pk=article_id)


@pytest.fixture
def editor(article: ArticlePage) -> Client:
    client = Client()
    client.force_login(AdminFactory(username="editor"))
    return client


def framed(editor: Client, path: str) -> tuple[Any, dict[str, str]]:
    """(the answer of the preview panel, what the front end is told in its address)."""
    answer = editor.get(f"{path}?mode=front_end&in_preview_panel=true")
    address = FRAME.search(answer.content.decode())[1].replace("&amp;", "&")
    assert address.startswith("https://www.example.org/preview?")
    return answer, {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def asked(token: str | None, page_id: int) -> Any:
    """The API's answer to a front end."""
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    return Client().get(f"/api/v1/previews/{page_id}/", headers=headers)


def typed(editor: Client, page: Page, **fields: str) -> str:
    """Fill the form without saving it, as the panel sends it; the address of the preview."""
    shown = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    form = querydict_from_html(shown, form_id="page-edit-form")
    # The body's form is built in the browser.
    form["body-count"] = "0"
    form = {name: form.getlist(name) for name in form} | {name: [text] for name, text in fields.items()}
    path = f"/admin/pages/{page.pk}/edit/preview/"
    assert editor.post(path, form).json() == {"is_valid": True, "is_available": True}
    return path


def test_what_is_typed_is_shown_before_it_is_saved(editor: Client, article: ArticlePage) -> None:
    frame, told = framed(editor, typed(editor, article, title="Noch ein Titel"))
    assert {name: told[name] for name in ("site", "page", "locale")} == {
        "site": "forum", "page": str(article.pk), "locale": "de",
    }  # fmt: skip
    (framed_from,) = re.findall(r"frame-src ([^;]+)", frame["Content-Security-Policy"])
    assert "https://www.example.org" in framed_from.split()
    answer = asked(told["token"], article.pk)
    assert (answer.status_code, answer.json()["title"], answer.json()["type"]) == (
        200,
        "Noch ein Titel",
        "news.article",
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert not {"ETag", "Last-Modified", "Set-Cookie"} & set(answer.headers)
    # Nothing of it is stored as a page, or public.
    assert ArticlePage.objects.get(pk=article.pk).title == "Das Jahr"
    assert Client().get(f"/api/v1/pages/{article.pk}/").json()["title"] == "Das Jahr"


def test_an_open_preview_follows_what_is_typed(editor: Client, article: ArticlePage) -> None:
    _frame, first = framed(editor, typed(editor, article, title="Eins"))
    framed(editor, typed(editor, article, title="Zwei"))
    assert asked(first["token"], article.pk).json()["title"] == "Zwei"
    assert Preview.objects.count() == 1


def test_a_page_that_was_never_saved(editor: Client, article: ArticlePage) -> None:
    index = article.get_parent()
    address = f"/admin/pages/add/news/articlepage/{index.pk}/"
    form = querydict_from_html(editor.get(address).content.decode(), form_id="page-edit-form")
    form["body-count"], form["title"] = "0", "Ganz neu"
    assert editor.post(f"{address}preview/", form).json()["is_available"]
    _frame, told = framed(editor, f"{address}preview/")
    assert told["page"] == "0"
    answer = asked(told["token"], 0)
    assert (answer.status_code, answer.json()["id"], answer.json()["title"]) == (200, 0, "Ganz neu")
    assert asked(told["token"], article.pk).status_code == 403


def test_a_token_opens_one_page(article: ArticlePage) -> None:
    other = publish(ArticlePageFactory(parent=article.get_parent(), title="Andere"))
    token = previews.show(article, AdminFactory())
    previews.show(other, AdminFactory())
    assert asked(token, article.pk).status_code == 200
    assert [asked(token, page_id).status_code for page_id in (other.pk, 0, 10**12)] == [403, 403, 403]


def test_whatever_is_no_token_opens_nothing(article: ArticlePage) -> None:
    token = previews.show(article, AdminFactory())
    key = str(Preview.objects.get().key)
    elsewhere = signing.dumps(key, salt="another")
    wrong = [None, "", "x", key, elsewhere, token[:-1], f"{token}x", token.swapcase(), "ü", "a:b:c", "\x00"]
    answers = [asked(given, article.pk) for given in wrong]
    assert {(answer.status_code, answer["Content-Type"]) for answer in answers} == {(403, "application/problem+json")}
    # Neither a cookie nor the address can stand for it.
    assert Client().get(f"/api/v1/previews/{article.pk}/?token={token}").status_code == 400
    account = Client()
    account.force_login(AdminFactory())
    assert account.get(f"/api/v1/previews/{article.pk}/").status_code == 403


def test_a_token_lasts_a_quarter_of_an_hour(article: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    token, begun = previews.show(article, AdminFactory()), signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: begun + 14 * 60)
    assert asked(token, article.pk).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: begun + 15 * 60 + 1)
    answer = asked(token, article.pk)
    assert (answer.status_code, "expired" in answer.json()["detail"]) == (403, True)


def test_a_token_ends_with_the_rights_of_whoever_made_it(article: ArticlePage) -> None:
    user = AdminFactory()
    token = previews.show(article, user)
    get_user_model().objects.filter(pk=user.pk).update(is_superuser=False)
    assert asked(token, article.pk).status_code == 403
    get_user_model().objects.filter(pk=user.pk).update(is_superuser=True, is_active=False)
    assert asked(token, article.pk).status_code == 403
    get_user_model().objects.filter(pk=user.pk).update(is_active=True)
    assert asked(token, article.pk).status_code == 200
    article.delete()
    assert asked(token, article.pk).status_code == 403


def test_previews_are_withdrawn_by_hand(editor: Client, article: ArticlePage) -> None:
    address = f"/admin/pages/{article.pk}/withdraw-previews/"
    assert address not in editor.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    token = previews.show(article, AdminFactory())
    assert address in editor.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    question = editor.get(address)
    assert (question.status_code, question.content.count(b"<h1")) == (200, 1)
    assert asked(token, article.pk).status_code == 200
    assert editor.post(address).status_code == 302
    assert asked(token, article.pk).status_code == 403


def test_old_previews_are_forgotten(article: ArticlePage) -> None:
    previews.show(article, AdminFactory())
    previews.forget_old()
    assert Preview.objects.count() == 1
    Preview.objects.update(made_at=timezone.now() - previews.LIFETIME)
    previews.forget_old()
    assert Preview.objects.count() == 0


def test_a_draft_that_is_no_whole_page_yet_is_told(
    editor: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = typed(editor, article, title="Halb")
    # Wagtail lets drafts lack what the form requires, and a plugin's presenter may need any of it.
    monkeypatch.setattr(ArticlePresenter, "date", lambda self, page: None)
    answer = editor.get(f"{path}?mode=front_end")
    assert (answer.status_code, b"<iframe" in answer.content) == (200, False)
    assert Preview.objects.count() == 0


def test_without_a_front_end_nothing_is_offered(editor: Client, article: ArticlePage, settings: Any) -> None:
    settings.PREVIEW_URLS = []
    assert [name for name, _label in article.preview_modes] == [""]
    assert "<iframe" not in editor.get(f"/admin/pages/{article.pk}/edit/preview/?mode=front_end").content.decode()
    assert Preview.objects.count() == 0


def test_a_browser_may_send_the_token_across_origins(db: None) -> None:
    answer = Client().options("/api/v1/previews/1/", headers={"Origin": "https://www.example.org"})
    assert "Authorization" in answer["Access-Control-Allow-Headers"]


def test_visitors_withdraw_nothing(article: ArticlePage) -> None:
    answer = Client().post(f"/admin/pages/{article.pk}/withdraw-previews/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/")
