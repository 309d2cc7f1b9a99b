"""What can be found: one document per findable thing and language, with the values of its facets."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchDocument(models.Model):
    """The searchable side of a page or of a thing behind pages; its tokens stand in the engine's own index.

    `key` is that of its record; `version` changes with anything that is indexed.
    """

    # Null only while a release that knows none is running beside.
    key = models.CharField(max_length=120, null=True)  # noqa: DJ001
    page_id = models.PositiveIntegerField(unique=True, null=True)
    locale = models.CharField(max_length=12)
    type = models.CharField(max_length=100)
    url = models.CharField(max_length=1024, blank=True, default="", db_default="")
    title = models.CharField(max_length=500)
    names = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    date = models.DateField(null=True)
    sort_key = models.CharField(max_length=200, blank=True, default="", db_default="", help_text="In hexadecimal.")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    visible_from = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    weight = models.FloatField(default=1.0, db_default=1.0)
    foreign = models.JSONField(null=True)
    card = models.JSONField(null=True)
    version = models.CharField(max_length=40, blank=True, default="", db_default="")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = (models.Index(fields=("locale", "type")),)
        constraints = (
            models.UniqueConstraint(fields=("key",), condition=models.Q(key__isnull=False), name="search_document_key"),
        )

    def __str__(self) -> str:
        return f"{self.type} {self.key}"


class SearchFacet(models.Model):
    """A value by which documents are narrowed down, under the facet's name in addresses."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=64)
    value = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("name", "value", "document"), name="search_facet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class SearchChange(models.Model):
    """A document that changed, written in the transaction of the change and waiting to be told the search server."""

    key = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key


class RunKind(models.TextChoices):
    """What is done to the indexes of the search server as a whole."""

    REBUILD = "rebuild", _("Rebuild")
    COMPARISON = "compare", _("Comparison")


class SearchRun(models.Model):
    """A rebuild of one language's index, which another process can carry on, or a comparison of all of them."""

    kind = models.CharField(max_length=8, choices=RunKind)
    locale = models.CharField(max_length=12, blank=True)
    index = models.CharField(max_length=120, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    last_id = models.BigIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    outdated = models.PositiveIntegerField(default=0)
    surplus = models.PositiveIntegerField(default=0)
    remaining = models.PositiveIntegerField(default=0, help_text="Differences that were still there afterwards.")
    problem = models.TextField(blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("kind", "ended_at")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.locale} {self.started_at:%Y-%m-%d %H:%M}"


class DocumentText(models.Model):
    """The words of an uploaded file; `file` tells which file they were read from, `outcome` how that went."""

    class Outcome(models.TextChoices):
        """What came of reading a file."""

        READ = "read"
        UNREADABLE = "unreadable"
        TOO_LARGE = "too_large"
        TOO_SLOW = "too_slow"
        UNKNOWN_FORMAT = "unknown_format"

    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="searched_text"
    )
    file = models.CharField(max_length=300)
    outcome = models.CharField(max_length=20, choices=Outcome)
    text = models.TextField(blank=True)
    read_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.document_id} {self.outcome}"


class MissedSearch(models.Model):
    """How often a text was searched on a day without a result; nothing tells by whom."""

    day = models.DateField()
    locale = models.CharField(max_length=12)
    text = models.CharField(max_length=100)
    searches = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("day", "locale", "text"), name="search_missed_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.locale}, {self.day})"
