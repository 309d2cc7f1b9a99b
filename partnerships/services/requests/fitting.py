"""Towns and requests that fit a request, read from content items, with the reasons in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.lists import format_list
from django.utils.translation import gettext as _

from cms.content_store.services import reading
from cms.delivery.services.languages import format_locale, language_name

from . import matching
from .matching import Municipality, Reason, best_fits
from .towns import towns

REQUEST = "partnerships.request"
# The newest ones; more would cost more than they tell.
MOST_COMPARED = 500

Card = Mapping[str, Any]


@dataclass(frozen=True)
class Suggestion:
    """A request (its card) or a town (its place in the directory) with the reasons why it fits."""

    shown: Any
    reasons: Sequence[str]


@dataclass(frozen=True)
class Suggestions:
    """What a request's page offers."""

    requests: Sequence[Suggestion] = ()
    towns: Sequence[Suggestion] = ()


def suggestions(card: Card) -> Suggestions:
    """For the request of a card, in its language; two queries while the directory stands still."""
    if card["place"] is None:
        return Suggestions()
    locale, place = card["locale"], card["place"]["key"]
    requests = {str(other["id"]): other for other in _requests(locale) if other["id"] != card["id"] and other["place"]}
    known = towns(locale)
    asking = of_request(card, partners=known[place].partners if place in known else ())
    words = Words(card)
    return Suggestions(
        requests=[
            Suggestion(requests[fit.id], words.reasons(fit.reasons))
            for fit in best_fits(asking, map(of_request, requests.values()))
        ],
        towns=[
            Suggestion(known[fit.id].place, words.reasons(fit.reasons))
            for fit in best_fits(asking, (town.municipality() for town in known.values()))
        ],
    )


def _requests(locale: str) -> Sequence[Card]:
    return reading.list_cards(locale, (REQUEST,), limit=MOST_COMPARED).cards


def of_request(card: Card, partners: Iterable[str] = ()) -> Municipality:
    """A request as it is compared."""
    place = card["place"]
    return Municipality(
        id=str(card["id"]),
        place=place["key"],
        country=place["country"],
        region=place["region"]["key"] if place["region"] else "",
        size=place["size"],
        topics=frozenset(topic["key"] for topic in card["topics"]),
        languages=frozenset(language["code"] for language in card["languages"]),
        kind=card["kind"],
        wished_country=card["wished_country_code"],
        wished_regions=frozenset(region["key"] for region in card["wished_regions"]),
        wished_size=card["wished_size"] or "",
        partners=frozenset(partners),
    )


class Words:
    """Reasons in words; what both have in common, the card of the one that asks can name."""

    def __init__(self, card: Card) -> None:
        self.locale = card["locale"]
        self.names = {entity["key"]: entity["name"] for entity in (*card["topics"], *card["wished_regions"])}

    def reasons(self, reasons: Iterable[Reason]) -> list[str]:
        """One sentence's worth each."""
        return [self._reason(reason) for reason in reasons]

    def _reason(self, reason: Reason) -> str:
        names = [self.names.get(value, value) for value in reason.values]
        if reason.name == matching.LANGUAGES:
            names = [language_name(code, self.locale) for code in reason.values]
        return REASONS[reason.name]() % {"names": format_list(names, locale=format_locale(self.locale))}


REASONS = {
    matching.REGION: lambda: _("in a region that is looked for: %(names)s"),
    matching.COUNTRY: lambda: _("in the country that is looked for"),
    matching.SIZE: lambda: _("the size that is looked for"),
    matching.SAME_SIZE: lambda: _("same size"),
    matching.TOPICS: lambda: _("topics of both: %(names)s"),
    matching.LANGUAGES: lambda: _("languages of both: %(names)s"),
    matching.COMPLEMENT: lambda: _("one seeks, the other offers"),
    matching.WISHED: lambda: _("looks for a place like this one"),
}
