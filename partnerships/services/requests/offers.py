"""What the form of a request lets people choose, named in the active language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.entities.models import Country, Region, Topic, TopicKind
from partnerships.fields import spoken_languages
from partnerships.forms.requests import Choices, Offers
from partnerships.models import RequestKind, SizeClass

from .intake import COUNTRY, REGION
from .places import place_label, places_named


def offers() -> Offers:
    """Topics, countries and regions with their names: six queries, however many there are."""
    topics = Topic.objects.filter(kind=TopicKind.TOPIC).by_name()
    return Offers(
        kinds=[
            (RequestKind.SEEK, _("We are looking for a partner")),
            (RequestKind.OFFER, _("We offer something to a partner")),
        ],
        topics=[(str(topic.key), str(topic)) for topic in topics],
        places=_places(),
        sizes=SizeClass.choices,
        languages=spoken_languages(),
    )


def candidates(name: str) -> tuple[Choices, bool]:
    """The places that somebody may mean by a name, and whether they bear exactly that."""
    language = get_language()
    places, is_exact = places_named(name)
    return [(str(place.key), place_label(place, language)) for place in places], is_exact


def _places() -> Choices:
    """Countries, each with its regions."""
    regions: dict[int, list[Region]] = {}
    for region in Region.objects.by_name():
        regions.setdefault(region.country_id, []).append(region)
    return [
        (str(country), [(f"{COUNTRY}:{country.key}", _("anywhere in %(country)s") % {"country": country}),
                        *((f"{REGION}:{region.key}", str(region)) for region in regions.get(country.pk, ()))])
        for country in Country.objects.by_name()
    ]  # fmt: skip
