"""Pages that one app asks another for, by the name of a kind: `page_factory("article")`.

A plugin offers them as `page_factories = {"article": ArticleFactory()}` in its `page_factories.py`.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from cms.entities.models import Topic, TopicKind
from cms.pages.models import ForumPage, PageTag, PageTopic, RelatedPage
from cms.pages.slugs import slug_of
from cms.plugins.registry import registry


@dataclass(frozen=True)
class PageDraft:
    """What a page is to begin with, in the source language; paragraphs are rich text, topics may be tags."""

    title: str
    lead: str = ""
    paragraphs: Sequence[str] = ()
    topics: Sequence[Topic] = ()
    related: Sequence[Page] = ()
    date: datetime.date | None = None


class PageFactory(ABC):
    """Makes drafts of one page type in the first section of a type to which the user may add."""

    section: ClassVar[type[Page]]

    @abstractmethod
    def build(self, draft: PageDraft) -> ForumPage:
        """The page with its title, lead, text and date, not stored."""

    def is_offered_to(self, user: AbstractBaseUser) -> bool:
        """Whether the action is to be shown: there is a section to which the user may add."""
        return next(self._open_to(user), None) is not None

    @transaction.atomic
    def create(self, draft: PageDraft, user: AbstractBaseUser) -> ForumPage | None:
        """The stored draft; None where no section stands, and PermissionDenied where the user may add to none."""
        if not self._sections():
            return None
        section = next(self._open_to(user), None)
        if section is None:
            raise PermissionDenied
        page = self.build(draft)
        page.owner, page.locale, page.live = user, section.locale, False
        page.slug = find_available_slug(section, slug_of(draft.title))
        for topic in draft.topics:
            _add_topic(page, topic)
        page.related_page_links = [
            RelatedPage(target=target, sort_order=order) for order, target in enumerate(draft.related)
        ]
        section.add_child(instance=page)
        page.save_revision(user=user, log_action=True)
        return page

    def _sections(self) -> list[Page]:
        found = self.section.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        return list(found.select_related("locale").order_by("path"))

    def _open_to(self, user: AbstractBaseUser) -> Iterator[Page]:
        return (section for section in self._sections() if section.permissions_for_user(user).can_add_subpage())


def page_factory(kind: str) -> PageFactory | None:
    """The factory of a kind of page; None when no active plugin offers it."""
    return registry.read("page_factories").get(kind)


def _add_topic(page: ForumPage, topic: Topic) -> None:
    if topic.kind == TopicKind.TAG:
        page.page_tags.add(PageTag(tag=topic, sort_order=page.page_tags.count()))
    else:
        page.page_topics.add(PageTopic(topic=topic, sort_order=page.page_topics.count()))
