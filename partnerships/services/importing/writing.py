"""Rows into profiles, a batch in a transaction; killed anywhere, it goes on with the next row that is not written."""

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import InterfaceError, OperationalError, transaction
from wagtail.models import Locale, Page, Revision

from cms.content_store.services.writing import many_writes
from cms.pages.services.making import publish_new
from partnerships.models import (
    DirectoryPage,
    ImportedFacts,
    ImportRow,
    ImportRun,
    Outcome,
    PartnershipPage,
    PartnershipPlace,
    RunState,
    StatusChange,
    Written,
)

from .planning import Plan, Planner
from .profiles import STATE_FACTS
from .reasons import reason

BATCH = 20
TO_WRITE = (Outcome.NEW, Outcome.CHANGED)

logger = logging.getLogger(__name__)


class StandsElsewhere(Exception):
    """The profile stands in another directory, for which nobody has been asked for rights."""


class Writer:
    """Writes the rows of a confirmed run; its indexes are read once."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.planner = Planner()
        self.directory = DirectoryPage.objects.get(pk=run.directory_id)
        self.locale = Locale.objects.get(pk=self.directory.locale_id)
        done = run.rows.filter(written=Written.YES).values_list("partnership", "number")
        self.planner.seen = {
            self.planner.profiles.places[key]: number
            for key, number in done.iterator()
            if key in self.planner.profiles.places
        }

    def write_batch(self) -> int:
        """Write the next rows; returns how many were looked at, 0 when the run is done."""
        with many_writes(inline=0):
            run = ImportRun.objects.select_for_update(of=("self",)).select_related("confirmed_by").get(pk=self.run.pk)
            if run.state != RunState.WRITING:
                return 0
            rows = list(run.rows.filter(written=Written.NO, outcome__in=TO_WRITE).order_by("number")[:BATCH])
            plans = self.planner.plan([(row.number, row.raw, row.choices) for row in rows])
            done = []
            for row, plan in zip(rows, plans, strict=True):
                done.append(row)
                if not self._write(row, plan, run.confirmed_by):
                    # The plans of the rows after it may know places that were just undone.
                    self.planner = Planner()
                    break
            ImportRow.objects.bulk_update(done, ["outcome", "plan", "written", "partnership", "trace"])
            run.state = RunState.WRITING if rows else RunState.DONE
            run.save(update_fields=["state", "changed_at"])
        return len(done)

    def _write(self, row: ImportRow, plan: Plan, user: AbstractBaseUser | None) -> bool:
        """One row; a failure is told in the report, keeps nothing else from being written, and gives False."""
        row.outcome, row.plan = plan.outcome, plan.stored()
        if plan.outcome not in TO_WRITE:
            row.written = Written.SKIPPED
            return True
        try:
            with transaction.atomic():
                page, trace = self._create(plan, user) if plan.key is None else self._change(plan, user)
                keep_facts(page.translation_key, plan)
        except (OperationalError, InterfaceError):
            raise
        except StandsElsewhere:
            row.outcome, row.written = Outcome.PROBLEM, Written.SKIPPED
            row.plan = {**row.plan, "problems": [reason("elsewhere")]}
            return True
        except Exception:
            logger.exception("import row failed", extra={"run": row.run_id, "row": row.number})
            row.outcome, row.written = Outcome.PROBLEM, Written.SKIPPED
            row.plan = {**row.plan, "problems": [reason("failed")]}
            return False
        row.written, row.partnership = Written.YES, page.translation_key
        base = plan.profile.base if plan.profile else None
        row.trace = {**trace, "base": base}
        return True

    def _create(self, plan: Plan, user: AbstractBaseUser | None) -> tuple[Page, dict[str, Any]]:
        keys = [self.planner.places.key_of(found) for found in plan.places]
        facts = {name: value for name, value in plan.record.facts.items() if name != "state"}
        page = PartnershipPage(locale=self.locale, live=False, owner=user, **facts)
        page.places = [PartnershipPlace(place_id=key, sort_order=order) for order, (key, _) in enumerate(keys)]
        if "state" in plan.record.facts:
            page.status_changes = [entry(plan, {}, 0, self.locale)]
        revision = publish_new(page, self.directory, user)
        self.planner.profiles.add(page.translation_key, [key for key, _ in keys])
        made = [made for _, made in keys if made]
        return page, {"created": True, "before": None, "revision": revision.pk, "places": made}

    def _change(self, plan: Plan, user: AbstractBaseUser | None) -> tuple[Page, dict[str, Any]]:
        page = PartnershipPage.objects.get(pk=plan.profile.pk)
        if not page.is_descendant_of(self.directory):
            raise StandsElsewhere
        before = page.latest_revision_id
        for difference in plan.diff:
            if difference["applied"] and difference["field"] != "state":
                setattr(page, difference["field"], difference["after"])
            elif difference["applied"]:
                add_entry(page, plan, difference)
        return page, {"created": False, "before": before, "revision": published(page, user).pk, "places": []}


def published(page: PartnershipPage, user: AbstractBaseUser | None) -> Revision:
    """Publish what was imported, in the name of whoever confirmed it."""
    revision = page.save_revision(user=user)
    revision.publish(user=user)
    return revision


def entry(plan: Plan, before: Mapping[str, str], order: int, locale: Locale) -> StatusChange:
    """A state as the row says it; where it names no source of its own, those of the row are given."""
    given = plan.record.facts["state"]
    facts = {"sources": plan.record.facts.get("sources", ""), **before, **given}
    return StatusChange(sort_order=order, locale=locale, **{name: facts[name] for name in STATE_FACTS if name in facts})


def add_entry(page: PartnershipPage, plan: Plan, difference: Mapping[str, Any]) -> None:
    """The history grows: a later change is added; a correction is added, too, and what it corrects withdrawn."""
    rows = list(page.status_changes.all())
    before, corrects = difference["before"], False
    if before and before["state"] == difference["after"]["state"]:
        current = [row for row in rows if not row.withdrawn][-1]
        current.withdrawn = corrects = True
    added = entry(
        plan, before if corrects else {}, 1 + max((row.sort_order or 0 for row in rows), default=-1), page.locale
    )
    if corrects:
        added.letter_id, added.answer_id = current.letter_id, current.answer_id
    page.status_changes = [*rows, added]


def keep_facts(key: uuid.UUID, plan: Plan) -> None:
    """Remember what the import said, for the next one to tell what staff have changed; what staff kept is theirs."""
    kept = {difference["field"] for difference in plan.diff if not difference["applied"]}
    base = plan.profile.base if plan.profile else {}
    said = {name: value for name, value in plan.record.facts.items() if name not in kept}
    ImportedFacts.objects.update_or_create(pk=key, defaults={"facts": {**base, **said}})


def skip_rest(run: ImportRun) -> None:
    """Rows without anything to write are done with the confirmation."""
    run.rows.filter(written=Written.NO).exclude(outcome__in=TO_WRITE).update(written=Written.SKIPPED)
