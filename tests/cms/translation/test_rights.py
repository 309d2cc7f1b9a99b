"""Who has no right to publish publishes nothing, by any door of Wagtail or wagtail-localize."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, resolve, reverse
from django.utils import timezone
from wagtail.admin.urls import pages as page_urls
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Revision
from wagtail_localize import wagtail_hooks as localize

from cms.accounts.models import User
from cms.accounts.services.roles import grant_roles
from cms.content_store.models import ContentItem
from cms.translation.forms import key_of
from cms.translation.models import SectionRun
from cms.translation.services.exchange.writing import file_of
from cms.translation.services.rows import rows_for
from cms.translation.units import stream_fields
from cms.translation.views.beginning import choose_language, refused
from cms.translation.wagtail_hooks import translation_addresses
from news.models import ArticlePage
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.translation import draft_words, in_language

# Pages of the admin that only show, search or leave a draft of a form in the session.
READING = {
    "add", "preview_on_add", "type_use", "choose_parent", "type_use_results", "usage", "preview_on_edit", "view_draft",
    "add_subpage", "search", "search_results", "move", "collect_workflow_action_data", "workflow_preview",
    "revisions_index", "revisions_view", "revisions_compare", "workflow_history", "workflow_history_detail", "history",
    "history_results", "confirm_workflow_cancellation",
}  # fmt: skip
ROLES = ("anonymous", "Editors", "Translators (ru)", "Translators (en)", "Moderators")


@dataclass(frozen=True)
class World:
    """The Russian page with a draft in moderation, an older version, the German page it translates, and its section."""

    source: ArticlePage
    russian: ArticlePage
    task_state: int
    version: int
    run: int


Request = tuple[str, dict[str, Any]]


def words(world: World) -> dict[str, str]:
    return {
        f"words-{key_of('lead')}": "Взлом.",
        f"shown-{key_of('lead')}": "Одно предложение.",
        "state": f"{world.source.live_revision_id}-{world.russian.latest_revision_id}",
        "title": "Взлом",
        "lead": "Взлом.",
        "slug": "vzlom",
    }


def page(name: str, *more: int, **data: Any) -> Callable[[World], Request]:
    """A POST to a route of the Russian page."""
    return lambda world: (
        reverse(f"wagtailadmin_pages:{name}", args=[world.russian.pk, *more]),
        {**words(world), **data},
    )


def bulk(action: str, **data: Any) -> Callable[[World], Request]:
    def request(world: World) -> Request:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return f"{address}?id={world.russian.pk}&next=/admin/", {"include_descendants": "on", **data}

    return request


def tomorrow() -> str:
    return (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")


WAGTAIL: dict[str, Callable[[World], Request]] = {
    "edit": page("edit", **{"action-publish": ""}),
    "edit: submit": page("edit", **{"action-submit": ""}),
    "edit: restart": page("edit", **{"action-restart-workflow": ""}),
    "edit: task": page("edit", **{"action-workflow-action": "", "workflow-action-name": "approve"}),
    "edit: approve": page("edit", **{"action-approve": ""}),
    "edit: later": page("edit", **{"action-publish": "", "go_live_at": tomorrow()}),
    "edit: restart translation": page("edit", **{"localize-restart-translation": ""}),
    "edit: alias": page("edit", **{"localize-convert-to-alias": ""}),
    "delete": page("delete"),
    "unpublish": page("unpublish"),
    "convert_alias": page("convert_alias"),
    "move_confirm": lambda world: (
        reverse("wagtailadmin_pages:move_confirm", args=[world.russian.pk, world.russian.get_parent().get_parent().pk]),
        {},
    ),
    "set_page_position": page("set_page_position"),
    "copy": lambda world: (
        reverse("wagtailadmin_pages:copy", args=[world.russian.pk]),
        {
            "new_title": "Взлом",
            "new_slug": "vzlom",
            "new_parent_page": world.russian.get_parent().pk,
            "publish_copies": "on",
            "copy_subpages": "on",
        },
    ),
    "copy: alias": lambda world: (
        reverse("wagtailadmin_pages:copy", args=[world.source.pk]),
        {
            "new_title": "Взлом",
            "new_slug": "vzlom",
            "new_parent_page": world.russian.get_parent().pk,
            "alias": "on",
        },
    ),
    "workflow_action": lambda world: (
        reverse("wagtailadmin_pages:workflow_action", args=[world.russian.pk, "approve", world.task_state]),
        {"comment": "", "next": "/admin/"},
    ),
    "set_privacy": page("set_privacy", restriction_type="login"),
    "lock": page("lock"),
    "unlock": page("unlock"),
    "revisions_revert": lambda world: (
        reverse("wagtailadmin_pages:revisions_revert", args=[world.russian.pk, world.version]),
        {**words(world), "action-publish": ""},
    ),
    "revisions_unschedule": lambda world: (
        reverse("wagtailadmin_pages:revisions_unschedule", args=[world.russian.pk, world.version]),
        {},
    ),
    "bulk: publish": bulk("publish"),
    "bulk: unpublish": bulk("unpublish"),
    "bulk: delete": bulk("delete"),
    "bulk: move": bulk("move"),
}


def own(name: str, *arguments: Any, **data: Any) -> Callable[[World], Request]:
    return lambda world: (reverse(name, args=arguments), data)


def file(world: World) -> Request:
    """The translation's file with another lead in it."""
    words = file_of(rows_for(world.source, world.russian), world.source, world.russian)
    assert "Ждёт." in words
    uploaded = SimpleUploadedFile("words.po", words.replace("Ждёт.", "Взлом.").encode())
    return reverse("cms_translation_file", args=[world.russian.pk]), {"file": uploaded, "action-publish": ""}


