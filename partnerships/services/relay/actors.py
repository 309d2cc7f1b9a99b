"""Whoever carries a partnership on one side, as a recipient of messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.utils import translation

from cms.content_store.presenters import absolute
from cms.content_store.services import reading
from partnerships.models import PartnershipActor
from partnerships.services.languages import language_of_country


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


def mail(key: UUID, language: str, content: Mapping[str, str]) -> EmailMessage | None:
    """In the language of the actor's side; an answer goes to whoever wrote."""
    target = reachable(key, language)
    address = PartnershipActor.objects.filter(translation_key=key, page__live=True).exclude(contact_email="")
    to = address.values_list("contact_email", flat=True).first()
    return _mail(target, to, content) if target and to else None


def sent(key: UUID) -> None:
    """Nothing is kept of it but in the queue."""


def _mail(target: Reachable, to: str, content: Mapping[str, str]) -> EmailMessage:
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
