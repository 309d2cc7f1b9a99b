"""What a request must have before readers see it."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.delivery.services.languages import language_name
from cms.pages.refusals import PublishProblem
from partnerships.models import PartnerRequestPage, RequestSubmission

from .periods import LONGEST, open_until


def problems_of(page: PartnerRequestPage) -> list[PublishProblem]:
    """Place, end, and words in the language of the page; translations have all that from their source."""
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return []
    return [*_place_problems(page), *_end_problems(page), *_language_problems(page)]


def _place_problems(page: PartnerRequestPage) -> list[PublishProblem]:
    if page.place_id:
        return []
    return [PublishProblem("place", _("choose the municipality; create it among the places first if it is missing."))]


def _end_problems(page: PartnerRequestPage) -> list[PublishProblem]:
    furthest = open_until(timezone.localdate(), LONGEST)
    if page.expire_at is not None and page.expire_at <= furthest:
        return []
    advice = _("set in the schedule when the request ends, within a year.")
    return [PublishProblem("expire_at", advice, _("Expiry date/time"))]


def _language_problems(page: PartnerRequestPage) -> list[PublishProblem]:
    """What was sent in another language is translated before it is published in this one."""
    sent = RequestSubmission.objects.filter(page_key=page.translation_key).exclude(language=settings.LANGUAGE_CODE)
    submission = sent.first()
    if submission is None:
        return []
    language = language_name(submission.language, settings.LANGUAGE_CODE)
    advice = _("this text is still in the language in which it was sent (%(language)s). Translate it.")
    texts = (("lead", submission.about), ("brings", submission.brings))
    return [
        PublishProblem(name, advice % {"language": language})
        for name, text in texts
        if text.strip() and getattr(page, name).strip() == text.strip()
    ]