OWN: dict[str, Callable[[World], Request]] = {
    "cms_translation_work": own("cms_translation_work", "ru"),
    "cms_translation_file": file,
    "cms_translation_download": lambda world: (reverse("cms_translation_download", args=[world.russian.pk]), {}),
    "cms_translation_start": lambda world: (reverse("cms_translation_start", args=[world.source.pk, "ru"]), {}),
    "cms_translation_section": lambda world: (
        reverse("cms_translation_section", args=[world.source.get_parent().pk, "ru"]),
        {},
    ),
    "cms_translation_run": lambda world: (reverse("cms_translation_run", args=[world.run]), {}),
    "cms_translation_run_action": lambda world: (
        reverse("cms_translation_run_action", args=[world.run, "cancel"]),
        {},
    ),
}

# What moderators may do by these doors changes what is public; nobody else's attempt does.
LOCALIZE: dict[str, Callable[[World], tuple[list[Any], dict[str, Any]]]] = {
    "javascript_catalog": lambda world: ([], {}),
    "submit_page_translation": lambda world: ([world.source.pk], {"locales": [1, 2, 3], "include_subtree": "on"}),
    "submit_snippet_translation": lambda world: (["cms_entities", "topic", "1"], {"locales": [1, 2]}),
    "update_translations": lambda world: ([1], {"publish_translations": "on", "use_machine_translation": "on"}),
    "edit_string_translation": lambda world: ([1, 1], {"value": "Взлом"}),
    "edit_override": lambda world: ([1, 1], {"value": "Взлом"}),
    "download_pofile": lambda world: ([1], {}),
    "upload_pofile": lambda world: ([1], {"file": "Взлом"}),
    "machine_translate": lambda world: ([1], {"publish": "on"}),
    "preview_translation": lambda world: ([1], {}),
    "stop_translation": lambda world: ([1], {}),
    "convert_to_alias": lambda world: ([world.russian.pk], {}),
    "translations_report": lambda world: ([], {}),
    "translations_report_results": lambda world: ([], {}),
    "snippets_api_listing": lambda world: (["cms_entities", "topic"], {}),
    "snippets_api_detail": lambda world: (["cms_entities", "topic", "1"], {}),
}


@pytest.fixture
def world(translated: ArticlePage) -> World:
    """The roles as they are granted, and a draft that waits for moderation."""
    grant_roles()
    russian = in_language(translated, "ru")
    version = russian.live_revision_id
    draft_words(translated, "ru", {"lead": "Ждёт."})
    russian = in_language(translated, "ru")
    russian.get_workflow().start(russian, UserFactory(role="Translators (ru)"))
    russian = in_language(translated, "ru")
    source = ArticlePage.objects.get(pk=translated.pk)
    run = SectionRun.objects.create(root=source.get_parent(), locale=russian.locale)
    return World(source, russian, russian.current_workflow_task_state.pk, version, run.pk)


def user_of(role: str) -> User | None:
    return None if role == "anonymous" else UserFactory(role=role)


def public() -> list[tuple]:
    """What readers get of every page, when it will change, and which pages there are at all."""
    rows = ArticlePage.objects.order_by("pk")
    fields = ("pk", "live", "title", "lead", "slug", "url_path", "live_revision_id", "alias_of_id", "locked")
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False).values_list("object_id")
    restricted = PageViewRestriction.objects.order_by("page_id").values_list("page_id", "restriction_type")
    items = ContentItem.objects.order_by("pk").values_list("pk", "public", "url_path", "card", "detail", "visible_from")
    stored = [tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in items]
    return [*rows.values_list(*fields), *scheduled, *restricted, *stored]


