"""Staff decide on proposals, field by field, beside each other and beside what the profile says today."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import log

from cms.content_store.services import turns
from cms.entities.models import Place
from partnerships.models import Answer, ConfirmationRequest, Decision, PartnershipPage, Proposal
from partnerships.services import confirming, editing, staff

from . import fields

ACCEPTED, REJECTED = "partnerships.proposal_accepted", "partnerships.proposal_rejected"
CHANGE_PLACE = "cms_entities.change_place"


class AlreadyDecided(Exception):
    """Somebody else has decided on the proposal meanwhile."""


class TakenBack(Exception):
    """The side has confirmed the profile, or proposed something else, meanwhile."""


class ChangedMeanwhile(Exception):
    """The profile no longer says what the form has shown."""


@dataclass
class Cell:
    """What one side says about one field; None for both where it says nothing."""

    side: str
    proposal: Proposal | None = None
    confirmed: bool = False
    words: str = ""
    # What stood there when the proposal was made, if that has changed since.
    changed_from: str = ""


@dataclass
class Row:
    """One field: what stands there, and what each side says."""

    key: str
    label: str
    present: Any
    words: str
    seen: str
    cells: list[Cell] = field(default_factory=list)

    @property
    def is_disputed(self) -> bool:
        """Whether the sides want different things, one of which may be what stands there; remarks want nothing."""
        if self.key == fields.REMARK:
            return False
        values = [cell.proposal.value for cell in self.cells if cell.proposal]
        differ = any(value != values[0] for value in values[1:])
        return bool(values) and (differ or any(cell.confirmed for cell in self.cells))


def open_requests(page: PartnershipPage) -> list[ConfirmationRequest]:
    """The last answer of each side, in the order of the places."""
    rows = ConfirmationRequest.objects.filter(partnership=page.translation_key).exclude(answer=Answer.NONE)
    latest: dict[int, ConfirmationRequest] = {}
    for request in rows.select_related("place", "campaign").prefetch_related("place__names").order_by("answered_at"):
        latest[request.place_id] = request
    order = {side.place_id: side.sort_order for side in page.places.all()}
    return sorted(latest.values(), key=lambda request: order.get(request.place_id, len(order)))


def comparison(page: PartnershipPage, requests: list[ConfirmationRequest], language: str) -> list[Row]:
    """Every field about which something is proposed, side by side with the latest version of the profile."""
    version = page.get_latest_revision_as_object()
    known: dict[str, fields.Proposable] = {}
    for request in requests:
        known |= fields.proposables(version, request.place)
    proposed: dict[str, dict[int, Proposal]] = defaultdict(dict)
    waiting = Proposal.objects.filter(request__in=requests, decision=Decision.OPEN).order_by("pk")
    for proposal in waiting:
        proposed[proposal.field][proposal.request_id] = proposal
    rows = []
    for key, found in known.items():
        if key in proposed:
            row = Row(key, found.label, found.present, fields.words_of(key, found.present, language),
                      fields.digest(found.present))  # fmt: skip
            row.cells = [_cell(row, proposed[key].get(request.pk), request, language) for request in requests]
            rows.append(row)
    return rows


def accept(proposal_id: int, user: AbstractBaseUser, seen: str) -> editing.Outcome | None:
    """Apply a proposal in the user's name; None where nothing had to be written.

    Raises AlreadyDecided, TakenBack, ChangedMeanwhile unless the present value is the one `seen`, and what
    `editing.change` raises.
    """
    with turns.one_writer():
        proposal, page = _opened(proposal_id, user)
        place, outcome = proposal.request.place, None
        if fields.is_of_place(proposal.field):
            outcome = _change_place(proposal, page, user, seen)
        elif proposal.field != fields.REMARK:

            def apply(version: PartnershipPage) -> None:
                _check(version, place, proposal, seen)
                fields.apply(version, proposal.field, proposal.value)

            outcome = editing.change(page.pk, user, apply)
        for each in [proposal, *_twins(proposal)]:
            _decide(each, page, user, Decision.ACCEPTED)
            if outcome != editing.Outcome.DRAFT:
                _confirm_when_all_is_done(each.request)
        return outcome


def reject(proposal_id: int, user: AbstractBaseUser, reason: str) -> None:
    """Leave the profile as it is, and say why; raises AlreadyDecided, TakenBack and PermissionDenied."""
    with turns.one_writer():
        proposal, page = _opened(proposal_id, user)
        _decide(proposal, page, user, Decision.REJECTED, reason)


def _opened(proposal_id: int, user: AbstractBaseUser) -> tuple[Proposal, PartnershipPage]:
    proposals = Proposal.objects.select_related("request__place", "request__campaign")
    proposal = proposals.filter(pk=proposal_id).first()
    if proposal is None:
        raise TakenBack
    page = staff.profiles().get(translation_key=proposal.request.partnership)
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    if proposal.decision != Decision.OPEN:
        raise AlreadyDecided
    return proposal, page


def _twins(proposal: Proposal) -> list[Proposal]:
    """The same wish of the other sides: it is fulfilled with this one."""
    if proposal.field == fields.REMARK:
        return []
    others = Proposal.objects.select_related("request__place", "request__campaign").filter(
        request__partnership=proposal.request.partnership, field=proposal.field, decision=Decision.OPEN
    )
    return [other for other in others.exclude(pk=proposal.pk) if other.value == proposal.value]


def _check(version: PartnershipPage, place: Place, proposal: Proposal, seen: str) -> None:
    found = fields.proposables(version, place).get(proposal.field)
    if found is None or fields.digest(found.present) != seen:
        raise ChangedMeanwhile


def _change_place(proposal: Proposal, page: PartnershipPage, user: AbstractBaseUser, seen: str) -> editing.Outcome:
    if not user.has_perm(CHANGE_PLACE):
        raise PermissionDenied
    place = Place.objects.get(pk=proposal.request.place_id)
    _check(page, place, proposal, seen)
    fields.apply_to_place(place, proposal.field, proposal.value)
    log(place, "wagtail.edit", user=user)
    return editing.Outcome.PUBLISHED


def _decide(proposal: Proposal, page: PartnershipPage, user: Any, decision: Decision, reason: str = "") -> None:
    row = Proposal.objects.filter(pk=proposal.pk, decision=Decision.OPEN)
    if not row.update(decision=decision, decided_by=user, decided_at=timezone.now(), reason=reason):
        raise AlreadyDecided
    action = ACCEPTED if decision == Decision.ACCEPTED else REJECTED
    log(page, action, user=user, data={"field": proposal.field, "office": proposal.request.office, "reason": reason})


def _confirm_when_all_is_done(request: ConfirmationRequest) -> None:
    """With all that a side proposed it is of one mind with the profile; a remark alone says nothing of that."""
    accepted = request.proposals.filter(decision=Decision.ACCEPTED).exclude(field=fields.REMARK)
    if accepted.exists() and not request.proposals.exclude(decision=Decision.ACCEPTED).exists():
        confirming.confirm(request.partnership, request.place)


def _cell(row: Row, proposal: Proposal | None, request: ConfirmationRequest, language: str) -> Cell:
    if proposal is not None:
        changed = proposal.old != row.present and row.key != fields.REMARK
        old = fields.words_of(row.key, proposal.old, language) if changed else ""
        return Cell(
            str(request.place), proposal, words=fields.words_of(row.key, proposal.value, language), changed_from=old
        )
    is_others = fields.is_of_place(row.key) and not row.key.endswith(f":{request.place.key}")
    says_so = row.key != fields.REMARK and not is_others and not row.key.startswith(fields.ACTOR)
    return Cell(str(request.place), confirmed=request.answer == Answer.RIGHT and says_so)
