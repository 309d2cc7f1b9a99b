"""Translations, words and redirects that have lost what they belong to: what must never be, looked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail_localize.models import TranslatableObject

from cms.translation.models import ApprovedWording

from .privacy import exposed


@dataclass(frozen=True)
class Kind:
    """A kind of orphan: what is wrong, how to mend it, and what finds all of them, each told in a line."""

    name: str
    sentence: str
    mend: str
    find: Callable[[], Iterator[str]]


def _lines(pages: QuerySet[Page]) -> Iterator[str]:
    for page in pages.select_related("locale").order_by("pk"):
        yield f"page {page.pk} ({page.locale.language_code}) {page.url_path} “{page.title}”"


def _translations() -> QuerySet[Page]:
    """What is remembered as a translation; pages written in one language only are none."""
    pages = Page.objects.exclude(locale__language_code=settings.LANGUAGE_CODE)
    return pages.filter(translation_progress__isnull=False, alias_of=None)


def _sources() -> QuerySet[Page]:
    return Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )


def _without_source() -> Iterator[str]:
    return _lines(_translations().filter(~Exists(_sources())))


def _ahead_of_source() -> Iterator[str]:
    return _lines(_translations().filter(Exists(_sources().filter(live=False)), live=True))


def _exposed() -> Iterator[str]:
    return _lines(exposed(""))


def _misplaced() -> Iterator[str]:
    keys, paths = {}, {}
    for path, key, language in Page.objects.values_list("path", "translation_key", "locale__language_code"):
        keys[path], paths[key, language] = key, path
    wrong = []
    for path, key, language in _translations().values_list("path", "translation_key", "locale__language_code"):
        source = paths.get((key, settings.LANGUAGE_CODE), "")
        place = paths.get((keys.get(source[: -Page.steplen]), language))
        if place is not None and path[: -Page.steplen] != place:
            wrong.append(path)
    return _lines(Page.objects.filter(path__in=wrong))


def _astray() -> Iterator[str]:
    languages = dict(Page.objects.values_list("path", "locale"))
    home = 2 * Page.steplen
    wrong = [path for path, own in languages.items() if len(path) > home and languages[path[: -Page.steplen]] != own]
    return _lines(Page.objects.filter(path__in=wrong))


def _aliases() -> Iterator[str]:
    return _lines(Page.objects.filter(alias_of__isnull=False).exclude(locale=F("alias_of__locale")))


def _lost(model: type[ApprovedWording | TranslatableObject]) -> QuerySet:
    """Rows of families that have no page; wagtail-localize's of snippets are not meant."""
    rows = model.objects.filter(~Exists(Page.objects.filter(translation_key=OuterRef("translation_key"))))
    return rows.filter(content_type__model="page") if model is TranslatableObject else rows


def _words() -> Iterator[str]:
    for model in (ApprovedWording, TranslatableObject):
        for key in sorted(set(_lost(model).values_list("translation_key", flat=True))):
            yield f"{model._meta.verbose_name} {key}"


def forget_lost_words() -> int:
    """Delete words whose page is gone in every language; returns how many rows."""
    return sum(_lost(model).delete()[0] for model in (ApprovedWording, TranslatableObject))


def _redirects() -> Iterator[str]:
    languages = {code for code, _name in settings.LANGUAGES}
    rows = Redirect.objects.filter(automatically_created=True, redirect_page__isnull=False)
    for row in rows.select_related("redirect_page__locale").order_by("pk"):
        first, own = row.old_path.split("/")[1], row.redirect_page.locale.language_code
        if first in languages and first != own:
            yield f"redirect {row.pk} from {row.old_path} to page {row.redirect_page_id} ({own})"


KINDS = (
    Kind(
        "without source",
        "A translation whose source page is gone.",
        "Delete the page, or publish it once from its form: it is then a page of its own language.",
        _without_source,
    ),
    Kind(
        "ahead of its source",
        "A translation that is public although its source page is not.",
        "Publish the source page, or unpublish this one.",
        _ahead_of_source,
    ),
    Kind(
        "more public than its source",
        "A translation that everybody can read although its source page is private.",
        "Open the privacy settings of the source page and save them: its translations follow.",
        _exposed,
    ),
    Kind(
        "misplaced",
        "A translation that does not stand below the translation of the page above its source.",
        "Move the source page to another place and back: its translations move along.",
        _misplaced,
    ),
    Kind(
        "astray",
        "A page below a page of another language.",
        "Delete it and begin it anew from its source page; publish the source page to have that done.",
        _astray,
    ),
    Kind(
        "alias of another language",
        "A page that shows the source page's texts as those of its own language.",
        "Begin the translation from the source page's list of translations: the alias becomes a draft.",
        _aliases,
    ),
    Kind(
        "words without page",
        "Words whose page is gone in every language.",
        "Run 'manage.py translations forget'.",
        _words,
    ),
    Kind(
        "redirect into another language",
        "A redirect that was made by itself and leads readers of one language to a page in another.",
        "Delete it under Settings, Redirects.",
        _redirects,
    ),
)
