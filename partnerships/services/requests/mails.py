"""Mails to municipalities and towns, in the language of whoever gets them; plain text, one template each."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.content_store.presenters import absolute
from cms.content_store.services.visibility import public_path
from cms.delivery.services.periods import date_text
from partnerships import tokens
from partnerships.models import RequestSubmission

CONFIRM, MANAGE = "request-confirm", "request-manage"


def send(name: str, submission: RequestSubmission, /, **values: Any) -> None:
    """Send message(); raises OSError (SMTPException is one) when that cannot be done."""
    message(name, submission, **values).send()


def message(
    name: str,
    submission: RequestSubmission,
    /,
    *,
    reply_to: tuple[str, str] | None = None,
    until: datetime.date | None = None,
    **values: Any,
) -> EmailMessage:
    """The mail of that name to the municipality; answers go to `reply_to` (name, address)."""
    with translation.override(submission.language):
        until_text = date_text(until, submission.language) if until else ""
        subject, text = _rendered(name, {"submission": submission, "until_text": until_text, **values})
    return EmailMessage(
        subject,
        text,
        to=[submission.email],
        reply_to=[sanitize_address(reply_to, "utf-8")] if reply_to else None,
        # No holiday notes in answer to it.
        headers={"Auto-Submitted": "auto-generated"},
    )


def link(purpose: str, view: str, submission: RequestSubmission) -> str:
    """The absolute address of a signed link, in the language of the municipality."""
    with translation.override(submission.language):
        return absolute(reverse(f"partnerships:{view}", args=[tokens.make(purpose, submission.pk)]))


def _rendered(name: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """The first line of a template is the subject; what people typed never breaks it."""
    text = render_to_string(f"partnerships/mails/{name}.txt", {**values, "forum_name": settings.WAGTAIL_SITE_NAME})
    subject, _separator, body = text.strip().partition("\n")
    return " ".join(subject.split())[:200], body.strip() + "\n"


def page_in(page: Page, language: str) -> Page:
    """The public page in a language, else the one given."""
    found = Page.objects.filter(translation_key=page.translation_key, locale__language_code=language, live=True).first()
    return found or page


def page_address(page: Page, language: str) -> str:
    """The absolute address of the page in a language, else in its own."""
    return absolute(public_path(page_in(page, language)))
