"""A crash between saving the page and writing its item leaves neither or both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from cms.content_store.models import ContentItem
from cms.content_store.services import reading, turns
from cms.content_store.services.admin_writes import brings_its_transaction, writes_are_atomic
from cms.entities.models import Place
from news.models import ArticlePage, NewsIndexPage
from tests.factories.accounts import AdminFactory
from tests.factories.entities import PlaceFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section, restrict
from tests.factories.site import build_site, home_of

ITEMS = ContentItem._meta.db_table


class PowerCut(Exception):
    """What stops a write in the middle."""


@contextmanager
def no_item_can_be_written() -> Iterator[None]:
    """Fail at the first statement that writes an item: the page has been saved by then."""

    def cut(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        if sql.startswith((f'INSERT INTO "{ITEMS}"', f'UPDATE "{ITEMS}"')):
            raise PowerCut
        return execute(sql, params, many, context)

    with connection.execute_wrapper(cut):
        yield


@pytest.fixture
def article(transactional_db: None) -> ArticlePage:
    build_site()
    index = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
    return publish(ArticlePageFactory(parent=index, title="Das Jahr", slug="das-jahr"))


@pytest.fixture
def admin(article: ArticlePage) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(AdminFactory())
    return client


def titles(page: Page) -> tuple[str, str]:
    """What the page's row and its item say."""
    return ArticlePage.objects.get(pk=page.pk).title, reading.card_of(page.pk)["title"]


def edit_form(admin: Client, page: Page) -> dict:
    answer = admin.get(f"/admin/pages/{page.pk}/edit/")
    form = querydict_from_html(answer.content.decode(), form_id="page-edit-form")
    # The body's form is built in the browser.
    form["body-count"] = "0"
    return form


def test_publish_through_the_admin(admin: Client, article: ArticlePage) -> None:
    form = edit_form(admin, article)
    form["title"] = "Das Themenjahr"
    form["action-publish"] = "action-publish"
    with no_item_can_be_written():
        answer = admin.post(f"/admin/pages/{article.pk}/edit/", form)
    assert answer.status_code == 500
    assert titles(article) == ("Das Jahr", "Das Jahr")
    assert admin.post(f"/admin/pages/{article.pk}/edit/", form).status_code == 302
    assert titles(article) == ("Das Themenjahr", "Das Themenjahr")


def test_unpublish_through_the_admin(admin: Client, article: ArticlePage) -> None:
    with no_item_can_be_written():
        answer = admin.post(f"/admin/pages/{article.pk}/unpublish/")
    assert answer.status_code == 500
    assert ArticlePage.objects.get(pk=article.pk).live
    assert reading.card_of(article.pk) is not None


def test_move_through_the_admin(admin: Client, article: ArticlePage) -> None:
    other = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="presse"))
    with no_item_can_be_written():
        answer = admin.post(f"/admin/pages/{article.pk}/move/{other.pk}/confirm/")
    assert answer.status_code == 500
    assert ArticlePage.objects.get(pk=article.pk).url == "/de/aktuelles/das-jahr/"
    assert reading.detail("/de/aktuelles/das-jahr/").page_id == article.pk


def test_privacy_through_the_admin(admin: Client, article: ArticlePage) -> None:
    index = article.get_parent()
    form = {"restriction_type": "login", "password": "", "groups": []}
    with no_item_can_be_written():
        answer = admin.post(f"/admin/pages/{index.pk}/privacy/", form)
    assert answer.status_code == 500
    assert not index.get_view_restrictions().exists()
    assert reading.card_of(article.pk) is not None
    assert admin.post(f"/admin/pages/{index.pk}/privacy/", form).status_code == 200
    assert reading.card_of(article.pk) is None


def test_form_errors_keep_the_page_as_it_was(admin: Client, article: ArticlePage) -> None:
    form = edit_form(admin, article)
    form["title"] = ""
    form["action-publish"] = "action-publish"
    assert admin.post(f"/admin/pages/{article.pk}/edit/", form).status_code == 200
    assert titles(article) == ("Das Jahr", "Das Jahr")


