"""Partner requests as drafts, and what municipalities have sent."""

from datetime import date
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.models import (
    PartnerRequestIndexPage,
    PartnerRequestPage,
    RequestLanguage,
    RequestSubmission,
    SubmissionState,
    WishedRegion,
)
from partnerships.services.requests.periods import open_until

from .pages import ForumPageFactory, add_topics


class PartnerRequestIndexPageFactory(ForumPageFactory):
    """A section below a home page: PartnerRequestIndexPageFactory(parent=home)."""

    class Meta:
        model = PartnerRequestIndexPage

    title = "Partnerschaftsgesuche"
    slug = factory.Sequence(lambda number: f"requests-{number}")
    lead = "Wer sucht, wer bietet."


class PartnerRequestPageFactory(ForumPageFactory):
    """A request that is open for six months, without place: see partner_request()."""

    class Meta:
        model = PartnerRequestPage

    title = factory.Sequence(lambda number: f"Gesuch {number}")
    slug = factory.Sequence(lambda number: f"request-{number}")
    lead = "Wir suchen eine Partnerstadt."
    brings = "Zwei Schulen und ein Chor."
    expire_at = factory.LazyFunction(lambda: open_until(timezone.localdate(), 6))


def partner_request(index: PartnerRequestIndexPage, **facts: Any) -> PartnerRequestPage:
    """A draft; `topics`, `regions` and `languages` become its rows."""
    topics, regions = facts.pop("topics", ()), facts.pop("regions", ())
    languages = facts.pop("languages", ("de",))
    page = PartnerRequestPageFactory.build(**facts)
    page.wished_regions = [WishedRegion(region=region, sort_order=order) for order, region in enumerate(regions)]
    page.languages = [RequestLanguage(code=code, sort_order=order) for order, code in enumerate(languages)]
    add_topics(page, *topics)
    return index.add_child(instance=page)


class RequestSubmissionFactory(DjangoModelFactory):
    """One that waits for a decision: RequestSubmissionFactory(state="unconfirmed")."""

    class Meta:
        model = RequestSubmission

    state = SubmissionState.WAITING
    language = "de"
    confirmed_at = factory.LazyFunction(timezone.now)
    kind = "seek"
    place_name = "Musterstadt"
    topics = factory.LazyFunction(list)
    languages = factory.LazyFunction(lambda: ["de"])
    about = "Wir suchen eine Partnerstadt."
    brings = "Zwei Schulen und ein Chor."
    months = 6
    office = "Büro für Städtepartnerschaften"
    email = "office@example.org"


def behind(page: PartnerRequestPage, **fields: Any) -> RequestSubmission:
    """The submission that a page was made of, published as it is."""
    return RequestSubmissionFactory(
        **{
            "page_key": page.translation_key,
            "place": page.place,
            "state": SubmissionState.PUBLISHED,
            "told_on": timezone.localdate(),
            **fields,
        }
    )


def moved_to(page: PartnerRequestPage, day: date) -> None:
    """Let a request end on another day, without a publish."""
    moment = open_until(day, 0)
    PartnerRequestPage.objects.filter(translation_key=page.translation_key).update(expire_at=moment)
