"""Profiles as the register of staff lists them: annotated in SQL, so that a list costs the same however long."""

import datetime

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cms.entities.folding import fold
from cms.translation.models import ApprovedWording
from partnerships.models import Confirmation, PartnershipPage, PartnershipPlace, State, StatusChange

from .confirming import FRESH_FOR


def story_field(language: str) -> str:
    """The annotation that says whether there is a story in a language."""
    return f"story_{language.replace('-', '_')}"


def other_languages() -> list[str]:
    """The languages that profiles are translated into."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def registered(profiles: QuerySet[PartnershipPage]) -> QuerySet[PartnershipPage]:
    """Annotated with `state_now`, `confirmed_on` and a `story_<language>` for every language but the source's."""
    changes = StatusChange.objects.filter(page=OuterRef("pk"), withdrawn=False).order_by("-sort_order", "-pk")
    confirmations = Confirmation.objects.filter(partnership=OuterRef("translation_key")).order_by("-confirmed_on")
    return profiles.annotate(
        state_now=Coalesce(Subquery(changes.values("state")[:1]), Value(State.UNKNOWN.value), output_field=CharField()),
        confirmed_on=Subquery(confirmations.values("confirmed_on")[:1]),
        **{story_field(code): Exists(_stories(code)) for code in other_languages()},
    )


def unconfirmed_since(profiles: QuerySet[PartnershipPage], today: datetime.date) -> QuerySet[PartnershipPage]:
    """Those that nobody has confirmed within the period for which a confirmation holds."""
    fresh = Confirmation.objects.filter(partnership=OuterRef("translation_key"), confirmed_on__gte=today - FRESH_FOR)
    return profiles.exclude(Exists(fresh))


def search(profiles: QuerySet[PartnershipPage], text: str) -> QuerySet[PartnershipPage]:
    """Those of which some place bears each word in any of its names, in any spelling."""
    for word in fold(text).split():
        named = PartnershipPlace.objects.filter(page=OuterRef("pk"), place__names__folded__contains=word)
        profiles = profiles.filter(Exists(named))
    return profiles


def _stories(language: str) -> QuerySet[ApprovedWording]:
    """Words of lead and body; the title is made of names and tells nothing."""
    return ApprovedWording.objects.filter(
        Q(path="lead") | Q(path__startswith="body."),
        translation_key=OuterRef("translation_key"),
        locale__language_code=language,
        retired=False,
    )