@pytest.mark.parametrize("operation", ["publish", "unpublish", "move", "delete"])
def test_services_outside_a_transaction(article: ArticlePage, operation: str) -> None:
    other = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="presse"))
    article.title = "Das Themenjahr"
    revision = article.save_revision()
    page = ArticlePage.objects.get(pk=article.pk)
    operations = {
        "publish": revision.publish,
        "unpublish": page.unpublish,
        "move": lambda: page.move(other, pos="last-child"),
        "delete": page.delete,
    }
    with no_item_can_be_written(), pytest.raises(PowerCut):
        operations[operation]()
    assert titles(article) == ("Das Jahr", "Das Jahr")
    assert ArticlePage.objects.get(pk=article.pk).live
    assert ArticlePage.objects.get(pk=article.pk).get_parent().slug == "aktuelles"


def test_every_unsafe_admin_route_runs_in_a_transaction() -> None:
    def callbacks(patterns: list) -> Iterator[Callable]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from callbacks(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern.callback

    (admin_urls,) = [entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/"]
    undecorated = [view for view in callbacks(admin_urls.url_patterns) if not getattr(view, "writes_are_atomic", False)]
    assert undecorated == []


def request_of(method: str, path: str = "/admin/pages/1/edit/") -> HttpRequest:
    request = RequestFactory().generic(method, path)
    request.user = AnonymousUser()
    request.resolver_match = resolve(path)
    return request


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("status", "kept"), [(200, True), (302, True), (400, False), (403, False), (500, False)])
def test_error_answers_undo_everything(status: int, kept: bool) -> None:
    @writes_are_atomic
    def view(request: HttpRequest) -> HttpResponse:
        PlaceFactory(key="kaluga")
        return HttpResponse(status=status)

    assert view(request_of("POST")).status_code == status
    assert Place.objects.filter(key="kaluga").exists() is kept


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("method", "path", "in_transaction"),
    [
        ("GET", "/admin/pages/1/edit/", False),
        ("HEAD", "/admin/pages/1/edit/", False),
        ("POST", "/admin/pages/1/edit/", True),
        ("DELETE", "/admin/pages/1/edit/", True),
        ("POST", "/admin/login/", False),
    ],
)
def test_only_writes_hold_a_transaction(method: str, path: str, in_transaction: bool) -> None:
    seen = []

    @writes_are_atomic
    def view(request: HttpRequest) -> HttpResponse:
        seen.append(connection.in_atomic_block)
        return HttpResponse()

    view(request_of(method, path))
    assert seen == [in_transaction]


@pytest.mark.django_db
def test_a_view_that_brings_its_transaction_holds_nobody_up() -> None:
    seen = []

    @writes_are_atomic
    @require_POST
    @brings_its_transaction
    def view(request: HttpRequest) -> HttpResponse:
        # The transaction of the test is one without a savepoint.
        seen.append(bool(connection.savepoint_ids))
        with turns.one_writer():
            seen.append(bool(connection.savepoint_ids))
        return HttpResponse()

    view(request_of("POST"))
    assert seen == [False, True]


def test_dependants_are_rendered_once_for_all_changes_of_a_request(article: ArticlePage) -> None:
    place = PlaceFactory(names={"de": "Kaluga", "ru": "Калуга", "en": "Kaluga"})
    index = NewsIndexPage.objects.get(locale__language_code="de")
    page = publish(ArticlePageFactory(parent=index, dateline_place=place))
    written = []

    def count(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        written.append(sql.startswith(f'INSERT INTO "{ITEMS}"'))
        return execute(sql, params, many, context)

    @writes_are_atomic
    def view(request: HttpRequest) -> HttpResponse:
        for name in place.names.all():
            name.text += " (Oka)"
            name.save()
        place.save()
        return HttpResponse()

    with connection.execute_wrapper(count):
        view(request_of("POST"))
    assert sum(written) == 1
    assert reading.card_of(page.pk)["place"]["name"] == "Kaluga (Oka)"


@pytest.mark.django_db(transaction=True)
def test_a_restriction_and_its_withdrawals_share_the_caller_s_transaction(article: ArticlePage) -> None:
    def restrict_and_fail() -> None:
        with transaction.atomic():
            restrict(article)
            assert reading.card_of(article.pk) is None
            raise PowerCut

    with pytest.raises(PowerCut):
        restrict_and_fail()
    assert reading.card_of(article.pk) is not None
