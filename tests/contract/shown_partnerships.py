"""A public directory in every language with a profile that every list of partnerships must show."""

from datetime import date

from django.utils import timezone

from cms.entities.models import Place
from partnerships.models import DirectoryPage, PartnershipPage
from tests.contract.marks import Marks
from tests.contract.probes import LANGUAGES
from tests.factories.entities import CountryFactory, PlaceFactory, RegionFactory
from tests.factories.pages import draft_translation, publish_section
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.site import home_of


def shown_directory(marks: Marks) -> DirectoryPage:
    """Published in every language before its profiles, which are so as well."""
    mark = marks.new("shownDirectory")
    directory = publish_section(DirectoryPageFactory(parent=home_of("de"), title=mark, lead=mark, slug=mark))
    for language in LANGUAGES[1:]:
        words = {"title": mark, "lead": mark, "slug": mark}
        publish_section(draft_translation(directory, language, home_of(language), **words))
    return directory


def shown_place(marks: Marks, code: str, longitude: float) -> Place:
    """With a region, under names that are marks."""
    region = RegionFactory(
        key=marks.new("shownRegion"), country=CountryFactory(code=code), names=_names(marks, "shownRegionName")
    )
    return PlaceFactory(
        key=marks.new("shownPlace"), region=region, country=region.country, latitude=51.0, longitude=longitude,
        names=_names(marks, "shownPlaceName"),
    )  # fmt: skip


def shown_profile(marks: Marks, directory: DirectoryPage) -> PartnershipPage:
    """Of a German and a Russian place, with an anniversary today; a draft, to which more can be added."""
    places = shown_place(marks, "DE", 13.0), shown_place(marks, "RU", 40.0)
    actors = [{"place": places[0], "label": marks.new("shownActor"), "contact_email": "office@example.org"}]
    return profile(
        directory, *places, changes=[{"state": "active"}], actors=actors,
        slug=marks.new("shownProfile"), since=_anniversary_today().isoformat(),
    )  # fmt: skip


def _anniversary_today() -> date:
    today = timezone.localdate()
    return date(today.year - 30, today.month, min(today.day, 28))


def _names(marks: Marks, what: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, marks.new(what))
