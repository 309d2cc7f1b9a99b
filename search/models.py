"""What the database engine searches: one document per public content item."""

from django.db import models


class SearchDocument(models.Model):
    """The searchable side of a content item; its tokens stand in the engine's own table under this id."""

    page_id = models.PositiveIntegerField(unique=True)
    locale = models.CharField(max_length=12)
    type = models.CharField(max_length=100)
    title = models.CharField(max_length=500)
    names = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = (models.Index(fields=("locale", "type")),)

    def __str__(self) -> str:
        return f"{self.type} {self.page_id}"
