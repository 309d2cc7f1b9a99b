"""What any page may point at; plain orderables, so that they flow to every language as facts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from cms.entities.choosers import tag_chooser


class RelatedPage(Orderable):
    """One page related to another, readable from both ends; the target is the source-language page."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="related_page_links")
    target = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="related_from_links",
        verbose_name=_("page"),
    )

    panels = (PageChooserPanel("target"),)


class PageTopic(Orderable):
    """A curated topic of a page."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_topics")
    topic = models.ForeignKey(
        "cms_entities.Topic", on_delete=models.PROTECT, related_name="topic_pages", verbose_name=_("topic")
    )

    panels = (FieldPanel("topic"),)

    def clean(self) -> None:
        super().clean()
        if self.topic_id and self.topic.kind != "topic":
            raise ValidationError({"topic": _("This is a tag. Choose it among the tags.")})


class PageTag(Orderable):
    """A tag of a page."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_tags")
    tag = models.ForeignKey(
        "cms_entities.Topic", on_delete=models.PROTECT, related_name="tagged_pages", verbose_name=_("tag")
    )

    panels = (FieldPanel("tag", widget=tag_chooser.widget_class),)

    def clean(self) -> None:
        super().clean()
        if self.tag_id and self.tag.kind != "tag":
            raise ValidationError({"tag": _("This is a topic. Choose it among the topics.")})
