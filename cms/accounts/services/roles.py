"""The roles of the site: groups with exactly the rights they need, and the moderation workflow.

Rights that an operator wants to add belong to groups of the operator's own; the groups here are reset
by every grant.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITORS = "Editors"
MODERATORS = "Moderators"
MODERATION = "Moderation"
REGISTERS = ("country", "region", "place", "organisation", "person", "topic")
FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)

BEST_BETS = tuple(f"wagtailsearchpromotions.{action}_searchpromotion" for action in ("add", "change", "delete"))


def translators(language: str) -> str:
    """Name of the group that translates into a language."""
    return f"Translators ({language})"


@dataclass(frozen=True)
class Role:
    """A group's rights: on the pages below `homes`, on all collections, and everywhere."""

    name: str
    homes: tuple[Page, ...]
    on_pages: tuple[str, ...]
    on_collections: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = field(default=())


def register_rights(*actions: str) -> tuple[str, ...]:
    """Rights on every register of entities."""
    return tuple(f"cms_entities.{action}_{kind}" for action in actions for kind in REGISTERS)


def roles() -> list[Role]:
    """The roles for the languages and home pages that exist."""
    homes = tuple(Page.objects.filter(depth=2).select_related("locale").order_by("path"))
    in_source = tuple(page for page in homes if page.locale.language_code == settings.LANGUAGE_CODE)
    others = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
    return [
        Role(EDITORS, in_source, ("add_page", "change_page"), FILES, register_rights("view", "add", "change")),
        Role(
            MODERATORS,
            homes,
            ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
            FILES,
            (*register_rights("view", "add", "change", "delete"), *BEST_BETS),
        ),
        *(
            Role(
                translators(locale.language_code),
                tuple(page for page in homes if page.locale_id == locale.pk),
                ("change_page",),
            )
            for locale in others.order_by("pk")
        ),
    ]


@transaction.atomic
def grant_roles() -> None:
    """Bring groups and workflow to the state described here; call it again whenever a home page is added."""
    for role in roles():
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(_permissions(("wagtailadmin.access_admin", *role.everywhere)))
        _grant_on_pages(group, role)
        _grant_on_collections(group, role)
    _establish_moderation()


def _grant_on_pages(group: Group, role: Role) -> None:
    wanted = {(page.pk, right.pk) for page in role.homes for right in _permissions(role.on_pages, "wagtailcore")}
    for row in GroupPagePermission.objects.filter(group=group):
        if (row.page_id, row.permission_id) in wanted:
            wanted.discard((row.page_id, row.permission_id))
        else:
            row.delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=right) for page, right in sorted(wanted)
    )


def _grant_on_collections(group: Group, role: Role) -> None:
    root = Collection.get_first_root_node()
    rights = _permissions(role.on_collections)
    rows = GroupCollectionPermission.objects.filter(group=group)
    rows.exclude(collection=root, permission__in=rights).delete()
    for right in rights:
        rows.get_or_create(group=group, collection=root, permission=right)


def _establish_moderation() -> None:
    """One workflow for all home pages: a moderator approves, which publishes."""
    workflow, _created = Workflow.objects.get_or_create(name=MODERATION, defaults={"active": True})
    task = GroupApprovalTask.objects.filter(name=MODERATION).first() or GroupApprovalTask.objects.create(
        name=MODERATION
    )
    task.groups.set([Group.objects.get(name=MODERATORS)])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    # Wagtail's migrations put a workflow of their own on the root; a page below has the nearest.
    WorkflowPage.objects.filter(page__depth=1).delete()
    for page in Page.objects.filter(depth=2):
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})


def _permissions(names: Iterable[str], app_label: str = "") -> list[Permission]:
    """The permissions named "app.codename"; raises ImproperlyConfigured when one does not exist."""
    found = []
    for name in names:
        label, codename = (app_label, name) if app_label else name.split(".")
        try:
            found.append(Permission.objects.get(content_type__app_label=label, codename=codename))
        except Permission.DoesNotExist as error:
            raise ImproperlyConfigured(f"There is no permission {label}.{codename}; has migrate run?") from error
    return found
