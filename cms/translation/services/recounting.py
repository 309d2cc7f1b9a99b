"""What is to be done of every translation counted anew, for rows of a time that counted less."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from cms.pages.models import ForumPage

from .compose import Composition, compose
from .family import facts_of, lock, source_of, translations_of
from .progress import keep_progress
from .targets import Target, read_targets
from .wordings import words_in


def recount() -> Iterator[str]:
    """Recount one page after the other, each in a transaction of its own; yields the title of each source page.

    Nothing but the counts is written, so it may be stopped and run again at any time.
    """
    sources = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None).order_by("pk")
    for key in list(sources.values_list("pk", flat=True)):
        with transaction.atomic():
            page = Page.objects.filter(pk=key).specific().first()
            if isinstance(page, ForumPage):
                lock(page)
                _recount(page)
                yield page.title


def _recount(page: ForumPage) -> None:
    for target in read_targets(type(page), translations_of(page)):
        source = source_of(target.page)
        shown = _composed(source, target)
        latest = next((found for found in target.pending if found.pk == target.page.latest_revision_id), None)
        worked = shown if latest is None else _composed(source, target, words_in(latest))
        keep_progress(target.page, shown if target.page.live else worked, worked, stored=target.progress)


def _composed(source: ForumPage, target: Target, words: dict | None = None) -> Composition:
    derived = source.derived_texts(target.page.locale.language_code)
    return compose(type(source), facts_of(source), target.row, {**target.wordings, **(words or {})}, derived)
