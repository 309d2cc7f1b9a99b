"""Articles, announcements and press invitations."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from cms.pages.models import ForumPage, HeroMixin


class ArticleKind(models.TextChoices):
    """The label above the title."""

    ARTICLE = "article", _("Article")
    ANNOUNCEMENT = "announcement", _("Announcement")
    PRESS_INVITATION = "press_invitation", _("Press invitation")


class ArticlePage(HeroMixin, ForumPage):
    """One article with date, dateline, links and contacts."""

    kind = models.CharField(_("kind"), max_length=20, choices=ArticleKind, default=ArticleKind.ARTICLE)
    date = models.DateField(_("date"), default=timezone.localdate)
    dateline_place = models.ForeignKey(
        "cms_entities.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="datelined_articles",
        verbose_name=_("place of the dateline"),
    )
    theme_year = models.ForeignKey(
        "news.ThemeYearPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("theme year"),
    )

    parent_page_types = ("news.NewsIndexPage",)
    subpage_types: tuple = ()
    detail_panels = (
        FieldRowPanel((FieldPanel("kind"), FieldPanel("date"), FieldPanel("dateline_place"))),
        *HeroMixin.hero_panels,
    )
    closing_panels = (
        InlinePanel("links", label=_("Link"), heading=_("Further information")),
        InlinePanel("contacts", label=_("Contact"), heading=_("Contacts")),
        PageChooserPanel("theme_year"),
    )
    translation_policies = {**ForumPage.translation_policies, **HeroMixin.hero_policies}

    class Meta:
        verbose_name = _("article")


class ArticleLink(TranslatableMixin, Orderable):
    """A further-information link to a page of this site or elsewhere."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=255)
    url = models.URLField(_("address elsewhere"), blank=True)
    target = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )

    panels = (FieldPanel("label"), FieldPanel("url"), PageChooserPanel("target"))

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("further-information link")

    def clean(self) -> None:
        super().clean()
        if bool(self.url) == bool(self.target_id):
            raise ValidationError(_("Give either an address elsewhere or a page of this site."))


class ArticleContact(TranslatableMixin, Orderable):
    """Whom readers may write to about the article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="contacts")
    label = models.CharField(_("label"), max_length=255, help_text=_("E.g. the office or the subject."))
    organisation = models.ForeignKey(
        "cms_entities.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    person = models.ForeignKey(
        "cms_entities.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    panels = (
        FieldPanel("label"),
        FieldPanel("organisation"),
        FieldPanel("person"),
        FieldPanel("email"),
        FieldPanel("phone"),
    )
    # Digits are facts: they flow with the source and are never offered to translators.
    override_translatable_fields = [SynchronizedField("phone", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("contact")