def attempt(client: Client, user: User | None, address: str, data: dict[str, Any]) -> bool:
    """Whether a POST changed anything for readers; everything is undone."""
    client.logout()
    if user is not None:
        client.force_login(user)
    before = public()
    with transaction.atomic():
        client.post(address, data)
        changed = public() != before
        transaction.set_rollback(True)
    return changed


def test_the_tables_name_every_route() -> None:
    """A route that a new version brings must be looked at before it is trusted."""
    found = {pattern.name for pattern in page_urls.urlpatterns if isinstance(pattern, URLPattern)}
    assert found - READING - {name.split(":")[0] for name in WAGTAIL} == set()
    (include,) = localize.register_admin_urls()
    assert {pattern.name for pattern in include.url_patterns} == set(LOCALIZE)
    assert {pattern.name for pattern in translation_addresses() if getattr(pattern, "name", None)} == set(OWN)
    actions = {action.action_type for action in bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")}
    assert actions == {name.removeprefix("bulk: ") for name in WAGTAIL if name.startswith("bulk: ")}


def test_wagtail_localize_has_no_open_route(world: World) -> None:
    (include,) = localize.register_admin_urls()
    for pattern in include.url_patterns:
        arguments, _data = LOCALIZE[pattern.name](world)
        if pattern.name == "preview_translation":
            arguments = arguments if pattern.pattern.regex.groups == 1 else [*arguments, "print"]
        address = reverse(f"wagtail_localize:{pattern.name}", args=arguments)
        view = resolve(address).func
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        assert view is (choose_language if pattern.name == "submit_page_translation" else refused), pattern.name
    assert resolve("/admin/localize/anything/else/").url_name is None


@pytest.mark.parametrize("role", ROLES)
def test_nobody_publishes_without_the_right(client: Client, world: World, role: str) -> None:
    user = user_of(role)
    requests = {name: build(world) for name, build in (WAGTAIL | OWN).items()}
    for name, build in LOCALIZE.items():
        arguments, data = build(world)
        requests[f"localize: {name}"] = (reverse(f"wagtail_localize:{name}", args=arguments), data)
    changed = {name for name, (address, data) in requests.items() if attempt(client, user, address, data)}
    # What moderators are for; a move below a page of another kind is refused to them as well.
    expected = {
        "edit: approve", "workflow_action", "delete", "unpublish", "lock", "set_privacy", "copy: alias", "edit",
        "edit: later", "revisions_revert", "bulk: publish", "bulk: unpublish", "bulk: delete",
    } if role == "Moderators" else set()  # fmt: skip
    assert changed == expected


def filled(address: str, german: ArticlePage) -> dict[str, Any]:
    """The page's form as its editor sends it, with another title and without the body."""
    client = Client()
    client.force_login(AdminFactory())
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("form#w-editor-form, #page-edit-form")
    found = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
    found |= {field["name"]: field.get_text() for field in form.select("textarea[name]")}
    for field in form.select("select[name]"):
        chosen = field.select_one("option[selected]")
        found[field["name"]] = chosen["value"] if chosen else ""
    return found | {f"{field.name}-count": "0" for field in stream_fields(ArticlePage)} | {"title": "Fremd"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Editors", set()),
        ("Translators (ru)", set()),
        ("Moderators", {"publish", "later", "revert", "approve", "workflow", "unpublish", "delete", "privacy"}),
    ],
)
def test_no_source_is_published_without_the_right(client: Client, world: World, role: str, expected: set[str]) -> None:
    german = world.source
    german.save_revision()
    german.get_workflow().start(german, UserFactory(role="Editors"))
    german = ArticlePage.objects.get(pk=german.pk)
    edit_page = reverse("wagtailadmin_pages:edit", args=[german.pk])
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[german.pk, german.live_revision_id])
    sent, state = filled(edit_page, german), german.current_workflow_task_state.pk
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    requests: dict[str, Request] = {
        "save": (edit_page, sent),
        "save later": (edit_page, {**sent, "go_live_at": tomorrow(), "expire_at": ""}),
        "submit": (edit_page, {**sent, "action-submit": "1"}),
        "publish": (edit_page, {**sent, "action-publish": "1"}),
        "later": (edit_page, {**sent, "action-publish": "1", "go_live_at": tomorrow(), "expire_at": ""}),
        "approve": (edit_page, {**sent, **approve}),
        "revert": (revert, {**sent, "action-publish": "1"}),
        "workflow": (reverse("wagtailadmin_pages:workflow_action", args=[german.pk, "approve", state]), {}),
        "unpublish": (reverse("wagtailadmin_pages:unpublish", args=[german.pk]), {}),
        "delete": (reverse("wagtailadmin_pages:delete", args=[german.pk]), {}),
        "privacy": (reverse("wagtailadmin_pages:set_privacy", args=[german.pk]), {"restriction_type": "login"}),
    }
    user = user_of(role)
    assert {name for name, (address, data) in requests.items() if attempt(client, user, address, data)} == expected


