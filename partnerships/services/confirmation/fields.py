"""What a side may propose to change: the present value of each field, in words, and how a new one is applied."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.entities.models import Place
from partnerships.models import DecidedBy, PartnershipPage, RelationKind
from partnerships.services import editing, histories
from partnerships.services.directory.wording import number
from partnerships.services.wording import date_words, state_sentence

KIND, SINCE, STATE, CONTINUES, REMARK = "kind", "since", "state", "continues", "remark"
WEBSITE, POPULATION, ACTOR = "website", "population", "actor"
STATE_FACTS = ("state", "starts", "decided_by", "as_of", "sources", "continues", "condition")
ACTOR_FIELDS = ("label", "contact_email")


@dataclass(frozen=True)
class Proposable:
    """A field that a side may change; `place` is set where it belongs to one place alone."""

    key: str
    label: str
    present: Any
    place: Place | None = None


def proposables(page: PartnershipPage, place: Place) -> dict[str, Proposable]:
    """What a side may change of a version of the profile, by key, in the order of the form."""
    name = str(place)
    found = [
        Proposable(KIND, _("Kind"), page.kind),
        Proposable(SINCE, _("Since"), page.since),
        Proposable(STATE, _("State today"), present_state(page)),
        Proposable(CONTINUES, _("What continues"), _current(page, "continues")),
        Proposable(f"{WEBSITE}:{place.key}", _("Website of %(place)s") % {"place": name}, place.website, place),
        Proposable(
            f"{POPULATION}:{place.key}",
            _("Population of %(place)s") % {"place": name},
            {"population": place.population, "year": place.population_year},
            place,
        ),
    ]
    for row in page.actors.all():
        if row.place_id == place.pk:
            label = row.label or str(row.organisation or row.get_role_display())
            prefix = f"{ACTOR}:{row.translation_key}"
            found.append(
                Proposable(f"{prefix}:label", _("Name of the actor “%(actor)s”") % {"actor": label}, row.label)
            )
            email = _("Address for messages to “%(actor)s”") % {"actor": label}
            found.append(Proposable(f"{prefix}:contact_email", email, row.contact_email))
    found.append(Proposable(REMARK, _("Remark"), ""))
    return {each.key: each for each in found}


def present_state(page: PartnershipPage) -> dict[str, str]:
    """The state today as a proposal gives it."""
    return {name: _current(page, name) for name in STATE_FACTS}


def is_of_place(key: str) -> bool:
    """Whether the field belongs to a place, and so to all its partnerships."""
    return key.partition(":")[0] in (WEBSITE, POPULATION)


def words_of(key: str, value: Any, language: str) -> str:
    """A value as people read it, in the active language, which must be `language`."""
    kind = key.partition(":")[0]
    if kind == KIND:
        return str(RelationKind(value).label) if value in RelationKind.values else str(value)
    if kind == SINCE:
        return date_words(value, language, alone=True) or _("not known")
    if kind == STATE:
        return _state_words(value, language)
    if kind == POPULATION:
        if not value.get("population"):
            return _("not known")
        inhabitants, year = number(value["population"]), value.get("year")
        return f"{inhabitants} ({year})" if year else inhabitants
    return str(value) or "–"


def apply(page: PartnershipPage, key: str, value: Any) -> None:
    """Give a version of the profile the value, without saving."""
    if key == STATE:
        editing.append_state(page, **value)
    elif key == CONTINUES:
        rows = list(page.status_changes.all())
        current = histories.current_change([row for row in rows if not row.withdrawn])
        if current is not None:
            current.continues = value
        page.status_changes = rows
    elif key.startswith(f"{ACTOR}:"):
        _prefix, actor, name = key.split(":")
        rows = list(page.actors.all())
        for row in rows:
            if str(row.translation_key) == actor and name in ACTOR_FIELDS:
                setattr(row, name, value)
        page.actors = rows
    elif key in (KIND, SINCE):
        setattr(page, key, value)


def apply_to_place(place: Place, key: str, value: Any) -> None:
    """Give a place the value and save it; every page that shows the place follows."""
    if key.startswith(f"{WEBSITE}:"):
        place.website = value
    else:
        place.population, place.population_year = value["population"], value["year"]
        place.population_source = ""
    place.full_clean(exclude=("key",))
    place.save()


def digest(value: Any) -> str:
    """By which a form says which present value it has shown."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _current(page: PartnershipPage, name: str) -> str:
    current = histories.current_change(histories.valid_changes(page))
    return getattr(current, name) if current else ""


def _state_words(value: dict[str, str], language: str) -> str:
    if not value.get("state"):
        return _("not known")
    decided_by = value.get("decided_by") or DecidedBy.UNKNOWN
    parts = [state_sentence(value["state"], value.get("starts", ""), decided_by, value.get("as_of", ""), language)]
    if value.get("continues"):
        parts.append(_("What continues: %(text)s") % {"text": value["continues"]})
    if value.get("condition"):
        parts.append(_("Condition for resuming: %(text)s") % {"text": value["condition"]})
    if value.get("sources"):
        parts.append(_("Sources: %(text)s") % {"text": "; ".join(value["sources"].splitlines())})
    return "\n".join(parts)
