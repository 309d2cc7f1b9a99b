"""Who may open which address of the admin, route by route and role by role, and who changes what by sending forms.

The table is admin_routes.toml. A route that is new or gone, or that answers a role otherwise, fails; when that is
meant, renew the table and read its difference as a decision about rights:
pytest tests/contract/test_admin_routes.py -m slow --renew-routes
"""

import copy
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests.contract.admin_site import ROLES, AdminSite, contents, outcome
from tests.contract.test_routes import ROUTES

TABLE = Path(__file__).with_name("admin_routes.toml")
HEAD = f"""\
# What GET of each route of the admin answers, by role: {", ".join(ROLES)}.
# A status, or of a redirect: "login" to the login form, "refused" back to the desk, "elsewhere".
# Written by pytest tests/contract/test_admin_routes.py -m slow --renew-routes; every difference is a decision.

"""
ADMIN = [route for route in ROUTES if route.startswith("admin/")]
CLOSED = {"login", "refused", "403", "404"}
# Answer to forms only, and to those who may publish only.
FORMS_OF_PUBLISHERS = {
    "admin/pages/<int:page_id>/lock/", "admin/pages/<int:page_id>/unlock/",
    "admin/pages/<int:page_to_move_id>/set_position/",
}  # fmt: skip
# Show everybody their question, and must refuse the answer of those without the right.
ASKING = {
    "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/",
    "admin/pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/",
}  # fmt: skip
# With the same form the administrator does change something at these, so the form is no empty one.
CHANGED_BY_ADMIN = {
    "admin/collections/<int:pk>/delete/", "admin/documents/delete/<int:document_id>/", "admin/groups/delete/<int:pk>/",
    "admin/images/<int:image_id>/delete/", "admin/pages/<int:page_id>/copy/", "admin/pages/<int:page_id>/delete/",
    "admin/pages/<int:page_id>/lock/", "admin/pages/<int:page_id>/unpublish/",
    "admin/redirects/<int:redirect_id>/delete/", "admin/sites/delete/<int:pk>/", "admin/users/delete/<int:pk>/",
    "admin/workflows/disable/<int:pk>/", "admin/collections/add/", "admin/groups/new/",
    "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/",
}  # fmt: skip

pytestmark = pytest.mark.django_db


def table() -> dict[str, tuple[str, ...]]:
    """Outcomes by route, in the order of the roles."""
    groups = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {route: tuple(outcomes.split()) for outcomes, routes in groups.items() for route in routes}


def as_toml(found: dict[str, tuple[str, ...]]) -> str:
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for route, outcomes in sorted(found.items()):
        groups[outcomes].append(f"    '{route}',\n")
    return HEAD + "\n".join(f'"{" ".join(key)}" = [\n{"".join(groups[key])}]\n' for key in sorted(groups))


@contextmanager
def undone() -> Iterator[None]:
    """Whatever a request does is taken back, so that the next one finds everything there."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def client_of(site: AdminSite, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if site.accounts[role]:
        client.force_login(site.accounts[role])
    return client


def form(site: AdminSite) -> dict[str, object]:
    """What creating and editing forms of the admin ask for first; enough to change something at many of them."""
    return {
        "title": "Fremd", "slug": "fremd", "name": "Fremd", "lead": "Fremd.", "username": "fremd", "confirm": "yes",
        "new_title": "Fremd", "new_slug": "fremd", "new_parent_page": site.ids["parent_page_id"],
        "parent": site.in_section["collections"].get_parent().pk, "old_path": "/fremd", "redirect_link": "/de/",
        "action-publish": "1", "is_permanent": "on",
        **{f"{name}_permissions-{key}": 0 for name in ("page", "collection", "document", "image")
           for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
        **{f"collection_member_permissions-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
        **{f"collection_management-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }  # fmt: skip


def test_every_route_stands_in_the_table():
    known = table()
    assert sorted(set(ADMIN) - set(known)) == []
    assert sorted(set(known) - set(ADMIN)) == []
    assert {len(outcomes) for outcomes in known.values()} == {len(ROLES)}
    assert [route for route, outcomes in known.items() if any(word.startswith("5") for word in outcomes)] == []


@pytest.mark.slow
def test_each_role_may_open_what_the_table_says(request: pytest.FixtureRequest):
    site = AdminSite()
    seen: dict[str, list[str]] = defaultdict(list)
    for role in ROLES:
        client = client_of(site, role)
        session = copy.deepcopy(client.cookies)
        for route in ADMIN:
            client.cookies = copy.deepcopy(session)
            with undone():
                seen[route].append(outcome(client.get(site.address(route))))
    found = {route: tuple(words) for route, words in seen.items()}
    if request.config.getoption("--renew-routes"):
        TABLE.write_text(as_toml(found), encoding="utf-8")
    assert as_toml(found).splitlines() == TABLE.read_text(encoding="utf-8").splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES[:-1])
def test_forms_sent_to_what_is_closed_change_nothing(role: str):
    site, known = AdminSite(), table()
    client, data, before = client_of(site, role), form(site), contents()
    session = copy.deepcopy(client.cookies)
    column, changed, wrong = ROLES.index(role), [], []
    for route in ADMIN:
        word = known[route][column]
        asked = route in FORMS_OF_PUBLISHERS | ASKING and role != "moderator"
        if word not in CLOSED and not asked:
            continue
        client.cookies = copy.deepcopy(session)
        with undone():
            answer = outcome(client.post(site.address(route), data))
            if (answer == "200" and route not in ASKING | {"admin/login/"}) or answer.startswith("5"):
                wrong.append((route, answer))
            changed += [(route, name) for name, rows in contents().items() if rows != before[name]]
    assert (changed, wrong) == ([], [])


@pytest.mark.slow
def test_the_same_forms_change_something_for_the_administrator():
    site = AdminSite()
    client, data, before = client_of(site, "admin"), form(site), contents()
    idle = []
    for route in sorted(CHANGED_BY_ADMIN):
        with undone():
            client.post(site.address(route), data)
            if contents() == before:
                idle.append(route)
    assert idle == []
