"""Who carries a partnership: what readers may know of them, and whether they can be written to."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cms.content_store.services.recorder import StoreRecorder
from cms.schemas.entities import Person
from partnerships.models import PartnershipActor, PartnershipPage, PartnershipPlace
from partnerships.schemas import Actor

READ_WITH = "organisation__names", "person__names", "person__functions", "place"


def actor_rows(page: PartnershipPage) -> list[Any]:
    """All actors of a page object, read once."""
    rows = page.__dict__.get("_actor_rows")
    if rows is None:
        rows = list(page.actors.all().prefetch_related(*READ_WITH))
        page.__dict__["_actor_rows"] = rows
    return rows


def shown_actors(page: PartnershipPage, sides: Iterable[PartnershipPlace], recorder: StoreRecorder) -> list[Actor]:
    """Those of the sides of whom readers may know something; persons only of sides that hide nobody."""
    hiding: dict[int, bool] = {}
    for side in sides:
        hiding[side.place_id] = side.hides_persons or hiding.get(side.place_id, False)
    shown = []
    for row in actor_rows(page):
        if row.place_id not in hiding:
            continue
        person = recorder.person(row.person) if row.person and not hiding[row.place_id] else None
        # One that has nothing but a hidden person would tell that there is somebody.
        if row.label or row.organisation or person:
            shown.append(_actor(row, person, recorder))
    return shown


def _actor(row: PartnershipActor, person: Person | None, recorder: StoreRecorder) -> Actor:
    return Actor(
        id=row.translation_key,
        place=str(row.place.key),
        role=row.role,
        role_label=row.get_role_display(),
        label=row.label,
        organisation=recorder.organisation(row.organisation) if row.organisation else None,
        person=person,
        contact_url=_contact_url(row, recorder),
    )


def _contact_url(row: PartnershipActor, recorder: StoreRecorder) -> str:
    """The relay form of an actor that can be written to today."""
    open_today = row.contact_until is None or row.contact_until >= timezone.localdate(recorder.now)
    return reverse("partnerships:contact", args=(row.translation_key,)) if row.contact_email and open_today else ""
