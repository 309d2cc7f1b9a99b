"""What every process must read again before it shows the directory."""

import uuid
from typing import ClassVar

from django.db import models


class DirectoryChange(models.Model):
    """One page's item or one place's names changed, or, with neither, everything; written with the change itself.

    Rows commit in the order of their ids, since writers of content items wait for each other. A rolled-back id may be
    given again: `mark` tells the two apart.
    """

    page_id = models.BigIntegerField(null=True)
    place_id = models.BigIntegerField(null=True)
    locale = models.CharField(max_length=12, blank=True)
    mark = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=("created_at",), name="directory_change_created")]

    def __str__(self) -> str:
        return f"{self.pk}: page {self.page_id}, place {self.place_id}"
