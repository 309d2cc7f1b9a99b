"""Approved wordings per path and language, and the words each revision carries."""

from django.conf import settings
from django.db import models
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
