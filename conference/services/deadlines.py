"""A deadline as readers see it, from the page or from its content item alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conference.models import DeadlineAudience, Mode

from .clocks import LocalTime, local_times, time_left
from .states import DeadlineState


@dataclass(frozen=True)
class Text:
    """A text; `language` is empty when it is the page's."""

    text: str
    language: str = ""
    website: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class DeadlineOutline:
    """What closes, for whom, in which mode, when by every clock that matters, and how long it is until then."""

    label: Text
    note: Text
    audience: str
    mode: str
    state: DeadlineState
    times: list[LocalTime]
    time_left: str
    moment: datetime

    @property
    def is_open(self) -> bool:
        """Whether it has not passed."""
        return self.state == DeadlineState.OPEN


@dataclass(frozen=True)
class Surroundings:
    """What a deadline is seen from: the edition's clock and its place's name, the reader's language, the moment."""

    time_zone: str
    place: str
    language: str
    now: datetime

    def outline(
        self, moment: datetime, time_zone: str, label: Text, note: Text, audience: str, mode: str, state: str
    ) -> DeadlineOutline:
        """The deadline's own clock first, the edition's beside it when it differs."""
        return DeadlineOutline(
            label=label,
            note=note,
            audience=str(DeadlineAudience(audience).label),
            mode=str(Mode(mode).label),
            state=DeadlineState(state),
            times=local_times(moment, [(time_zone, ""), (self.time_zone, self.place)], self.language),
            time_left=time_left(moment, self.now, self.language),
            moment=moment,
        )


def open_deadlines(detail: Mapping[str, Any], now: datetime) -> list[DeadlineOutline]:
    """Those of an edition's content item that can still be met, the next one first."""
    places = detail["host_places"]
    surroundings = Surroundings(
        detail["period"]["time_zone"], places[0]["name"] if places else "", detail["locale"], now
    )
    foreign = detail["foreign_text"]
    outlines = [
        surroundings.outline(
            moment=datetime.fromisoformat(row["moment"]),
            time_zone=row["time_zone"],
            label=Text(row["label"], foreign.get(f"deadlines.{row['id']}.label", "")),
            note=Text(row["note"], foreign.get(f"deadlines.{row['id']}.note", "")),
            audience=row["audience"],
            mode=row["mode"],
            state=row["state"],
        )
        for row in detail["deadlines"]
    ]
    return [outline for outline in outlines if outline.is_open and outline.time_left]
