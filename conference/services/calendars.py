"""The calendar file of an edition (RFC 5545): its days, and each deadline at its exact moment.

Made from the content item alone. UIDs are translation keys: the same entry in every language and for ever.
"""

import datetime
import uuid

from django.utils.translation import gettext as _
from icalendar import Event
from pydantic import BaseModel

from cms.content_store.presenters import absolute
from cms.delivery.services.calendars import new_calendar
from cms.schemas.period import Period
from conference.models import DeadlineAudience, EditionStatus, Mode
from conference.schemas import Deadline

STATUSES = {
    EditionStatus.SCHEDULED: "CONFIRMED",
    EditionStatus.POSTPONED: "TENTATIVE",
    EditionStatus.CANCELLED: "CANCELLED",
}


class CalendarSource(BaseModel):
    """What the file needs of an edition's detail; the rest is left unread."""

    translation_key: uuid.UUID
    url: str
    title: str
    lead: str
    motto: str
    where: str
    status: EditionStatus
    period: Period
    updated_at: datetime.datetime
    deadlines: list[Deadline]


def edition_calendar(edition: CalendarSource) -> bytes:
    """The file, in the active language."""
    calendar = new_calendar("Conference", edition.title)
    calendar.add_component(_edition_event(edition))
    for deadline in edition.deadlines:
        calendar.add_component(_deadline_event(deadline, edition))
    return calendar.to_ical()


def _edition_event(edition: CalendarSource) -> Event:
    """The days of the edition; the end is the day after, as the format wants it."""
    event = _event(str(edition.translation_key), edition)
    event.add("summary", edition.title)
    event.add("description", "\n\n".join(text for text in (edition.motto, edition.lead, absolute(edition.url)) if text))
    event.add("dtstart", edition.period.starts_on)
    event.add("dtend", edition.period.ends_on + datetime.timedelta(days=1))
    if edition.where:
        event.add("location", edition.where)
    return event


def _deadline_event(deadline: Deadline, edition: CalendarSource) -> Event:
    """A point in time, not a task: more calendars show events than tasks."""
    event = _event(str(deadline.id), edition)
    event.add("summary", _("Deadline: %(label)s (%(edition)s)") % {"label": deadline.label, "edition": edition.title})
    whom = f"{DeadlineAudience(deadline.audience).label} · {Mode(deadline.mode).label}"
    event.add("description", "\n\n".join(text for text in (whom, deadline.note, absolute(edition.url)) if text))
    event.add("dtstart", deadline.moment_utc)
    event.add("related-to", str(edition.translation_key))
    return event


def _event(uid: str, edition: CalendarSource) -> Event:
    """What every entry has; the stamp is the item's, so that an unchanged file has unchanged bytes."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", edition.updated_at.astimezone(datetime.UTC))
    event.add("last-modified", edition.updated_at.astimezone(datetime.UTC))
    event.add("url", absolute(edition.url))
    event.add("status", STATUSES[edition.status])
    event.add("transp", "TRANSPARENT")
    return event