def test_a_copied_translation_is_refused_and_its_parents_too(client: Client, world: World) -> None:
    client.force_login(AdminFactory())
    for target in (world.russian, world.russian.get_parent()):
        address = reverse("wagtailadmin_pages:copy", args=[target.pk])
        assert client.get(address).url == reverse("wagtailadmin_explore", args=[target.get_parent().pk])


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_translator_works_in_one_language(client: Client, world: World, language: str) -> None:
    user = UserFactory(role="Translators (ru)")
    client.force_login(user)
    other = in_language(world.source, language)
    assert other.permissions_for_user(user).can_edit() is False
    for name in ("edit", "unpublish", "copy", "view_draft"):
        response = client.get(reverse(f"wagtailadmin_pages:{name}", args=[other.pk]))
        assert (name, response.status_code, response.url) == (name, 302, reverse("wagtailadmin_home"))
    before = other.latest_revision_id
    client.post(reverse("wagtailadmin_pages:edit", args=[other.pk]), {**words(world), "action-submit": ""})
    other.refresh_from_db()
    assert (other.latest_revision_id, other.workflow_states.count()) == (before, 0)
    # The explorer opens at the translator's own home page, and shows no page of another language.
    response = client.get(reverse("wagtailadmin_explore", args=[other.get_parent().pk]), follow=True)
    shown = {found.locale.language_code for found in response.context["object_list"]}
    assert shown <= {"ru"}
    homes = {row.page_id for row in GroupPagePermission.objects.filter(group__in=user.groups.all())}
    assert [Page.objects.get(pk=pk).locale.language_code for pk in homes] == ["ru"]


def start(client: Client, user: User, page: Page, language: str) -> int:
    client.force_login(user)
    return client.post(reverse("cms_translation_start", args=[page.pk, language])).status_code


def test_translations_are_begun_from_source_pages_only(client: Client, world: World) -> None:
    in_language(world.source, "en").delete()
    pages = Page.objects.order_by("pk").values_list("pk", flat=True)
    before = list(pages)
    admin, root = AdminFactory(), Page.objects.get(depth=1)
    for user in (UserFactory(role="Translators (ru)"), UserFactory(role="Translators (en)"), admin):
        assert start(client, user, world.russian, "en") == 404
        languages = reverse("wagtail_localize:submit_page_translation", args=[world.russian.pk])
        assert client.get(languages).status_code == 404
    assert (start(client, admin, root, "en"), start(client, admin, world.source, "de")) == (404, 404)
    assert client.get(reverse("wagtail_localize:submit_page_translation", args=[root.pk])).status_code == 404
    # A door of the admin that one may not pass leads back to its home.
    assert start(client, UserFactory(role="Translators (ru)"), world.source, "en") == 302
    assert list(pages) == before


@pytest.mark.parametrize("role", ["Editors", "Translators (en)", "Moderators"])
def test_who_may_begin_a_translation(client: Client, world: World, role: str) -> None:
    in_language(world.source, "en").delete()
    assert start(client, UserFactory(role=role), world.source, "en") == 302
    english = in_language(world.source, "en")
    assert (english.live, english.title) == (False, "Das Jahr beginnt")


def test_menus_lead_to_no_closed_door(client: Client, world: World) -> None:
    for user in (AdminFactory(), UserFactory(role="Moderators"), UserFactory(role="Editors")):
        client.force_login(user)
        for address in (
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_explore", args=[world.source.get_parent().pk]),
            reverse("wagtailadmin_pages:edit", args=[world.source.pk]),
        ):
            html = client.get(address).content.decode()
            assert "/admin/localize/reports" not in html
            assert "/admin/localize/update" not in html
    client.force_login(UserFactory(role="Editors"))
    languages = reverse("wagtail_localize:submit_page_translation", args=[world.source.pk])
    assert languages in client.get(reverse("wagtailadmin_pages:edit", args=[world.source.pk])).content.decode()
    assert client.get(languages).status_code == 200


def test_the_public_api_takes_no_writes(client: Client, world: World) -> None:
    client.force_login(AdminFactory())
    for method in ("put", "patch", "post", "delete"):
        response = getattr(client, method)(f"/api/v1/pages/{world.russian.pk}/", {"title": "Взлом"})
        assert (method, response.status_code) == (method, 405)
