"""What waits for translators: pages not translated yet, live ones with texts to do, and those in moderation."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page

from cms.pages.services.desk import editable_pages, with_moderation

MOST = 20


def untranslated(user: AbstractBaseUser) -> list[Page]:
    """Drafts begun for the user's languages that were never published nor sent to moderation, oldest first."""
    pages = _translations(user).filter(first_published_at=None, moderated_since=None, source_live=True)
    return list(pages.order_by("source_published_at", "pk")[:MOST])


def unfinished(user: AbstractBaseUser) -> list[Page]:
    """Live translations with outdated or missing texts (see TranslationProgress), the longest so first."""
    texts = Q(translation_progress__outdated__gt=0) | Q(translation_progress__untranslated__gt=0)
    pages = _translations(user).filter(texts, live=True, moderated_since=None)
    return list(pages.select_related("translation_progress").order_by("source_published_at", "pk")[:MOST])


def waiting(user: AbstractBaseUser) -> list[Page]:
    """Translations in moderation, oldest first."""
    return list(_translations(user).filter(moderated_since__isnull=False).order_by("moderated_since", "pk")[:MOST])


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
