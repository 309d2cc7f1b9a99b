"""What waits for translators: pages not translated yet, pages outdated since their source changed, sent ones."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, OuterRef, QuerySet, Subquery
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, get_page_models

from cms.pages.models import ForumPage
from cms.pages.services.desk import editable_pages, with_moderation
from cms.translation.models import ApprovedWording
from cms.translation.richtext import same_words
from cms.translation.units import opened, units

MOST = 20


@dataclass(frozen=True)
class Outdated:
    """A translation, how many of its texts are outdated, and since when."""

    page: Page
    texts: int
    since: datetime.datetime | None


def untranslated(user: AbstractBaseUser) -> list[Page]:
    """Drafts begun for the user's languages that were never published nor sent to moderation, oldest first."""
    pages = _translations(user).filter(first_published_at=None, moderated_since=None, source_live=True)
    return list(pages.order_by("source_published_at", "pk")[:MOST])


def waiting(user: AbstractBaseUser) -> list[Page]:
    """Translations in moderation, oldest first."""
    return list(_translations(user).filter(moderated_since__isnull=False).order_by("moderated_since", "pk")[:MOST])


def outdated(user: AbstractBaseUser) -> list[Outdated]:
    """Published translations with texts whose source has changed since, the longest outdated first."""
    candidates = list(
        _translations(user)
        .filter(live=True, moderated_since=None, source_published_at__gt=Subquery(_first_approval()))
        .order_by("source_published_at", "pk")
    )
    texts = _source_texts({page.translation_key for page in candidates})
    told = _told_sources(candidates)
    found = []
    for page in candidates:
        current = texts.get(page.translation_key, {})
        changed = sum(
            path in current and not same_words(source, current[path])
            for path, source in told[page.translation_key, page.locale_id]
        )
        if changed:
            found.append(Outdated(page, changed, page.source_published_at))
    return found[:MOST]


def _translations(user: AbstractBaseUser) -> QuerySet[Page]:
    """Pages the user may translate, with what is to be known of their sources."""
    sources = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    pages = editable_pages(user).exclude(locale__language_code=settings.LANGUAGE_CODE).select_related("locale")
    return with_moderation(pages).annotate(
        source_live=Subquery(sources.values("live")[:1]),
        source_title=Subquery(sources.values("title")[:1]),
        source_published_at=Subquery(sources.values("last_published_at")[:1]),
    )


def _first_approval() -> QuerySet[ApprovedWording]:
    return (
        ApprovedWording.objects.filter(
            translation_key=OuterRef("translation_key"), locale=OuterRef("locale"), retired=False
        )
        .order_by(F("approved_at").asc())
        .values("approved_at")[:1]
    )


def _told_sources(pages: Iterable[Page]) -> dict[tuple[UUID, int], list[tuple[str, str]]]:
    """(path, source text that was translated) of the approved wordings, per page."""
    rows = ApprovedWording.objects.filter(
        translation_key__in={page.translation_key for page in pages}, retired=False
    ).values_list("translation_key", "locale_id", "path", "source")
    found = defaultdict(list)
    for key, locale, path, source in rows:
        found[key, locale].append((path, source))
    return found


def _source_texts(keys: set[UUID]) -> dict[UUID, dict[str, str]]:
    """{path: text} of source pages by translation key; a fixed number of queries per page type."""
    found = {}
    for model in get_page_models():
        if issubclass(model, ForumPage):
            relations = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
            sources = model.objects.filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)
            for page in sources.prefetch_related(*relations):
                content = opened(model, page.serializable_data())
                found[page.translation_key] = {unit.path: unit.value for unit in units(model, content)}
    return found
