"""The translators' part of the admin: panels of its home, the list of work per language, a column in the explorer."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Locale, Page

from cms.pages.services.desk import writes_source

from .services import worklist

PER_PAGE = 25
MOST_ON_HOME = 10
# Languages that write the names of languages with a small letter.
SMALL_NAMES = frozenset({"ru", "pl", "uk", "cs", "fr", "es", "it"})
STATE_NAMES = {
    worklist.NEW: _("new"),
    worklist.OUTDATED: _("outdated"),
    worklist.INCOMPLETE: _("incomplete"),
    worklist.IN_WORK: _("in work"),
    worklist.RETURNED: _("changes requested"),
    worklist.WAITING: _("waiting for moderation"),
}


def language_name(locale: Locale) -> str:
    """The language in the words of whoever reads."""
    return get_language_info(locale.language_code)["name_translated"]


def work_in(locale: Locale) -> str:
    """The name of the work in a language; many languages write those of languages small inside of a phrase."""
    name = language_name(locale)
    if get_language() in SMALL_NAMES:
        name = name[:1].lower() + name[1:]
    return gettext("Translation: %(language)s") % {"language": name}


def worklist_address(locale: Locale) -> str:
    """Where the work in a language is listed."""
    return reverse("cms_translation_work", args=[locale.language_code])


def show_work(request: HttpRequest, language: str) -> HttpResponse:
    """What is to be translated into a language, oldest first; for those who may edit pages in it."""
    locale = get_object_or_404(Locale, language_code=language)
    if locale not in worklist.languages_of(request.user):
        raise PermissionDenied
    sections = worklist.sections(request.user, locale)
    section = next((page for page in sections if str(page.pk) == request.GET.get("section")), None)
    found = worklist.work(request.user).filter(locale=locale)
    if section is not None:
        found = worklist.in_section(found, section)
    numbers = worklist.numbers(found)
    state = request.GET.get("state")
    if state in numbers:
        found = found.filter(state=state)
    pages = Paginator(worklist.sorted_by_age(found), PER_PAGE).get_page(request.GET.get("p"))
    for page in pages:
        page.state_name = STATE_NAMES[page.state]
    context = {
        "name": work_in(locale),
        "pages": pages,
        "sections": sections,
        "section": section,
        "state": state if state in numbers else "",
        "states": [(name, STATE_NAMES[name], number) for name, number in numbers.items()],
        "total": sum(numbers.values()),
        "source_language": settings.LANGUAGE_CODE,
    }
    return render(request, "cms_translation/worklist.html", context)


def menu_items(user: AbstractBaseUser) -> list[MenuItem]:
    """The way to the user's list of work; with several languages, to each of them."""
    languages = worklist.languages_of(user)
    items = [
        MenuItem(language_name(locale), worklist_address(locale), name=f"translation-{locale.language_code}",
                 icon_name="wagtail-localize-language", order=100 + number)
        for number, locale in enumerate(languages)
    ]  # fmt: skip
    if len(items) > 1:
        return [
            SubmenuMenuItem(
                gettext("Translation"), Menu(None, items=items), name="translation",
                icon_name="wagtail-localize-language", order=150,
            )
        ]  # fmt: skip
    for item, locale in zip(items, languages, strict=True):
        item.label = work_in(locale)
    return items


class WorkPanel(Component):
    """How many pages wait in each of the user's languages; for those who only translate, also which come first."""

    name = "translation-work"
    order = 190
    template_name = "cms_translation/work_panel.html"

    class Media:
        css: ClassVar = {"all": ["cms_translation/words.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        languages = [
            {
                "name": language_name(locale),
                "address": worklist_address(locale),
                "numbers": [(state, STATE_NAMES[state], number) for state, number in numbers.items() if number],
            }
            for locale, numbers in worklist.numbers_by_language(user)
        ]
        pages = [] if not languages or writes_source(user) else worklist.next_up(user, MOST_ON_HOME)
        for page in pages:
            page.state_name = STATE_NAMES[page.state]
        return {"languages": languages, "pages": pages, "source_language": settings.LANGUAGE_CODE}


class TranslationsColumn(Column):
    """Of a translation, what is to be done with it; of a source page, in which languages something is."""

    def __init__(self, states: Mapping[str, Mapping[int, str]], locales: Mapping[int, Locale]) -> None:
        super().__init__("translations", label=_("Translation"), width="14%")
        self.states = states
        self.locales = locales

    def get_value(self, instance: Page) -> str:
        """In words: "new", or "Russian: outdated, English: new"."""
        states = self.states.get(str(instance.translation_key), {})
        if instance.locale_id in states:
            return str(STATE_NAMES[states[instance.locale_id]])
        if worklist.is_source(self.locales.get(instance.locale_id)):
            return ", ".join(
                f"{language_name(self.locales[locale])}: {STATE_NAMES[state]}" for locale, state in states.items()
            )
        return ""


class TranslationsIndexView(ExplorableIndexView):
    """Wagtail's explorer with what is to be translated."""

    @property
    def explorable_columns(self) -> list[Column]:
        """Wagtail's columns, and ours before the last."""
        *columns, last = super().explorable_columns
        return [*columns, self.work_column, last]

    def get_table(self, object_list: Any) -> Any:
        """Of the pages shown, all states by one query."""
        locales = {locale.pk: locale for locale in Locale.objects.all()}
        self.work_column = TranslationsColumn(worklist.states_beside(object_list), locales)
        return super().get_table(object_list)


class TranslationsPageViewSet(PageViewSet):
    """Wagtail's views of pages, the explorer apart."""

    index_view_class = TranslationsIndexView
