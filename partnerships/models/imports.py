"""Imports of partnerships from tables: a run, its rows, and what was imported last of each profile."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunState(models.TextChoices):
    """Where an import stands; readers' pages change while it is written or undone only."""

    READING = "reading", pgettext_lazy("import", "being read")
    READY = "ready", pgettext_lazy("import", "waits for confirmation")
    WRITING = "writing", pgettext_lazy("import", "being written")
    DONE = "done", pgettext_lazy("import", "written")
    UNDOING = "undoing", pgettext_lazy("import", "being undone")
    UNDONE = "undone", pgettext_lazy("import", "undone")
    REFUSED = "refused", pgettext_lazy("import", "file refused")
    DISCARDED = "discarded", pgettext_lazy("import", "discarded")


# In these the worker has something to do.
AT_WORK = (RunState.READING, RunState.WRITING, RunState.UNDOING)


class ImportRun(models.Model):
    """One file on its way into the directory."""

    directory = models.ForeignKey(
        "partnerships.DirectoryPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("directory")
    )
    file_name = models.CharField(_("file"), max_length=255)
    # Names runs that nobody has uploaded.
    origin = models.CharField(max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RunState, default=RunState.READING)
    # None while the file has not been checked as a whole.
    total = models.PositiveIntegerField(null=True, editable=False)
    problem = models.JSONField(null=True, editable=False)
    ignored = models.JSONField(_("columns left out"), default=list, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("started by")
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name


class ImportFile(models.Model):
    """The uploaded file until it has been read; in the database, where no web server serves it."""

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()


class Outcome(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", pgettext_lazy("row of an import", "new")
    CHANGED = "changed", pgettext_lazy("row of an import", "changed")
    UNCHANGED = "unchanged", pgettext_lazy("row of an import", "unchanged")
    CONFLICT = "conflict", pgettext_lazy("row of an import", "changed here meanwhile")
    QUESTION = "question", pgettext_lazy("row of an import", "place unclear")
    PROBLEM = "problem", pgettext_lazy("row of an import", "problem")


class Written(models.TextChoices):
    """What the import has done with a row."""

    NO = "no", pgettext_lazy("row of an import", "not written")
    YES = "yes", pgettext_lazy("row of an import", "written")
    SKIPPED = "skipped", pgettext_lazy("row of an import", "nothing to write")
    UNDONE = "undone", pgettext_lazy("row of an import", "undone")
    KEPT = "kept", pgettext_lazy("row of an import", "kept, since it was changed")


class ImportRow(models.Model):
    """A row of the file, what it is taken for, what staff have chosen, and what was done."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    # The cells that are not empty, by column.
    raw = models.JSONField()
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    # Cells of which staff should look at how they were understood.
    to_confirm = models.BooleanField(default=False)
    # As services.importing.planning gives it: sides, differences, reasons.
    plan = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    written = models.CharField(_("written"), max_length=12, choices=Written, default=Written.NO)
    # Translation key of the profile.
    partnership = models.UUIDField(null=True)
    # What an undo needs: the revisions before and after, the facts before, places that were made.
    trace = models.JSONField(default=dict)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("run", "number"), name="import_row_once"),)
        indexes = (
            models.Index(fields=("run", "outcome", "number"), name="import_rows_by_outcome"),
            models.Index(fields=("run", "written", "number"), name="import_rows_by_written"),
        )

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"


class ImportedFacts(models.Model):
    """What the last import said of a profile: where the profile says otherwise, staff have changed it."""

    partnership = models.UUIDField(primary_key=True, default=uuid.uuid4)
    facts = models.JSONField()
