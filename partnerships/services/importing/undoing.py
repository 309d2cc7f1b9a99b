"""An import taken back: what it made goes, what it changed becomes what it was, unless it was touched since."""

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import InterfaceError, OperationalError, transaction
from wagtail.models import Page, Revision

from cms.content_store.services.writing import many_writes
from cms.entities.models import Place, PlaceName
from cms.translation.models import ApprovedWording, RevisionWords
from partnerships.models import (
    Confirmation,
    ConfirmationRequest,
    ImportedFacts,
    ImportRow,
    ImportRun,
    PartnershipPage,
    RunState,
    StatusChange,
    Written,
)

from .profiles import STATE_FACTS
from .reasons import Reason, reason
from .writing import published

BATCH = 10
logger = logging.getLogger(__name__)


class Undoing:
    """Takes back the rows of a run, the last one first."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run

    def undo_batch(self) -> int:
        """Take back some rows; returns how many, 0 when all are."""
        with many_writes(inline=0):
            run = ImportRun.objects.select_for_update(of=("self",)).select_related("confirmed_by").get(pk=self.run.pk)
            if run.state != RunState.UNDOING:
                return 0
            rows = list(run.rows.filter(written=Written.YES).order_by("-number")[:BATCH])
            for row in rows:
                self._undo(row, run.confirmed_by)
            ImportRow.objects.bulk_update(rows, ["written", "plan"])
            run.state = RunState.UNDOING if rows else RunState.UNDONE
            run.save(update_fields=["state", "changed_at"])
        return len(rows)

    def _undo(self, row: ImportRow, user: AbstractBaseUser | None) -> None:
        """One row; its failure is told and keeps nothing else from being taken back."""
        try:
            with transaction.atomic():
                undo_row(row, user)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("import row not undone", extra={"run": row.run_id, "row": row.number})
            row.written, row.plan = Written.KEPT, {**row.plan, "kept": [reason("failed")]}


def undo_row(row: ImportRow, user: AbstractBaseUser | None) -> None:
    """Take back one row and say in its plan what stays."""
    page = PartnershipPage.objects.filter(
        translation_key=row.partnership, locale=row.run.directory.locale, alias_of=None
    ).first()
    if page is None:
        kept = [reason("page_deleted")]
    elif row.trace["created"]:
        kept = remove(page, row.trace["revision"])
    else:
        kept = revert(page, row, user)
    if not kept and row.trace["created"]:
        ImportedFacts.objects.filter(pk=row.partnership).delete()
        kept = remove_places(row.trace["places"])
    row.written = Written.KEPT if kept else Written.UNDONE
    row.plan = {**row.plan, "kept": kept}


def remove(page: PartnershipPage, revision: int) -> list[Reason]:
    """Delete a profile in all languages, unless it was changed or has got words of its own."""
    if page.latest_revision_id != revision or has_words(page.translation_key) or was_answered(page.translation_key):
        return [reason("page_touched")]
    for found in Page.objects.filter(translation_key=page.translation_key).order_by("-pk"):
        found.specific.delete()
    return []


def was_answered(key: uuid.UUID) -> bool:
    """Whether staff or municipalities have confirmed the profile or been asked about it."""
    return any(model.objects.filter(partnership=key).exists() for model in (Confirmation, ConfirmationRequest))


def has_words(key: uuid.UUID) -> bool:
    """Whether anybody has translated something, be it a draft."""
    pages = Page.objects.filter(translation_key=key)
    drafts = RevisionWords.objects.filter(
        revision__object_id__in=[str(pk) for pk in pages.values_list("pk", flat=True)]
    )
    return ApprovedWording.objects.filter(translation_key=key).exists() or drafts.exists()


def later_than(run: ImportRun) -> ImportRun | None:
    """The import that is to be undone first: one being written, or the last that wrote to profiles of this one.

    Imports stand in the order of what each wrote last, so that the last of them can always be undone.
    """
    writing = ImportRun.objects.filter(directory=run.directory_id, state=RunState.WRITING).exclude(pk=run.pk).first()
    if writing:
        return writing
    written = ImportRow.objects.filter(written=Written.YES)
    own = dict(written.filter(run=run).values_list("partnership", "trace__revision").iterator())
    mine = written.filter(run=run).values("partnership")
    others = written.filter(partnership__in=mine).exclude(run=run)
    runs = {
        other
        for key, revision, other in others.values_list("partnership", "trace__revision", "run").iterator()
        if revision > own[key]
    }
    ends: dict[int, int] = {}
    for other, revision in written.filter(run__in=runs).values_list("run", "trace__revision").iterator():
        ends[other] = max(revision, ends.get(other, 0))
    found = max(((end, other) for other, end in ends.items() if end > max(own.values())), default=None)
    return ImportRun.objects.get(pk=found[1]) if found else None


def revert(page: PartnershipPage, row: ImportRow, user: AbstractBaseUser | None) -> list[Reason]:
    """Give each field its value from before, where it still has the one from the import."""
    if page.has_unpublished_changes or page.locked:
        return [reason("page_touched")]
    untouched = page.latest_revision_id == row.trace["revision"]
    kept, changed = [], False
    for difference in row.plan["diff"]:
        if not difference["applied"]:
            continue
        done = _revert_state(page, difference) if difference["field"] == "state" else _revert_fact(page, difference)
        changed |= done
        if not done:
            kept.append(reason("field_touched", field=difference["field"]))
    if changed:
        revision = published(page, user)
        ImportedFacts.objects.filter(pk=row.partnership).update(facts=row.trace["base"])
        if untouched and not kept:
            hand_back(row, revision)
    return kept


def hand_back(row: ImportRow, revision: Revision) -> None:
    """The profile is what the import before this one has left: undone in turn, it finds nothing touched."""
    for earlier in ImportRow.objects.filter(partnership=row.partnership, written=Written.YES).exclude(pk=row.pk):
        if earlier.trace["revision"] == row.trace.get("before"):
            earlier.trace["revision"] = revision.pk
            earlier.save(update_fields=["trace"])


def _revert_fact(page: PartnershipPage, difference: Mapping[str, Any]) -> bool:
    if getattr(page, difference["field"]) != difference["after"]:
        return False
    setattr(page, difference["field"], difference["before"])
    return True


def _revert_state(page: PartnershipPage, difference: Mapping[str, Any]) -> bool:
    """Histories only grow: the entry of the import is withdrawn, and what it corrected entered again."""
    rows = list(page.status_changes.all())
    valid = [row for row in rows if not row.withdrawn]
    before, after = difference["before"], difference["after"]
    if not valid or not _says(valid[-1], after):
        return False
    valid[-1].withdrawn = True
    if before and not (len(valid) > 1 and _says(valid[-2], before)):
        order = 1 + max(row.sort_order or 0 for row in rows)
        rows.append(StatusChange(sort_order=order, locale=page.locale, **before))
    page.status_changes = rows
    return True


def _says(row: StatusChange, facts: Mapping[str, str]) -> bool:
    return all(getattr(row, name) == facts[name] for name in STATE_FACTS if name in facts)


def remove_places(keys: list[int]) -> list[Reason]:
    """Delete places that the import has made and nothing uses."""
    kept = []
    for place in Place.objects.filter(pk__in=keys):
        if is_used(place):
            kept.append(reason("place_used", name=str(place)))
        else:
            place.delete()
    return kept


def is_used(place: Place) -> bool:
    """Whether anything but its own names points at it."""
    pointing = (field for field in Place._meta.get_fields(include_hidden=True) if field.one_to_many or field.one_to_one)
    relations = [each for each in pointing if each.auto_created and each.related_model is not PlaceName]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: place}).exists() for relation in relations
    )
