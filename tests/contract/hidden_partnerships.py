"""Profiles in every state that readers must not see, hidden parts of public ones, and what only staff know."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.content_store.models import ContentItem
from cms.entities.models import Person, Place
from cms.media.models import DocumentFile
from partnerships.models import (
    DirectoryPage,
    ImportedFacts,
    ImportFile,
    ImportRun,
    PartnershipActor,
    PartnershipPage,
    PartnershipPlace,
    RelayMessage,
    StatusChange,
)
from partnerships.services.confirmation import answers, campaigns, letters
from search.engines.database import tables
from search.models import SearchDocument
from tests.contract.hidden_site import HiddenSite
from tests.contract.probes import LANGUAGES
from tests.contract.shown_partnerships import shown_directory, shown_profile
from tests.factories.campaigns import ConfirmationCampaignFactory, MunicipalOfficeFactory
from tests.factories.entities import CountryFactory, PersonFactory, PlaceFactory, RegionFactory
from tests.factories.imports import csv_of, import_read
from tests.factories.media import DocumentFileFactory
from tests.factories.pages import publish
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.site import home_of


def hidden_partnerships(site: HiddenSite) -> None:
    """All of them, beside a public profile in the same directory, which shares its places with the hidden ones."""
    directory = shown_directory(site.shown)
    public = _public_profile(site, directory)
    shared = public.places.first().place
    _hidden_profiles(site, directory, shared)
    _private_section(site, shared)
    _changed_draft(site, public)
    _campaign(site, public)
    _imports(site, directory)
    RelayMessage.objects.create(
        recipient=public.actors.first().translation_key, language="de",
        content={name: site.mark(f"message{name}") for name in ("name", "email", "message")},
    )  # fmt: skip
    site.public += [directory, *directory.get_translations(), *_family(public)]


def _family(page: Page) -> list[Page]:
    """The page in every language in which there is one."""
    return [page, *(each.specific for each in page.get_translations())]


def _hidden_profiles(site: HiddenSite, directory: DirectoryPage, shared: Place) -> None:
    draft = _marked_profile(site, "pairdraft", directory, shared)
    draft.save_revision()
    scheduled = _marked_profile(site, "pairscheduled", directory, shared)
    scheduled.go_live_at = timezone.now() + timedelta(days=2)
    publish(scheduled)
    expired = _marked_profile(site, "pairexpired", directory, shared)
    expired.expire_at = timezone.now() + timedelta(hours=1)
    _expire(_family(publish(expired)))
    withdrawn = publish(_marked_profile(site, "pairwithdrawn", directory, shared))
    withdrawn.unpublish()
    closed = publish(_marked_profile(site, "pairclosed", directory, shared))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    site.for_accounts += _family(closed)
    for page in (draft, scheduled, expired, withdrawn, closed):
        site.pages += _family(page)


def _expire(pages: Iterable[Page]) -> None:
    """Past their time, which the worker has not noticed yet."""
    past = timezone.now() - timedelta(seconds=1)
    for page in pages:
        PartnershipPage.objects.filter(pk=page.pk).update(expire_at=past)
        ContentItem.objects.filter(pk=page.pk).update(expires_at=past)
    SearchDocument.objects.filter(expires_at__gt=past).update(expires_at=past)
    SearchDocument.objects.filter(valid_until__gt=past, page_id=None).update(valid_until=past)
    tables.write_tokens(
        list(SearchDocument.objects.filter(valid_until=past) | SearchDocument.objects.filter(expires_at=past))
    )


def _private_section(site: HiddenSite, shared: Place) -> None:
    """Another directory that only accounts may read."""
    section = publish(DirectoryPageFactory(parent=home_of("de"), **site.page_fields(DirectoryPage, "privatedirectory")))
    pair = publish(_marked_profile(site, "pairprivate", section, shared))
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    pages = [section, *_family(pair)]
    site.pages += pages
    site.for_accounts += pages


def _marked_profile(site: HiddenSite, what: str, directory: DirectoryPage, shared: Place) -> PartnershipPage:
    """Of a place that has no other profile and one that has, with marks in every text; its anniversary is today."""
    fields = site.page_fields(PartnershipPage, what)
    del fields["title"]
    place = _hidden_place(site, what)
    person = PersonFactory(names=_names(site, f"person{what}"))
    actor = {**site.marks.texts(PartnershipActor, f"actor{what}"), "place": place, "person": person}
    page = profile(
        directory, place, shared, **fields, since=f"{timezone.localdate().year - 30}",
        changes=[{**site.marks.texts(StatusChange, f"state{what}"), "state": "resting", "starts": "2022-03"}],
        actors=[actor],
    )  # fmt: skip
    page.places.filter(place=place).update(hides_persons=False)
    site.actors.append(page.actors.first().translation_key)
    return PartnershipPage.objects.get(pk=page.pk)


def _hidden_place(site: HiddenSite, what: str) -> Place:
    """In a region and a country of its own."""
    code = f"X{chr(ord('A') + next(site.numbers) % 26)}"
    country = CountryFactory(code=code, names=_names(site, f"country{what}"))
    site.country_names.add(country.names.first().text)
    region = RegionFactory(key=site.mark(f"regionkey{what}"), country=country, names=_names(site, f"region{what}"))
    site.region_names |= {region.key, region.names.first().text}
    place = PlaceFactory(
        key=site.mark(f"placekey{what}"), country=country, region=region, latitude=52.0, longitude=20.0,
        names=_names(site, f"place{what}"), other_names=[("de", "former", site.mark(f"former{what}"))],
        population=48_000, population_source=site.mark("population"),
        website=f"https://example.org/{site.mark(f'website{what}')}",
    )  # fmt: skip
    site.places.append(place)
    return place


def _names(site: HiddenSite, what: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, site.mark(what))


def _public_profile(site: HiddenSite, directory: DirectoryPage) -> PartnershipPage:
    """With addresses of actors, persons who are hidden in every way, a withdrawn entry, and a letter for staff."""
    page = shown_profile(site.shown, directory)
    open_side, hiding_side = page.places.all()
    page.places.filter(pk=open_side.pk).update(hides_persons=False)
    page = PartnershipPage.objects.get(pk=page.pk)
    page.actors.first().contact_email = _email(site, "contact")
    today = timezone.localdate()
    persons = [
        (open_side, _person(site, visibility="staff")),
        (open_side, _person(site, visibility="accredited")),
        (open_side, _person(site, visible_until=today - timedelta(days=1))),
        (hiding_side, _person(site)),
    ]
    for order, (side, person) in enumerate(persons, 1):
        for label in ("", "Büro"):
            page.actors.add(_actor(site, side, person, label, sort_order=10 * order + bool(label)))
    over = _actor(site, open_side, None, "Verein", contact_until=today - timedelta(days=1), sort_order=99)
    page.actors.add(over)
    letter = _letter(site)
    page.status_changes.add(
        StatusChange(**site.marks.texts(StatusChange, "withdrawn"), state="ended", withdrawn=True, sort_order=1)
    )
    page.status_changes.add(StatusChange(state="active", starts="2023", letter=letter, answer=letter, sort_order=2))
    page = publish(page)
    CollectionViewRestriction.objects.create(
        collection=letter.collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    site.documents.append(letter)
    site.actors += [row.translation_key for row in page.actors.all() if row == over or not row.label]
    return page


def _email(site: HiddenSite, what: str) -> str:
    return f"{site.mark(f'email{what}')}@example.org"


def _person(site: HiddenSite, **fields: Any) -> Person:
    return PersonFactory(
        names=_names(site, "hiddenperson"), functions={"de": site.mark("hiddenfunction")}, **fields
    )  # fmt: skip


def _actor(
    site: HiddenSite, side: PartnershipPlace, person: Person | None, label: str, **fields: Any
) -> PartnershipActor:
    email = _email(site, "hiddenactor")
    return PartnershipActor(place=side.place, person=person, label=label, contact_email=email, **fields)


def _letter(site: HiddenSite) -> DocumentFile:
    """Of a collection that will be closed once the profile is public."""
    staff = Collection.get_first_root_node().add_child(name=site.mark("letters"))
    file = ContentFile(site.mark("lettertext").encode(), name=f"{site.mark('lettername')}.txt")
    return DocumentFileFactory(**site.marks.texts(DocumentFile, "letter"), collection=staff, file=file)


def _changed_draft(site: HiddenSite, public: PartnershipPage) -> None:
    """An editor works on the public profile."""
    page = PartnershipPage.objects.get(pk=public.pk)
    for name, value in site.page_fields(PartnershipPage, "pairchange").items():
        setattr(page, name, value)
    page.status_changes.add(
        StatusChange(**site.marks.texts(StatusChange, "stateofdraft"), state="ended", starts="2025", sort_order=9)
    )
    page.save_revision()


def _campaign(site: HiddenSite, public: PartnershipPage) -> None:
    """Both sides are asked; one of them proposes changes, signed."""
    for side in public.places.all():
        MunicipalOfficeFactory(place=side.place, name=site.mark("municipaloffice"), email=_email(site, "office"))
    closes = timezone.localdate() + timedelta(days=30)
    campaign = ConfirmationCampaignFactory(
        name=site.mark("campaign"), opened_on=date(2026, 1, 15), closes_on=closes
    )  # fmt: skip
    campaigns.ask(campaign)
    letters.send_due()
    values = {name: site.mark(f"proposed{name}") for name in ("remark", "continues", "since")}
    old = dict.fromkeys(values, site.mark("before"))
    answers.propose(campaign.requests.order_by("pk").first(), values, old, site.mark("signed"))


def _imports(site: HiddenSite, directory: DirectoryPage) -> None:
    """One that waits for confirmation, one that is not read yet, and what an earlier one said."""
    row = {
        "german_name": site.mark("imported"), "german_state": site.mark("importedstate"), "german_lat": "51",
        "german_lon": "13", "russian_name_de": site.mark("importedrussian"), "russian_lat": "55",
        "russian_lon": "37", "since_year": "1999", "status_note": site.mark("importednote"),
        "source": site.mark("importedsource"),
    }  # fmt: skip
    import_read(directory, row)
    waiting = ImportRun.objects.create(directory=directory, file_name=site.mark("filename"))
    ImportFile.objects.create(run=waiting, content=csv_of({"german_name": site.mark("unread")}))
    ImportedFacts.objects.create(facts={"note": site.mark("facts")})
