"""What a row would change in a profile. Pure: nothing here reads or writes.

Facts that staff have changed since the last import are theirs: they stay unless staff take the row's.
"""

from collections.abc import Collection, Mapping
from typing import Any

from .profiles import Profile
from .reasons import Reason, reason
from .records import DATES, lines_of

Difference = dict[str, Any]
STATE = "state"


def differences(profile: Profile, facts: Mapping[str, Any], taken: Collection[str]) -> list[Difference]:
    """{field, before, after, conflict, applied} for each fact of the row that the profile says otherwise."""
    found = []
    for name, after in facts.items():
        before = profile.facts.get(name, "")
        if name == "sources":
            before = lines_of(before)
        difference = _of_state(profile, after) if name == STATE else _of_fact(profile, name, before, after)
        if difference:
            conflict = difference["conflict"]
            found.append({"field": name, **difference, "applied": not conflict or name in taken})
    return found


def refusals(profile: Profile, facts: Mapping[str, Any], found: Collection[Difference]) -> list[Reason]:
    """Why differences that would be written must not be."""
    if not any(difference["applied"] for difference in found):
        return []
    refused = []
    if profile.locked:
        refused.append(reason("locked"))
    if profile.has_unpublished_changes:
        refused.append(reason("unpublished_changes"))
    if not profile.live:
        refused.append(reason("not_public"))
    for difference in found:
        if difference["field"] == STATE and difference["applied"] and _is_undocumented(difference, facts):
            states = {side: difference[side]["state"] for side in ("before", "after")}
            refused.append(reason("change_needs_date", **states))
    return refused


def _of_fact(profile: Profile, name: str, before: str, after: str) -> Difference | None:
    if _agrees(name, before, after):
        return None
    ours = profile.base.get(name) == before if before or name in profile.base else True
    return {"before": before, "after": after, "conflict": not ours}


def _of_state(profile: Profile, after: Mapping[str, str]) -> Difference | None:
    """The state is one fact with all that is said of it; what the row leaves out does not count."""
    before = profile.facts.get(STATE, {})
    base = profile.base.get(STATE, {})
    if before and all(_agrees(name, _plain(name, before[name]), value) for name, value in after.items()):
        return None
    touched = any(before.get(name, "") != value for name, value in base.items()) if base else bool(before)
    # A correction keeps what the row leaves out; another state begins with what the row says of it.
    corrects = before.get("state") == after["state"]
    return {"before": before, "after": {**before, **after} if corrects else dict(after), "conflict": touched}


def _agrees(name: str, before: str, after: str) -> bool:
    """The same; or a date that is known more precisely than the row says it."""
    return before == after or (name in DATES and before.startswith(f"{after}-"))


def _plain(name: str, value: str) -> str:
    """Sources as they are typed may have blank lines."""
    return lines_of(value) if name == "sources" else value.strip()


def _is_undocumented(difference: Difference, facts: Mapping[str, Any]) -> bool:
    """The first entry may leave its date open; a later change of state needs one, and a source."""
    before, given = difference["before"], facts[STATE]
    if not before or before["state"] == given["state"]:
        return False
    return not (given.get("starts") and (given.get("sources") or facts.get("sources")))
