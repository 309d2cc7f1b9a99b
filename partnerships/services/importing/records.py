"""A row of a table as facts: what the cells say, before anything is compared with the directory."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from partnerships.fields import earliest_day
from partnerships.models import PartnershipPage, State, StatusChange

from .columns import Column, column, meanings, plain, vocabulary
from .reasons import Reason, reason

# Of the row itself, and of the state in it; the names are those of the models' fields.
TEXTS = {"licence"}
DATES = {"since", "starts", "as_of"}
CHOICES = {"kind": "values.kind", "evidence": "values.evidence", "decided_by": "values.decided_by"}
LINES = {"sources", "state_sources"}
STATE_FIELDS = ("state", "starts", "decided_by", "continues", "condition", "note", "as_of", "state_sources")
GERMAN_DATE = re.compile(r"(?:(\d{1,2})\.\s?)?(\d{1,2})[./]\s?(\d{4})")
# Digits, in groups of three or not.
POPULATION = re.compile(r"\d{1,3}([.,\s\u00a0\u202f]\d{3})+|\d{1,9}")
GEONAMES = re.compile(r"(?:exact:)?(\d{1,9})")
DORMANT = "dormant"


@dataclass
class Side:
    """What a row says of one of its places."""

    number: int
    names: dict[str, str] = field(default_factory=dict)
    key: str = ""
    kind: str = ""
    country: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    geonames: int | None = None

    @property
    def name(self) -> str:
        """The name to speak of it by."""
        return next(iter(self.names.values()), "") or self.key or str(self.geonames or "")


@dataclass
class Record:
    """A row: its places, the facts that its cells give (an empty cell says nothing), and what is wrong with it."""

    key: str = ""
    sides: list[Side] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    problems: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)


class CellFault(Exception):
    """A cell that is not understood."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def record_of(raw: Mapping[str, str], choices: Mapping[str, Any]) -> Record:
    """Read the cells; `choices["state"]` is what staff say where the word of the table leaves it open."""
    record, sides, columns = Record(), {}, {}
    for name, text in raw.items():
        meant = column(name)
        if meant is None or not text.strip():
            continue
        try:
            if meant.side:
                side = sides.setdefault(meant.side, Side(meant.side))
                _take_side(side, meant, text.strip())
            else:
                columns[meant.field] = name
                _take(record, meant.field, text.strip())
        except CellFault as fault:
            record.problems.append(reason(fault.code, value=text.strip()[:80], column=name))
    record.sides = [side for _, side in sorted(sides.items()) if side.name]
    named = {side.number for side in record.sides}
    record.problems += [reason("no_place", side=number) for number in (1, 2) if number not in named]
    _settle_state(record, choices.get("state", ""), columns)
    return record


def _take(record: Record, name: str, text: str) -> None:
    if name == "key":
        record.key = text
    elif name in DATES:
        record.facts[name] = date_of(text)
    elif name == "state":
        record.facts[name] = _meant("values.state", text)
    elif name in CHOICES:
        record.facts[name] = _meant(CHOICES[name], text)
    elif name in LINES:
        record.facts[name] = lines_of(text)
    else:
        model = PartnershipPage if name in TEXTS else StatusChange
        if len(text) > model._meta.get_field(name).max_length:
            raise CellFault("bad_value")
        record.facts[name] = text


def _take_side(side: Side, meant: Column, text: str) -> None:
    if meant.country and not side.country:
        side.country = meant.country
    if meant.field == "name":
        if len(text) > 255:
            raise CellFault("bad_value")
        side.names[meant.language or settings.LANGUAGE_CODE] = text
    elif meant.field == "kind":
        side.kind = _meant("values.place_kind", text)
    elif meant.field in {"latitude", "longitude"}:
        setattr(side, meant.field, _number(text))
    elif meant.field == "population":
        if not POPULATION.fullmatch(text):
            raise CellFault("bad_value")
        side.population = int(re.sub(r"\D", "", text))
    elif meant.field == "geonames":
        # "seat:..." names the town that a region's coordinates are of: that is no identity.
        found = GEONAMES.fullmatch(text)
        side.geonames = int(found[1]) if found else None
    else:
        setattr(side, meant.field, text)


def _settle_state(record: Record, chosen: str, columns: Mapping[str, str]) -> None:
    """One group of facts: a state with all that is said of it. "Dormant" becomes resting, or suspended by its note.

    What is said of a state that the row does not name is neither guessed nor dropped: the row is refused.
    """
    given = {name: record.facts.pop(name) for name in STATE_FIELDS if name in record.facts}
    said = [columns[name] for name in STATE_FIELDS if name in columns]
    if not said:
        return
    if "state" not in columns:
        record.problems.append(reason("state_missing", columns=said))
        return
    if "state" not in given:
        # Its cell is told already as one that is not understood.
        return
    if given["state"] == DORMANT:
        note = given.get("note", "").lower()
        suspended = any(mark in note for mark in vocabulary()["marks"]["suspended"])
        if suspended:
            record.notes.append(reason("says_suspended"))
        given["state"] = State.SUSPENDED.value if suspended else State.RESTING.value
        if chosen in State:
            given["state"] = chosen
    if "state_sources" in given:
        given["sources"] = given.pop("state_sources")
    record.facts["state"] = given


def date_of(text: str) -> str:
    """A partial date as it is stored: 1991, 1991-06, 1991-06-20; also 20.06.1991 and 06/1991. Raises CellFault."""
    found = GERMAN_DATE.fullmatch(text)
    if found:
        day, month, year = found.groups()
        text = "-".join(filter(None, (year, f"{int(month):02d}", f"{int(day):02d}" if day else "")))
    try:
        first = earliest_day(text)
    except ValueError as error:
        raise CellFault("bad_date") from error
    if first < datetime.date(1000, 1, 1):
        raise CellFault("bad_date")
    return text


def lines_of(text: str) -> str:
    """One source per line."""
    parts = [part.strip() for line in text.splitlines() for part in line.split(" ; ")]
    return "\n".join(part for part in parts if part)


def _meant(kind: str, text: str) -> str:
    try:
        return meanings(kind)[plain(text)]
    except KeyError:
        raise CellFault("bad_value") from None


def _number(text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise CellFault("bad_value") from None
    # Neither infinity nor what is no number.
    if not -1e10 < value < 1e10:
        raise CellFault("bad_value")
    return value
