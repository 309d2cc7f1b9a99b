"""The histories only grow: what has been published is neither changed nor removed, and what follows is documented."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.pages.refusals import PublishProblem, PublishRefused
from partnerships.models import PartnershipPage, PublishedChange, StatusChange
from partnerships.models.ledger import FACTS, WORDS

FIELD = "status_changes"


def check(page: PartnershipPage) -> None:
    """Raise PublishRefused when publishing the page would change its history instead of continuing it."""
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return
    problems = list(problems_of(list(page.status_changes.all()), list(page.published_changes)))
    if problems:
        raise PublishRefused(page, problems)


def problems_of(rows: Sequence[StatusChange], published: Sequence[PublishedChange]) -> Iterator[PublishProblem]:
    """What is wrong with a history, given what has been published of it; in the active language."""
    known = {row.change: row for row in published}
    present = {row.translation_key for row in rows}
    missing = [row for row in published if row.change not in present]
    if missing:
        message = ngettext(
            "a published entry is missing (%(entries)s). Mark it as withdrawn instead.",
            "published entries are missing (%(entries)s). Mark them as withdrawn instead.",
            len(missing),
        )
        yield PublishProblem(FIELD, message % {"entries": "; ".join(map(_named, missing))})
    if [row.translation_key for row in rows if row.translation_key in known] != [
        row.change for row in published if row.change in present
    ]:
        yield PublishProblem(FIELD, _("published entries must stay in their order."))
    for position, row in enumerate(rows):
        if row.translation_key in known:
            yield from _changed(position, row, known[row.translation_key])
        elif not row.withdrawn:
            yield from _undocumented(position, row, rows[:position])


def facts_of(row: StatusChange) -> dict[str, Any]:
    """What is said for good."""
    return {name: getattr(row, f"{name}_id" if name in ("letter", "answer") else name) for name in FACTS}


def record(page: PartnershipPage) -> None:
    """Take what has just been published of a source page into the ledger."""
    known = {row.change: row for row in page.published_changes}
    for position, row in enumerate(page.status_changes.all()):
        entry = known.get(row.translation_key) or PublishedChange(
            change=row.translation_key, partnership=page.translation_key, facts=facts_of(row)
        )
        seen = (position, row.withdrawn, {name: getattr(row, name) for name in WORDS})
        if entry._state.adding or (entry.position, entry.withdrawn, entry.words) != seen:
            entry.position, entry.withdrawn, entry.words = seen
            entry.save()


def _named(row: PublishedChange) -> str:
    state = StatusChange._meta.get_field("state").flatchoices
    words = [str(dict(state).get(row.facts["state"], row.facts["state"])), row.facts["starts"]]
    return " ".join(filter(None, words))


def _changed(position: int, row: StatusChange, published: PublishedChange) -> Iterator[PublishProblem]:
    facts = facts_of(row)
    for name in FACTS:
        # A document that has been deleted is gone from every entry.
        if facts[name] != published.facts[name] and not (name in ("letter", "answer") and facts[name] is None):
            yield _problem(position, name, _("this has been published and stays. Add a new entry instead."))
    if published.withdrawn and not row.withdrawn:
        yield _problem(position, "withdrawn", _("what was withdrawn stays so. Add a new entry instead."))


def _undocumented(position: int, row: StatusChange, before: Sequence[StatusChange]) -> Iterator[PublishProblem]:
    """Only the first entry may leave open since when and from where; later ones follow each other in time."""
    earlier = [other for other in before if not other.withdrawn]
    if not earlier:
        return
    if not row.starts:
        yield _problem(position, "starts", _("say since when. Only the first entry may leave it open."))
    if not row.sources.strip() and not (row.letter_id or row.answer_id):
        yield _problem(position, "sources", _("name a source. Only the first entry may go without."))
    if row.starts and any(_is_earlier(row.starts, other.starts) for other in earlier if other.starts):
        yield _problem(position, "starts", _("this is earlier than an entry before it. Move the entry up."))


def _is_earlier(first: str, second: str) -> bool:
    """Whether a partial date lies before another for certain: 2022 may be later than 2022-03."""
    known = min(len(first), len(second))
    return first[:known] < second[:known]


def _problem(position: int, name: str, advice: str) -> PublishProblem:
    label = capfirst(StatusChange._meta.get_field(name).verbose_name)
    where = _("Change of state %(number)d (%(field)s)") % {"number": position + 1, "field": label}
    return PublishProblem(FIELD, advice, where, (position, name))
