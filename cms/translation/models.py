"""Approved wordings per path and language, and the words each revision carries."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class Words(models.Model):
    """A text at a path, the source text it translates, and what it is bound to (the picture of an alt text)."""

    path = models.CharField(max_length=255)
    value = models.TextField()
    source = models.TextField()
    binding = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True


class ApprovedWording(Words):
    """The text last published at a path of a page in a language; `retired` once the source has no such path."""

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(auto_now=True)
    retired = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("translation_key", "locale", "path"), name="approved_wording_once"),
        )

    def __str__(self) -> str:
        return f"{self.path}: {self.value[:60]}"


class RevisionWords(Words):
    """A translator's text in a revision, not approved before that revision is published."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("revision", "path"), name="revision_words_once"),)

    def __str__(self) -> str:
        return f"{self.path}: {self.value[:60]}"


class FollowedUnpublish(models.Model):
    """A translation that went because its source did; it comes back with the source."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.page)


class TranslationProgress(models.Model):
    """How many texts of a translation are outdated, and how many have no words of its language yet.

    Of a live one as readers see it; `words` are those of the source that nobody has translated, not even in a draft.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="translation_progress")
    outdated = models.PositiveIntegerField()
    untranslated = models.PositiveIntegerField()
    words = models.PositiveIntegerField(default=0, db_default=0)
    since = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.outdated} outdated, {self.untranslated} untranslated"


class RunState(models.TextChoices):
    """Where a run stands."""

    WORKING = "working", _("in work")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


class SectionRun(models.Model):
    """The translations of a section into a language, begun one page after the other by the worker.

    `publishes` tells whether what need not wait for words may be published at once.
    """

    root = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    publishes = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WORKING)
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.root_id}: {self.locale_id}"


class PageState(models.TextChoices):
    """What became of a page of a run."""

    WAITING = "waiting", _("waits")
    BEGUN = "begun", _("newly begun")
    THERE = "there", _("was there already")
    FAILED = "failed", _("failed")


class Problem(models.TextChoices):
    """Why a translation could not be begun."""

    PARENT = "parent", _("The page above it is not translated.")
    ERROR = "error", _("An error occurred, which the log of the server tells.")


class RunPage(models.Model):
    """A source page of a run, in the order of the tree."""

    run = models.ForeignKey(SectionRun, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=PageState.choices, default=PageState.WAITING)
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("run", "page"), name="run_page_once"),)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.state}"
