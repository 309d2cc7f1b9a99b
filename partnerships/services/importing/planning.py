"""What becomes of each row, given the directory as it is now; asked before writing and again while writing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from partnerships.models import Outcome

from .comparing import Difference, differences, refusals
from .places import Found, PlaceIndex
from .profiles import Pair, Profile, ProfileIndex, profiles
from .reasons import Reason, reason
from .records import Record, record_of


@dataclass
class Plan:
    """A row with its places, what is wrong with it, and what it would change."""

    number: int
    record: Record
    places: list[Found] = field(default_factory=list)
    problems: list[Reason] = field(default_factory=list)
    key: uuid.UUID | None = None
    profile: Profile | None = None
    diff: list[Difference] = field(default_factory=list)
    # What the rows below must know of it.
    known: dict[str, Any] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """What the report says of the row."""
        if self.problems:
            return Outcome.PROBLEM
        if any(found.problem for found in self.places):
            return Outcome.QUESTION
        if self.key is None:
            return Outcome.NEW
        if any(difference["applied"] for difference in self.diff):
            return Outcome.CHANGED
        return Outcome.CONFLICT if self.diff else Outcome.UNCHANGED

    @property
    def pair(self) -> Pair:
        """The places as they identify a profile."""
        return frozenset(found.place.pk or found.place.token for found in self.places)

    def stored(self) -> dict[str, Any]:
        """For the report."""
        notes = [*self.record.notes, *(note for found in self.places for note in found.notes)]
        return {
            "places": [
                {
                    "number": side.number, "name": side.name, "place": found.place.pk if found.place else None,
                    "candidates": found.candidates, "unclear": found.problem is not None,
                }
                for side, found in zip(self.record.sides, self.places, strict=False)
            ],
            "problems": [*self.problems, *(found.problem for found in self.places if found.problem)],
            "notes": notes,
            "diff": self.diff,
        }  # fmt: skip


class Planner:
    """Plans rows in the order of the file; the indexes are read when it is made."""

    def __init__(self) -> None:
        self.places = PlaceIndex()
        self.profiles = ProfileIndex()
        # Which row of the file spoke of a partnership first.
        self.seen: dict[Pair, int] = {}

    def plan(self, rows: Sequence[tuple[int, Mapping[str, str], Mapping[str, Any]]]) -> list[Plan]:
        """Plans for (number, cells, choices); a fixed number of queries however many rows there are."""
        plans = [self._identified(*row) for row in rows]
        known = profiles([plan.key for plan in plans if plan.key])
        for plan, (_, _, choices) in zip(plans, rows, strict=True):
            if plan.key is None or plan.problems:
                continue
            if plan.key not in known:
                # Deleted since the index was read.
                plan.key = None
                continue
            plan.profile = known[plan.key]
            plan.diff = differences(plan.profile, plan.record.facts, choices.get("take", ()))
            plan.problems += refusals(plan.profile, plan.record.facts, plan.diff)
        return plans

    def remember(self, number: int, known: Mapping[str, Any] | None) -> None:
        """A row that was planned before, by what its plan has kept: without a query, and without its cells."""
        if known:
            for makes in known["makes"]:
                self.places.expect_again(makes)
            self.seen.setdefault(frozenset(known["pair"]), number)

    def _identified(self, number: int, raw: Mapping[str, str], choices: Mapping[str, Any]) -> Plan:
        """Places and profile, without a query."""
        record = record_of(raw, choices)
        plan = Plan(number, record, problems=list(record.problems))
        if plan.problems:
            return plan
        chosen = choices.get("places", {})
        plan.places = [self.places.find(side, chosen.get(str(side.number), "")) for side in record.sides]
        self._sort_out_hopeless(plan)
        if plan.problems or any(found.problem for found in plan.places):
            return plan
        for found in plan.places:
            if found.makes:
                self.places.expect(found.place, found.makes["names"])
        made = [{**found.makes, "token": found.place.token} for found in plan.places if found.makes]
        plan.known = {"pair": sorted(plan.pair, key=str), "makes": made}
        self._identify(plan)
        return plan

    def _sort_out_hopeless(self, plan: Plan) -> None:
        """An unclear place is a question to staff; one that is neither known nor can be made is a problem."""
        plan.problems += [
            found.problem for found in plan.places if found.problem and found.problem["code"] != "place_unclear"
        ]
        if plan.problems:
            for found in plan.places:
                found.problem = None

    def _identify(self, plan: Plan) -> None:
        pair = plan.pair
        if len(pair) < len(plan.places):
            plan.problems.append(reason("same_place"))
            return
        if self.seen.setdefault(pair, plan.number) != plan.number:
            plan.problems.append(reason("double_row", row=self.seen[pair]))
            return
        plan.key = self.profiles.pairs.get(pair)
        if plan.record.key:
            self._check_key(plan, pair)

    def _check_key(self, plan: Plan, pair: Pair) -> None:
        """A row that names a profile of this directory means that one; a key of another directory says nothing."""
        try:
            key = uuid.UUID(plan.record.key)
        except ValueError:
            return
        if self.profiles.places.get(key, pair) != pair:
            plan.problems.append(reason("other_places"))
