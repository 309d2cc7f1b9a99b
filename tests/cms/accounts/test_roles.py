"""Each role may do what its work needs and nothing else, and granting twice changes nothing."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupApprovalTask, GroupPagePermission, Page, Site, WorkflowPage
from wagtail.permissions import policy_registry

from cms.accounts.models import User
from cms.accounts.services.roles import EDITORS, MODERATORS, grant_roles, translators
from tests.factories.accounts import UserFactory
from tests.factories.entities import PlaceFactory
from tests.factories.news import NewsIndexPageFactory
from tests.factories.site import build_site, home_of

ROLES = (EDITORS, MODERATORS, translators("ru"), translators("en"))
LANGUAGES = ("de", "ru", "en")


@pytest.fixture
def site(db: None) -> Site:
    site = build_site()
    grant_roles()
    return site


def rights(role: str, page: Page) -> str:
    """A letter for everything the role may do: add, edit, submit, publish, lock, unlock."""
    may = page.permissions_for_user(UserFactory(role=role))
    answers = {
        "a": may.can_add_subpage(),
        "e": may.can_edit(),
        "s": may.can_edit() and may.can_submit_for_moderation(),
        "p": may.can_publish(),
        "u": may.can_unpublish(),
        "l": may.can_lock(),
        "d": may.can_delete(),
    }
    return "".join(letter for letter, allowed in answers.items() if allowed)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (EDITORS, {"de": "aes", "ru": "", "en": ""}),
        (MODERATORS, {"de": "aespuld", "ru": "aespuld", "en": "aespuld"}),
        (translators("ru"), {"de": "", "ru": "es", "en": ""}),
        (translators("en"), {"de": "", "ru": "", "en": "es"}),
    ],
)
def test_rights_on_published_pages(site: Site, role: str, expected: dict[str, str]):
    pages = {code: NewsIndexPageFactory(parent=home_of(code), locale=home_of(code).locale) for code in LANGUAGES}
    for page in pages.values():
        page.save_revision().publish()
    assert {code: rights(role, Page.objects.get(pk=page.pk)) for code, page in pages.items()} == expected


REGISTERS = {"country", "region", "place", "organisation", "person", "topic"}
FILES = {f"{action}_{kind}" for action in ("add", "change", "choose") for kind in ("image", "document")}
ON_PAGES = {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}
TABLE = {
    EDITORS: (
        {"access_admin", *(f"{action}_{kind}" for action in ("view", "add", "change") for kind in REGISTERS)},
        {("de", "add_page"), ("de", "change_page")},
        FILES,
    ),
    MODERATORS: (
        {
            "access_admin",
            *(f"{action}_{kind}" for action in ("view", "add", "change", "delete") for kind in REGISTERS),
            *(f"{action}_searchpromotion" for action in ("add", "change", "delete")),
        },
        {(language, right) for language in LANGUAGES for right in ON_PAGES},
        FILES,
    ),
    translators("ru"): ({"access_admin"}, {("ru", "change_page")}, set()),
    translators("en"): ({"access_admin"}, {("en", "change_page")}, set()),
}


def test_each_group_has_exactly_these_rights(site: Site):
    """Everywhere, on the pages of a language, on files."""
    found = {
        group.name: (
            set(group.permissions.values_list("codename", flat=True)),
            set(group.page_permissions.values_list("page__locale__language_code", "permission__codename")),
            set(group.collection_permissions.values_list("permission__codename", flat=True)),
        )
        for group in Group.objects.filter(name__in=ROLES)
    }
    assert found == TABLE
    assert set(GroupPagePermission.objects.filter(group__name__in=ROLES).values_list("page__depth", flat=True)) == {2}
    assert set(GroupPagePermission.objects.values_list("group__name", flat=True)) == set(ROLES)


def test_nobody_may_touch_the_root(site: Site):
    root = Page.get_first_root_node()
    assert {role: rights(role, root) for role in ROLES} == dict.fromkeys(ROLES, "")


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        (EDITORS, ["add", "change", "choose"]),
        (MODERATORS, ["add", "change", "choose"]),
        (translators("ru"), []),
    ],
)
def test_rights_on_pictures(site: Site, role: str, actions: list[str]):
    policy = policy_registry.get_by_type(get_image_model())
    user = UserFactory(role=role)
    allowed = [
        action
        for action in ("add", "change", "choose")
        if Collection.get_first_root_node() in policy.collections_user_has_permission_for(user, action)
    ]
    assert allowed == actions


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        (EDITORS, {"": 200, "create/": 200, "edit/{}/": 200, "delete/{}/": 302}),
        (MODERATORS, {"": 200, "create/": 200, "edit/{}/": 200, "delete/{}/": 200}),
        (translators("en"), {"": 302, "create/": 302, "edit/{}/": 302, "delete/{}/": 302}),
    ],
)
def test_rights_on_registers(site: Site, client: Client, role: str, statuses: dict[str, int]):
    place = PlaceFactory()
    client.force_login(UserFactory(role=role))
    found = {
        action: client.get(f"/admin/cms_entities/place/{action.format(place.pk)}").status_code for action in statuses
    }
    assert found == statuses


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reaches_the_admin(site: Site, client: Client, role: str):
    client.force_login(UserFactory(role=role))
    assert client.get("/admin/").status_code == 200


def test_every_home_page_is_moderated_by_moderators(site: Site):
    assert {row.page.locale.language_code: row.workflow.name for row in WorkflowPage.objects.all()} == dict.fromkeys(
        LANGUAGES, "Moderation"
    )
    task = GroupApprovalTask.objects.get(name="Moderation")
    assert [group.name for group in task.groups.all()] == [MODERATORS]
    assert [row.name for row in home_of("ru").get_workflow().tasks] == ["Moderation"]


def test_a_translator_has_a_language_to_work_in(site: Site):
    assert sorted(Group.objects.filter(name__startswith="Translators").values_list("name", flat=True)) == [
        "Translators (en)",
        "Translators (ru)",
    ]


def test_granting_twice_changes_nothing(site: Site):
    def state() -> list[tuple]:
        return sorted(GroupPagePermission.objects.values_list("pk", "group", "page", "permission"))

    before = state()
    grant_roles()
    assert state() == before
    assert GroupApprovalTask.objects.filter(name="Moderation").count() == 1


def test_granting_takes_back_what_was_added_by_hand(site: Site):
    group = Group.objects.get(name=EDITORS)
    GroupPagePermission.objects.create(group=group, page=home_of("ru"), permission_type="publish")
    grant_roles()
    user = User.objects.get(pk=UserFactory(role=EDITORS).pk)
    assert not home_of("ru").permissions_for_user(user).can_publish()
