"""Series, editions and their children, as drafts: publish() of pages does what an editor does."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from conference.models import (
    Deadline,
    DeadlineAudience,
    EditionHostPlace,
    EditionOrganisation,
    EditionPage,
    Mode,
    OrganisationRole,
    SeriesPage,
    SisterEvent,
    WorkingGroup,
)

from .pages import ForumPageFactory


class SeriesPageFactory(ForumPageFactory):
    """A series below a home page: SeriesPageFactory(parent=home)."""

    class Meta:
        model = SeriesPage

    title = "Städtepartnerkonferenz"
    slug = factory.Sequence(lambda number: f"series-{number}")
    lead = "Alle zwei Jahre, abwechselnd in beiden Ländern."


class EditionPageFactory(ForumPageFactory):
    """An edition below a series: EditionPageFactory(parent=series, number=16)."""

    class Meta:
        model = EditionPage

    number = 16
    title = factory.LazyAttribute(lambda edition: f"Konferenz {edition.number}")
    slug = factory.LazyAttribute(lambda edition: f"edition-{edition.number}")
    lead = "Drei Tage in Kaluga und online."
    motto = "Verbindungen stärken"
    starts_on = date(2021, 6, 28)
    ends_on = date(2021, 6, 30)
    time_zone = "Europe/Moscow"
    in_person = True
    digital = True


class DeadlineFactory(DjangoModelFactory):
    """A press deadline of 7 June 2021, 23:59 in Berlin: DeadlineFactory(page=edition)."""

    class Meta:
        model = Deadline

    audience = DeadlineAudience.PRESS
    mode = Mode.IN_PERSON
    moment = datetime(2021, 6, 7, 21, 59, tzinfo=UTC)
    time_zone = "Europe/Berlin"
    label = "Akkreditierung vor Ort"
    sort_order = factory.Sequence(int)


class WorkingGroupFactory(DjangoModelFactory):
    """A working group without coordinator: WorkingGroupFactory(page=edition)."""

    class Meta:
        model = WorkingGroup

    number = 1
    title = "Wirtschaft"
    sort_order = factory.Sequence(int)


class SisterEventFactory(DjangoModelFactory):
    """The IV. Youth Forum: SisterEventFactory(page=edition)."""

    class Meta:
        model = SisterEvent

    number = 4
    title = "Jugendforum"
    starts_on = date(2021, 6, 23)
    ends_on = date(2021, 7, 1)
    digital = True
    sort_order = factory.Sequence(int)


class EditionHostPlaceFactory(DjangoModelFactory):
    """EditionHostPlaceFactory(page=edition, place=kaluga)."""

    class Meta:
        model = EditionHostPlace

    sort_order = factory.Sequence(int)


class EditionOrganisationFactory(DjangoModelFactory):
    """EditionOrganisationFactory(page=edition, organisation=forum, role="host")."""

    class Meta:
        model = EditionOrganisation

    role = OrganisationRole.ORGANISER
    sort_order = factory.Sequence(int)
