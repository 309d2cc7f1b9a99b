"""What is to be done in one language: every page that waits for words, its state by one annotated query."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Case, Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from wagtail.models import Locale, Page, WorkflowState

from cms.pages.services.desk import editable_pages, with_moderation
from cms.translation.models import RevisionWords

NEW, OUTDATED, INCOMPLETE = "new", "outdated", "incomplete"
IN_WORK, RETURNED, WAITING = "in_work", "returned", "waiting"
# Outdated: a live page says what its source no longer says. Incomplete: it lacks words, and says nothing wrong.
STATES = (NEW, OUTDATED, INCOMPLETE, IN_WORK, RETURNED, WAITING)
SECTION_DEPTH = 3


def languages_of(user: AbstractBaseUser) -> list[Locale]:
    """The languages into which the user translates."""
    mine = editable_pages(user).order_by().values("locale_id")
    return list(Locale.objects.filter(pk__in=mine).exclude(language_code=settings.LANGUAGE_CODE).order_by("pk"))


def is_source(locale: Locale | None) -> bool:
    """Whether a locale is the one that others are translated from."""
    return locale is not None and locale.language_code == settings.LANGUAGE_CODE


def work(user: AbstractBaseUser) -> QuerySet[Page]:
    """Translations that the user may edit and that wait for somebody, with `state`, `words` and `waits_since`."""
    pages = editable_pages(user).filter(alias_of=None).exclude(locale__language_code=settings.LANGUAGE_CODE)
    return _with_state(pages).exclude(state="")


def sorted_by_age(pages: QuerySet[Page]) -> QuerySet[Page]:
    """What waits longest first."""
    return pages.select_related("locale").order_by(F("waits_since").asc(nulls_last=True), "pk")


def next_up(user: AbstractBaseUser, number: int) -> list[Page]:
    """What translators should take up first; what waits for moderators is not theirs to do."""
    return list(sorted_by_age(work(user).exclude(state=WAITING))[:number])


def in_section(pages: QuerySet[Page], section: Page) -> QuerySet[Page]:
    """The section itself and what stands below it."""
    return pages.filter(path__startswith=section.path)


def sections(user: AbstractBaseUser, locale: Locale) -> list[Page]:
    """The pages below the home page of a language, in the order of the site."""
    return list(editable_pages(user).filter(locale=locale, depth=SECTION_DEPTH).order_by("path"))


def numbers(pages: QuerySet[Page]) -> dict[str, int]:
    """How many pages are in each state."""
    found = dict(pages.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in STATES}


def numbers_by_language(user: AbstractBaseUser) -> list[tuple[Locale, dict[str, int]]]:
    """For each of the user's languages, how many pages are in each state."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for locale, state, number in work(user).order_by().values_list("locale_id", "state").annotate(Count("pk")):
        found[locale][state] = number
    return [(locale, {state: found[locale.pk].get(state, 0) for state in STATES}) for locale in languages_of(user)]


def states_beside(pages: Iterable[Page]) -> dict[str, dict[int, str]]:
    """{translation key: {locale: state}} of the translations of these pages that wait for somebody."""
    keys = {page.translation_key for page in pages}
    rows = Page.objects.filter(translation_key__in=keys, alias_of=None)
    rows = _with_state(rows.exclude(locale__language_code=settings.LANGUAGE_CODE)).exclude(state="")
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for key, locale, state in rows.order_by("locale_id").values_list("translation_key", "locale_id", "state"):
        found[str(key)][locale] = state
    return found


def _with_state(pages: QuerySet[Page]) -> QuerySet[Page]:
    sources = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    words = RevisionWords.objects.filter(revision=OuterRef("latest_revision"))
    pages = with_moderation(pages).annotate(
        source_live=Subquery(sources.values("live")[:1]),
        source_title=Subquery(sources.values("title")[:1]),
        source_published_at=Subquery(sources.values("last_published_at")[:1]),
        has_words=Exists(words),
        words=Coalesce(F("translation_progress__words"), 0),
    )
    unpublished = Q(live_revision=None) | ~Q(latest_revision=F("live_revision"))
    return pages.filter(source_live__isnull=False).annotate(
        state=Case(
            When(moderation_state=WorkflowState.STATUS_NEEDS_CHANGES, then=Value(RETURNED)),
            When(moderation_state=WorkflowState.STATUS_IN_PROGRESS, then=Value(WAITING)),
            When(unpublished & Q(has_words=True), then=Value(IN_WORK)),
            When(translation_progress__outdated__gt=0, live=True, then=Value(OUTDATED)),
            When(translation_progress__untranslated__gt=0, live=True, then=Value(INCOMPLETE)),
            When(live=False, first_published_at=None, source_live=True, then=Value(NEW)),
            default=Value(""),
        ),
        waits_since=Case(
            When(moderated_since__isnull=False, then=F("moderated_since")),
            default=Coalesce(
                F("translation_progress__since"), F("source_published_at"), F("latest_revision_created_at")
            ),
            output_field=DateTimeField(),
        ),
    )
