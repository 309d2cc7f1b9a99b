"""Translations in the admin: their editor, the start of new ones, and no other way of writing them."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from .services.family import source_of
from .services.flow import STAYS_BEHIND
from .services.settling import FACTS_FLOW
from .views import choose_language, edit_words, refused, start


@hooks.register("register_log_actions")
def register_flow_actions(actions: LogActionRegistry) -> None:
    """Named in the history of a page."""
    actions.register_action(
        STAYS_BEHIND, _("Left where it is"), _("Left where it is: the page above its source is not translated")
    )

    @actions.register_action(FACTS_FLOW)
    class FactsTakenOver(LogFormatter):
        """With the name of whoever published the source."""

        label = _("Facts taken over")

        def format_message(self, log_entry: PageLogEntry) -> str:
            user = get_user_model().objects.filter(pk=log_entry.data.get("caused_by")).first()
            if user is None:
                return gettext("Facts taken over from the source page")
            return gettext("Facts taken over from the source page, published by %(name)s") % {
                "name": user.get_full_name() or user.get_username()
            }


@hooks.register("before_edit_page", order=-1)
def open_words(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Translations are edited as words; their facts belong to the source page."""
    if page.locale.language_code == settings.LANGUAGE_CODE or source_of(page) is None:
        return None
    return edit_words(request, page)


# Earlier addresses win, so these stand before wagtail-localize's own.
@hooks.register("register_admin_urls", order=-1)
def translation_addresses() -> list[Any]:
    """Our two views, and a closed door in front of everything else below localize/."""
    return [
        path("translation/<int:page_id>/<str:language>/start/", start, name="cms_translation_start"),
        path(
            "localize/",
            include(
                [
                    path("submit/page/<int:page_id>/", choose_language),
                    path("jsi18n/", refused),
                    re_path(r"^.*$", refused),
                ]
            ),
        ),
    ]
