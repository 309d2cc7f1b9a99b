"""Letters to the sides, sent by the worker: each at most once, whatever happens to the worker."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.content_store.presenters import absolute
from partnerships.models import ConfirmationLetter, LetterKind, PartnershipPage
from partnerships.services import histories, staff
from partnerships.services.wording import date_words

from .campaigns import ATTEMPTS
from .links import digest_of, new_token

# What one minute of the worker sends.
BATCH = 50
# Doubled with every failure.
PAUSE = timedelta(minutes=10)

logger = logging.getLogger(__name__)


def send_due() -> int:
    """Send what is queued, the oldest first; returns how many. What goes wrong is tried again, at most ATTEMPTS times.

    A letter is marked before it leaves: one whose worker dies meanwhile waits for staff and is not sent twice.
    """
    sent = 0
    for letter in list(_due()[:BATCH]):
        token = new_token(letter)
        claimed = ConfirmationLetter.objects.filter(pk=letter.pk, begun_at=None)
        if not claimed.update(begun_at=timezone.now(), token_digest=digest_of(token)):
            continue
        sent += _send(letter, token)
    return sent


def _due() -> object:
    """Not those that have been answered meanwhile, were called back, or whose campaign is over."""
    return ConfirmationLetter.objects.filter(
        ~Q(kind=LetterKind.REMINDER, request__answered_at__isnull=False),
        begun_at=None,
        sent_at=None,
        queued_at__lte=timezone.now(),
        failures__lt=ATTEMPTS,
        request__revoked_at=None,
        request__campaign__closes_on__gte=timezone.localdate(),
    ).select_related("request__campaign").order_by("queued_at", "pk")  # fmt: skip


def _send(letter: ConfirmationLetter, token: str) -> bool:
    """A profile that is off for a moment, and an address that no mail can carry, fail like a server that is away."""
    rows = ConfirmationLetter.objects.filter(pk=letter.pk)
    page = staff.public_profiles().filter(translation_key=letter.request.partnership).first()
    try:
        if page is not None:
            letter_to(letter, page, token).send()
            rows.update(sent_at=timezone.now())
            return True
        logger.warning("confirmation letter waits for its profile", extra={"letter": letter.pk})
    except (OSError, ValueError):
        logger.warning("confirmation letter not sent", extra={"letter": letter.pk}, exc_info=True)
    later = timezone.now() + PAUSE * 2**letter.failures
    rows.update(begun_at=None, failures=F("failures") + 1, queued_at=later)
    return False


def letter_to(letter: ConfirmationLetter, page: PartnershipPage, token: str) -> EmailMessage:
    """The letter in the language of the office."""
    request = letter.request
    with override(request.language):
        values = {
            "office": request.office,
            "title": page.derive(request.language)["title"],
            "state": histories.sentence_of(histories.current_change(histories.valid_changes(page)), request.language),
            "link": absolute(reverse("partnerships:confirm", args=(token,))),
            "until": date_words(request.campaign.closes_on.isoformat(), request.language),
            "forum": settings.WAGTAIL_SITE_NAME,
        }
        is_reminder = letter.kind == LetterKind.REMINDER
        subject = _("Reminder: is the profile of %(title)s right?") if is_reminder else _(
            "Is the profile of %(title)s right?"
        )  # fmt: skip
        return EmailMessage(subject % values, body() % values, to=[request.email])


def body() -> str:
    """The text of every letter, in the active language."""
    return _(
        "To: %(office)s\n\n"
        "Dear Sir or Madam,\n\n"
        "the directory of %(forum)s shows the partnership %(title)s.\n"
        "%(state)s\n\n"
        "Is everything still right? Please look at the profile and confirm it, or propose changes. "
        "You need no account:\n\n"
        "%(link)s\n\n"
        "The link works until %(until)s and is meant for your office alone. "
        "Nothing is changed before the staff of the forum have looked at it.\n\n"
        "Thank you for your help\n"
        "%(forum)s\n"
    )
