"""The abstract page every page type builds on, its field groups, and its relations."""

from .forum_page import ForumPage
from .mixins import HeroMixin, ListingMixin, MaintenanceMixin, SharingMixin
from .relations import PageTag, PageTopic, RelatedPage

__all__ = [
    "ForumPage",
    "HeroMixin",
    "ListingMixin",
    "MaintenanceMixin",
    "PageTag",
    "PageTopic",
    "RelatedPage",
    "SharingMixin",
]
