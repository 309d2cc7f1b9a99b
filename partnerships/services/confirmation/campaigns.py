"""Who is asked in a campaign, and how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.models import (
    Answer,
    ConfirmationCampaign,
    ConfirmationLetter,
    ConfirmationRequest,
    Decision,
    LetterKind,
    MunicipalOffice,
    PartnershipPage,
    PartnershipPlace,
)
from partnerships.services import staff

# How often a letter is tried, in longer and longer pauses: for almost a day.
ATTEMPTS = 8

Sides = list[tuple[PartnershipPage, PartnershipPlace]]


@dataclass(frozen=True)
class Progress:
    """One request of a campaign with what is to be said of it; `stage` is a key for colours and filters."""

    request: ConfirmationRequest
    title: str
    profile_id: int
    stage: str
    words: str
    open_proposals: int
    may_send_again: bool


def live_sides() -> Sides:
    """Every side of every public profile, in the order of titles."""
    pages = staff.public_profiles().order_by("title", "pk").prefetch_related("places__place__names")
    return [(page, side) for page in pages for side in page.places.all()]


@transaction.atomic
def ask(campaign: ConfirmationCampaign) -> int:
    """Queue an invitation for every side that has an office and was not asked yet; returns how many."""
    _wait_for(campaign)
    offices: dict[int, MunicipalOffice] = {}
    for office in MunicipalOffice.objects.order_by("pk"):
        offices.setdefault(office.place_id, office)
    asked = set(campaign.requests.values_list("partnership", "place_id"))
    fresh = [
        ConfirmationRequest(
            campaign=campaign, partnership=page.translation_key, place_id=side.place_id,
            office=offices[side.place_id].name, email=offices[side.place_id].email,
            language=offices[side.place_id].language,
        )
        for page, side in live_sides()
        if side.place_id in offices and (page.translation_key, side.place_id) not in asked
    ]  # fmt: skip
    made = ConfirmationRequest.objects.bulk_create(fresh)
    ConfirmationLetter.objects.bulk_create(
        ConfirmationLetter(request=request, kind=LetterKind.INVITATION) for request in made
    )
    return len(made)


def _wait_for(campaign: ConfirmationCampaign) -> None:
    """Of two who queue letters at the same moment, the second sees what the first has queued."""
    ConfirmationCampaign.objects.select_for_update().get(pk=campaign.pk)


def sides_without_office() -> Sides:
    """Sides of public profiles that nobody can be asked about."""
    known = set(MunicipalOffice.objects.values_list("place_id", flat=True))
    return [(page, side) for page, side in live_sides() if side.place_id not in known]


@transaction.atomic
def remind(campaign: ConfirmationCampaign) -> int:
    """Queue a reminder for every side that was written to and has not answered; nobody is reminded twice."""
    _wait_for(campaign)
    silent = campaign.requests.filter(
        answered_at=None, revoked_at=None, letters__kind=LetterKind.INVITATION, letters__sent_at__isnull=False
    )
    silent = silent.exclude(pk__in=ConfirmationLetter.objects.filter(kind=LetterKind.REMINDER).values("request"))
    letters = [ConfirmationLetter(request=request, kind=LetterKind.REMINDER) for request in silent]
    return len(ConfirmationLetter.objects.bulk_create(letters))


def revoke(request: ConfirmationRequest) -> None:
    """No link of this request opens anything from now on."""
    ConfirmationRequest.objects.filter(pk=request.pk, revoked_at=None).update(revoked_at=timezone.now())


def send_again(request: ConfirmationRequest) -> bool:
    """Staff know that a letter did not arrive: its last one is sent anew."""
    letter = request.letters.order_by("-queued_at", "-pk").first()
    if letter is None:
        return False
    rows = ConfirmationLetter.objects.filter(pk=letter.pk)
    return bool(rows.update(begun_at=None, sent_at=None, failures=0, queued_at=timezone.now()))


def progress(campaign: ConfirmationCampaign) -> list[Progress]:
    """All requests of a campaign, by the titles of their profiles."""
    requests = campaign.requests.select_related("place").prefetch_related("place__names", "letters")
    requests = list(requests.annotate(waiting=Count("proposals", filter=Q(proposals__decision=Decision.OPEN))))
    keys = {request.partnership for request in requests}
    pages = {page.translation_key: page for page in staff.profiles().filter(translation_key__in=keys)}
    found = [_progress(request, pages.get(request.partnership)) for request in requests]
    return sorted(found, key=lambda row: (row.title, row.request.pk))


def totals(rows: Iterable[Progress]) -> dict[str, int]:
    """How many requests are in which stage."""
    counts = dict.fromkeys(stage_words(), 0)
    for row in rows:
        counts[row.stage] += 1
    return counts


def stage_words() -> dict[str, str]:
    """Every stage in words, from the first to the last."""
    return {
        "queued": _("waits to be sent"),
        "unclear": _("sending was interrupted"),
        "failed": _("could not be sent"),
        "sent": _("sent"),
        "opened": _("opened"),
        "proposals": _("proposals open"),
        "answered": _("answered"),
        "confirmed": _("confirmed"),
        "revoked": _("link revoked"),
    }


def _progress(request: Any, page: PartnershipPage | None) -> Progress:
    stage = _stage(request)
    return Progress(
        request=request,
        title=page.title if page else str(request.partnership),
        profile_id=page.pk if page else 0,
        stage=stage,
        words=stage_words()[stage],
        open_proposals=request.waiting,
        may_send_again=stage in ("unclear", "failed", "sent", "opened"),
    )


def _stage(request: Any) -> str:
    letters = list(request.letters.all())
    answered = "proposals" if request.waiting else "answered"
    known = (
        (request.answer == Answer.RIGHT, "confirmed"),
        (request.answer == Answer.CHANGES, answered),
        (request.revoked_at, "revoked"),
        (request.opened_at, "opened"),
        (any(letter.sent_at for letter in letters), "sent"),
        (any(letter.begun_at for letter in letters), "unclear"),
        (any(letter.failures >= ATTEMPTS for letter in letters), "failed"),
    )
    return next((stage for holds, stage in known if holds), "queued")
