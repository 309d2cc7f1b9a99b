"""What has been published of the histories, kept apart from the pages that editors change."""

from typing import ClassVar

from django.db import models

# What is said of a change of state for good; what continues, condition and note may be worded better later.
FACTS = ("state", "starts", "decided_by", "as_of", "sources", "letter", "answer")
WORDS = ("continues", "condition", "note")


class PublishedChange(models.Model):
    """A change of state as it was first published: its facts stay, and only `withdrawn` can be set later.

    `words` are those last published, so that an entry can be put back whole.
    """

    change = models.UUIDField(primary_key=True, help_text="Translation key of the entry.")
    partnership = models.UUIDField(help_text="Translation key of the profile.")
    position = models.PositiveIntegerField()
    facts = models.JSONField()
    words = models.JSONField(default=dict)
    withdrawn = models.BooleanField(default=False)
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["position", "published_at", "pk"]
        indexes: ClassVar = [models.Index(fields=("partnership", "position"), name="published_change_order")]

    def __str__(self) -> str:
        return f"{self.partnership} {self.facts.get('state')} {self.facts.get('starts')}"
