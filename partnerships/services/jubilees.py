"""The partnerships that have a round anniversary within a year: for staff, as a calendar, and as a draft of news."""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from icalendar import Event

from cms.content_store.presenters import absolute
from cms.content_store.services import reading
from cms.delivery.services.calendars import new_calendar
from cms.pages.services.factories import PageDraft
from partnerships.models import PartnershipPage, State

from . import histories, staff
from .anniversaries import Anniversary, coming, days_of
from .directory import freshness
from .registered import registered
from .wording import KIND_DEFINITIONS, date_words


@dataclass(frozen=True)
class Jubilee:
    """A profile and its coming anniversary; `words` is the day, month or year."""

    page: PartnershipPage
    anniversary: Anniversary
    words: str
    is_public: bool

    @property
    def state(self) -> str:
        """Today's, in words."""
        return str(State(self.page.state_now).label)


def coming_jubilees(profiles: QuerySet[PartnershipPage], today: datetime.date, language: str) -> list[Jubilee]:
    """Of the published profiles among these that have not ended, the next one first.

    Private ones too: hand in only what the reader of the list may see.
    """
    pages = registered(profiles.filter(live=True).exclude(since="")).exclude(state_now=State.ENDED)
    found = [(page, coming(page.since, today)) for page in pages.select_related("locale")]
    public = set(staff.public_profiles().values_list("pk", flat=True)) if found else ()
    jubilees = [
        Jubilee(page, each, date_words(each.on, language, alone=True), page.pk in public)
        for page, each in found
        if each
    ]
    return sorted(jubilees, key=lambda jubilee: (*days_of(jubilee.anniversary), jubilee.page.title))


def calendar_of(language: str, now: datetime.datetime) -> bytes:
    """The calendar of all public profiles in a language, which must be the active one."""
    today = timezone.localdate(now)
    rows = [row for row in freshness.current(language).rows if row is not None and row.is_visible(now)]
    found = {row.page_id: coming(row.since, today) for row in rows if row.state != State.ENDED}
    due = {page_id: each for page_id, each in found.items() if each}
    cards = reading.cards_of(list(due))
    calendar = new_calendar("Partnerships", _("Anniversaries of partnerships"))
    for page_id in sorted(cards, key=lambda page_id: (*days_of(due[page_id]), page_id)):
        calendar.add_component(_event(cards[page_id], due[page_id], language))
    return calendar.to_ical()


def _event(card: reading.Card, found: Anniversary, language: str) -> Event:
    """All day, or all the days on which it may be; nobody is shown as busy."""
    first, last = days_of(found)
    stamp = datetime.datetime.fromisoformat(card["updated_at"]).astimezone(datetime.UTC)
    event = Event()
    event.add("uid", str(uuid.uuid5(uuid.UUID(card["translation_key"]), str(found.years))))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", years_words(card["title"], found.years))
    event.add("description", "\n\n".join([date_words(found.on, language, alone=True), card["status"]["sentence"]]))
    event.add("dtstart", first)
    event.add("dtend", last + datetime.timedelta(days=1))
    event.add("url", absolute(card["url"]))
    event.add("transp", "TRANSPARENT")
    return event


def years_words(title: str, years: int) -> str:
    """Chemnitz - Wolgograd: 40 years of partnership, in the active language."""
    text = ngettext("%(title)s: %(years)d year of partnership", "%(title)s: %(years)d years of partnership", years)
    return text % {"title": title, "years": years}


def article_draft(page: PartnershipPage, found: Anniversary) -> PageDraft:
    """What an article about the anniversary begins with, in the source language, from facts alone."""
    language = settings.LANGUAGE_CODE
    with override(language):
        title = page.derive(language)["title"]
        since = date_words(page.since, language, alone=True)
        current = histories.current_change(histories.valid_changes(page))
        first = _("The partnership %(title)s has existed since %(since)s (kind: %(kind)s). %(definition)s") % {
            "title": title, "since": since, "kind": page.get_kind_display(),
            "definition": KIND_DEFINITIONS[page.kind],
        }  # fmt: skip
        texts = [first, histories.sentence_of(current, language)]
        if current is not None and current.continues:
            texts.append(_("What continues: %(text)s") % {"text": current.continues})
        return PageDraft(
            title=years_words(title, found.years),
            lead=_("The anniversary is on: %(date)s") % {"date": date_words(found.on, language, alone=True)},
            paragraphs=[format_html("<p>{}</p>", text) for text in texts],
            topics=[row.topic for row in page.page_topics.all()] + [row.tag for row in page.page_tags.all()],
            related=[page],
        )
