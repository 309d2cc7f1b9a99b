"""What looks wrong on an edition but may be meant: told to the editor, never refused."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from conference.models import EditionPage, Mode

from .states import day_begins

LONGEST_LEAD = timedelta(days=365)


def edition_warnings(edition: EditionPage) -> list[str]:
    """Sentences for the editor, in the active language."""
    return [*_deadline_warnings(edition), *_mode_warnings(edition), *_number_warnings(edition)]


def _deadline_warnings(edition: EditionPage) -> Iterator[str]:
    begins = day_begins(edition.starts_on, edition.time_zone)
    ended = day_begins(edition.ends_on + timedelta(days=1), edition.time_zone)
    for deadline in edition.deadlines.all():
        if deadline.moment >= ended:
            yield _("The deadline “%(label)s” lies after the end of the edition.") % {"label": deadline.label}
        elif deadline.moment >= begins:
            yield _("The deadline “%(label)s” lies after the beginning of the edition.") % {"label": deadline.label}
        elif begins - deadline.moment > LONGEST_LEAD:
            yield _("The deadline “%(label)s” lies more than a year before the edition.") % {"label": deadline.label}


def _mode_warnings(edition: EditionPage) -> Iterator[str]:
    offered = {Mode.ANY: True, Mode.IN_PERSON: edition.in_person, Mode.DIGITAL: edition.digital}
    for deadline in edition.deadlines.all():
        if not offered[deadline.mode]:
            yield _("The deadline “%(label)s” is for a mode that the edition does not offer.") % {
                "label": deadline.label
            }


def _number_warnings(edition: EditionPage) -> Iterator[str]:
    numbers = Counter(group.number for group in edition.working_groups.all())
    for number in sorted(number for number, count in numbers.items() if count > 1):
        yield _("Two working groups have the number %(number)s.") % {"number": number}
