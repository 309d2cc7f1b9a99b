"""Guided walks through a town."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.pages.models import ForumPage


class WalkPage(ForumPage):
    """A walk and how long it takes."""

    minutes = models.PositiveSmallIntegerField()

    parent_page_types = ()
    subpage_types: tuple = ()
    is_section = True
    detail_panels = (FieldPanel("minutes"),)

    class Meta:
        verbose_name = "walk"
