"""A page type whose title nobody types."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin

from cms.pages.models import ForumPage


class PairPage(ForumPage):
    """Places and what is told of them; one stands below another."""

    since = models.PositiveSmallIntegerField(null=True, blank=True)
    motto = models.CharField(max_length=80, blank=True)

    parent_page_types = ("pairs.PairPage",)
    detail_panels = (FieldPanel("since"), FieldPanel("motto"), InlinePanel("places"), InlinePanel("notes"))
    translation_policies = {**ForumPage.translation_policies, "lead": "source", "motto": "block"}
    derived_fields = ("title",)
    translations_follow = True

    class Meta:
        verbose_name = "Paar"

    def derive(self, language: str) -> dict[str, str]:
        """The names of the places in the order of the rows."""
        return {"title": " – ".join(row.place.name_in(language) for row in self.places.all())}


class PairPlace(Orderable):
    """A place of the pair."""

    page = ParentalKey(PairPage, on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey("cms_entities.Place", on_delete=models.PROTECT, related_name="+")

    panels = (FieldPanel("place"),)


class PairNote(TranslatableMixin, Orderable):
    """A remark in words."""

    page = ParentalKey(PairPage, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()

    translation_policies = {"text": "withhold"}
    panels = (FieldPanel("text"),)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass
