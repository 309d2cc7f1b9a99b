"""Messages of readers to actors: taken at once, sent by the worker, tried again while the mail server is away."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.utils import timezone, translation

from cms.content_store.presenters import absolute
from cms.content_store.services import reading
from partnerships.models import PartnershipActor, RelayMessage

from .languages import language_of_country

logger = logging.getLogger(__name__)

# 5, 10, 20 minutes and so on, at most every six hours, for three days.
# The longest pause comes before so many doublings of the first.
MOST_DOUBLINGS = 10
FIRST_PAUSE, LONGEST_PAUSE, GIVEN_UP_AFTER = timedelta(minutes=5), timedelta(hours=6), timedelta(days=3)
# Counted for a year and a bit, so that a year can be compared with the one before.
REMEMBERED_FOR = timedelta(days=400)
MOST_AT_ONCE = 50


@dataclass(frozen=True)
class Reachable:
    """An actor that readers see and can write to, with its profile, both as their content items show them."""

    actor: Mapping[str, Any]
    profile: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the actor is called on the page."""
        return self.actor["label"] or self._entity["name"]

    @property
    def name_language(self) -> str:
        """The language that the name is in."""
        if self.actor["label"]:
            path = f"actors.{self.actor['id']}.label"
            return self.profile["foreign_text"].get(path, self.profile["locale"])
        return self._entity["language"]

    @property
    def _entity(self) -> Mapping[str, Any]:
        return self.actor["organisation"] or self.actor["person"]

    @property
    def country(self) -> str:
        """Of the actor's side; empty when the place is no side of the profile."""
        places = {place["key"]: place["country"] for place in self.profile["places"]}
        return places.get(self.actor["place"], "")


def reachable(key: UUID, language: str) -> Reachable | None:
    """None unless the actor can be written to from the public profile in that language today."""
    rows = PartnershipActor.objects.filter(translation_key=key, page__locale__language_code=language)
    page_id = rows.values_list("page_id", flat=True).first()
    stored = reading.detail_of(page_id) if page_id else None
    if stored is None:
        return None
    found = (actor for actor in stored.data["actors"] if actor["id"] == str(key) and actor["contact_url"])
    return next((Reachable(actor, stored.data) for actor in found), None)


def take(key: UUID, language: str, content: Mapping[str, str]) -> None:
    """Keep a message (name, email, message) for the worker."""
    RelayMessage.objects.create(actor=key, language=language, content=dict(content))


def send_waiting() -> int:
    """Send what is due; returns how many were sent."""
    due = RelayMessage.objects.filter(content__isnull=False, next_attempt_at__lte=timezone.now()).order_by("pk")
    return sum(_send(row) for row in due[:MOST_AT_ONCE])


def forget() -> int:
    """Delete what is too old even to be counted; returns how many."""
    return RelayMessage.objects.filter(taken_at__lt=timezone.now() - REMEMBERED_FOR).delete()[0]


def _send(row: RelayMessage) -> bool:
    """Claimed first, so that of several workers one sends; content goes with the send or when there is nobody left."""
    now = timezone.now()
    same = RelayMessage.objects.filter(pk=row.pk, next_attempt_at=row.next_attempt_at, content__isnull=False)
    pause = min(FIRST_PAUSE * 2 ** min(row.attempts, MOST_DOUBLINGS), LONGEST_PAUSE)
    if not same.update(next_attempt_at=now + pause, attempts=row.attempts + 1):
        return False
    target = reachable(row.actor, row.language)
    address = PartnershipActor.objects.filter(translation_key=row.actor, page__live=True).exclude(contact_email="")
    to = address.values_list("contact_email", flat=True).first()
    if target is None or not to:
        _finish(row, "nobody to write to any more")
        return False
    try:
        _mail(target, to, row.content).send()
    except (OSError, ValueError):
        # An address that no mail can carry fails like a server that does not answer.
        logger.warning("message to an actor not sent", extra={"actor": str(row.actor), "attempts": row.attempts + 1})
        if row.taken_at < now - GIVEN_UP_AFTER:
            _finish(row, "given up")
        return False
    RelayMessage.objects.filter(pk=row.pk).update(content=None, sent_at=timezone.now())
    logger.info("message to an actor sent", extra={"actor": str(row.actor)})
    return True


def _finish(row: RelayMessage, reason: str) -> None:
    RelayMessage.objects.filter(pk=row.pk).update(content=None)
    logger.warning("message to an actor dropped", extra={"actor": str(row.actor), "reason": reason})


def _mail(target: Reachable, to: str, content: Mapping[str, str]) -> EmailMessage:
    """In the language of the actor's side; an answer goes to whoever wrote."""
    language = language_of_country(target.country) if target.country else settings.LANGUAGE_CODE
    links = {row["locale"]: row for row in (target.profile, *target.profile["translations"])}
    shown = links.get(language, target.profile)
    values = {
        **content, "pair": shown["title"], "address": absolute(shown["url"]), "forum_name": settings.WAGTAIL_SITE_NAME,
    }  # fmt: skip
    with translation.override(language):
        text = render_to_string("partnerships/mails/contact.txt", values).strip()
    subject, _newline, body = text.partition("\n")
    return EmailMessage(
        " ".join(subject.split())[:200],
        body.strip() + "\n",
        to=[to],
        reply_to=[sanitize_address((content["name"], content["email"]), "utf-8")],
        # No holiday notes in answer to it.
        headers={"Auto-Submitted": "auto-generated"},
    )
