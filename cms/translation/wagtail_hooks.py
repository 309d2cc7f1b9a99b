"""Translations in the admin: their editor, the start of new ones, and no other way of writing them."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, re_path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from .admin import TranslationsPageViewSet, WorkPanel, menu_items, show_work
from .services.family import has_its_place, is_translation
from .services.flow import FLOW_FAILED, STAYS_BEHIND
from .services.settling import FACTS_FLOW, PUBLISHED_ALONG
from .views.beginning import choose_language, refused, start
from .views.deleting import DeleteWithTranslations, ask_before_delete, delete_along
from .views.files import download_file, exchange_file
from .views.runs import change_run, show_run, start_section
from .views.words import edit_words

SUBMIT = "wagtail_localize.submit_translation"


@hooks.register("register_log_actions")
def register_flow_actions(actions: LogActionRegistry) -> None:
    """Named in the history of a page."""
    actions.register_action(
        STAYS_BEHIND, _("Left where it is"), _("Left where it is: the page above its source is not translated")
    )
    actions.register_action(
        FLOW_FAILED,
        _("Facts not taken over"),
        _("Facts not taken over from the source page because of an error: this page may be out of date"),
    )

    @actions.register_action(FACTS_FLOW)
    class FactsTakenOver(LogFormatter):
        """With the name of whoever published the source."""

        label = _("Facts taken over")

        def format_message(self, log_entry: PageLogEntry) -> str:
            name = _who_caused(log_entry)
            if not name:
                return gettext("Facts taken over from the source page")
            return gettext("Facts taken over from the source page, published by %(name)s") % {"name": name}

    @actions.register_action(PUBLISHED_ALONG)
    class PublishedAlong(LogFormatter):
        """With the name of whoever published the source."""

        label = _("Published with its source page")

        def format_message(self, log_entry: PageLogEntry) -> str:
            name = _who_caused(log_entry)
            if not name:
                return gettext("Published with its source page")
            return gettext("Published with its source page, which was published by %(name)s") % {"name": name}


def _who_caused(log_entry: PageLogEntry) -> str:
    user = get_user_model().objects.filter(pk=log_entry.data.get("caused_by")).first()
    return (user.get_full_name() or user.get_username()) if user else ""


@hooks.register("before_edit_page", order=-1)
def open_words(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Translations are edited as words; their facts belong to the source page."""
    if page.alias_of_id or not is_translation(page):
        return None
    return edit_words(request, page, request.resolver_match.kwargs.get("revision_id"))


@hooks.register("before_copy_page")
def copy_the_source(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy of a translation would translate nothing, and show what is not translated yet as its own text."""
    if not is_translation(page):
        return None
    messages.warning(
        request, gettext("Copy the source page instead: translations of the copy are begun by themselves.")
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_move_page")
def move_the_source(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """A translation stands where its source stands; only one that was left behind may be put anywhere."""
    if not is_translation(page) or not has_its_place(page):
        return None
    messages.warning(request, gettext("Move the source page instead: its translations move along."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_delete_page")
def ask_about_translations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever deletes a source page says what becomes of its translations."""
    return ask_before_delete(request, page)


@hooks.register("after_delete_page")
def delete_translations_along(request: HttpRequest, page: Page) -> None:
    """As was said."""
    delete_along(request, page)


# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", DeleteWithTranslations, order=1)


@hooks.register("before_bulk_action")
def move_the_sources(request: HttpRequest, action: str, pages: list[Page], view: object) -> HttpResponse | None:
    """The same of several."""
    for page in pages if action == "move" else ():
        answer = isinstance(page, Page) and move_the_source(request, page, page)
        if answer:
            return answer
    return None


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def languages_button(
    page: Page, user: AbstractBaseUser, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Leads from a source page to its translations; wagtail-localize's own button there asks for a right of its own."""
    if page.is_root() or page.locale.language_code != settings.LANGUAGE_CODE or user.has_perm(SUBMIT):
        return
    if page.permissions_for_user(user).can_edit():
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        yield Button(_("Translations"), address, icon_name="wagtail-localize-language", priority=60)


@hooks.register("construct_snippet_listing_buttons")
def without_snippet_doors(buttons: list[Any], snippet: object, user: AbstractBaseUser) -> None:
    """wagtail-localize's ways of translating snippets are closed."""
    closed = reverse("wagtail_localize:translations_report").removesuffix("reports/translations/")
    buttons[:] = [button for button in buttons if not str(button.url or "").startswith(closed)]


@hooks.register("construct_reports_menu")
def without_report(request: HttpRequest, items: list[Any]) -> None:
    """Its figures are of wagtail-localize's own tables, which nothing fills here."""
    closed = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if getattr(item, "url", None) != closed]


# Earlier addresses win, so these stand before wagtail-localize's own.
@hooks.register("register_admin_urls", order=-1)
def translation_addresses() -> list[Any]:
    """Our views, and a closed door in front of everything else below localize/."""
    return [
        path("translation/<str:language>/", show_work, name="cms_translation_work"),
        path("translation/<int:target_id>/file/", exchange_file, name="cms_translation_file"),
        path("translation/<int:target_id>/file/download/", download_file, name="cms_translation_download"),
        path("translation/<int:page_id>/<str:language>/start/", start, name="cms_translation_start"),
        path("translation/<int:page_id>/<str:language>/section/", start_section, name="cms_translation_section"),
        path("translation/runs/<int:run_id>/", show_run, name="cms_translation_run"),
        path("translation/runs/<int:run_id>/<str:action>/", change_run, name="cms_translation_run_action"),
        path(
            "localize/",
            include(
                [
                    path("submit/page/<int:page_id>/", choose_language),
                    re_path(r"^.*$", refused),
                ]
            ),
        ),
    ]


@hooks.register("construct_homepage_panels")
def show_translators_desk(request: HttpRequest, panels: list[Component]) -> None:
    """Whoever translates sees what waits."""
    panels.append(WorkPanel())


@hooks.register("construct_main_menu")
def lead_to_work(request: HttpRequest, items: list[Any]) -> None:
    """Each translator to the work in their languages."""
    items.extend(menu_items(request.user))


# After Wagtail's own, which it replaces.
@hooks.register("register_admin_viewset", order=1)
def explorer_with_translations() -> TranslationsPageViewSet:
    """The page explorer with a column of our own."""
    return TranslationsPageViewSet()
