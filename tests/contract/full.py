"""A page of every type with every field filled, and one of each with nothing that may be left out."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from wagtail.models import Page

from cms.entities.models import Organisation, Person
from cms.media.models import DocumentFile, Picture
from conference.models import EditionPage, SeriesPage
from conference.models.children import Deadline, SisterEvent, WorkingGroup
from home.models import HomePage, StandardPage
from news.models import ArticleContact, ArticleLink, ArticlePage, NewsIndexPage, ThemeYearPage, ThemeYearPatron
from partnerships.models import (
    Confirmation,
    PartnerRequestIndexPage,
    PartnerRequestPage,
    PartnershipActor,
    PartnershipPage,
    StatusChange,
)
from tests.contract.marks import Marks
from tests.factories.conference import (
    DeadlineFactory,
    EditionHostPlaceFactory,
    EditionOrganisationFactory,
    EditionPageFactory,
    SeriesPageFactory,
    SisterEventFactory,
    WorkingGroupFactory,
)
from tests.factories.entities import (
    CountryFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    RegionFactory,
    TagFactory,
    TopicFactory,
)
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFileFactory, PictureFactory
from tests.factories.news import (
    ArticleContactFactory,
    ArticleLinkFactory,
    ArticlePageFactory,
    NewsIndexPageFactory,
    ThemeYearPageFactory,
)
from tests.factories.pages import add_topics, draft_translation, publish, relate
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.requests import PartnerRequestIndexPageFactory, behind, partner_request
from tests.factories.site import build_site, home_of


@dataclass
class FullSite:
    """Published pages, filled and bare, and the marks of what fills them."""

    marks: Marks = field(default_factory=Marks)
    filled: list[Page] = field(default_factory=list)
    bare: list[Page] = field(default_factory=list)

    def fields(self, model: type) -> dict[str, Any]:
        """Marked texts, pictures and dates that every page type has."""
        texts = self.marks.texts(model)
        fields = {**texts, "body": self.body(model.__name__), "changed_on": date(2021, 5, 4)}
        names = {found.name for found in model._meta.get_fields()}
        for name in names & {"hero_picture", "listing_picture", "sharing_picture"}:
            fields[name] = self.picture(f"{model.__name__}.{name}")
        return fields

    def name(self, what: str) -> dict[str, str]:
        """A marked official name."""
        return {"de": self.marks.new(what)}

    def picture(self, what: str) -> Picture:
        """A picture with a marked credit."""
        return PictureFactory(credit=self.marks.new(f"{what}.credit"))

    def organisation(self, what: str) -> Organisation:
        """With everything."""
        website = f"https://example.org/{self.marks.new(f'{what}.website')}"
        return OrganisationFactory(
            names=self.name(what), abbreviation=self.marks.new(f"{what}.abbreviation"), website=website
        )

    def person(self, what: str) -> Person:
        """With function and organisation."""
        function = {"de": self.marks.new(f"{what}.function")}
        return PersonFactory(
            names=self.name(what), functions=function, organisation=self.organisation(f"{what}.organisation")
        )

    def body(self, what: str) -> list[dict[str, Any]]:
        """Every block, each text with a mark of its own."""
        new = self.marks.new
        picture, document = self.picture(f"{what}.body.picture"), self.document()
        link = {
            "label": new(f"{what}.link.label"),
            "page": None,
            "url": f"https://example.org/{new(f'{what}.link.url')}",
        }
        quote = {"text": new(f"{what}.quote.text"), "source": new(f"{what}.quote.source")}
        person = self.person(f"{what}.quote.person")
        blocks: list[tuple[str, Any]] = [
            ("heading", {"text": new(f"{what}.heading"), "level": "2"}),
            ("heading", {"text": new(f"{what}.subheading"), "level": "3"}),
            ("rich_text", f"<p>{new(f'{what}.rich_text')} und <b>{new(f'{what}.bold')}</b></p>"),
            ("picture", {
                "picture": picture.pk, "alt_text": new(f"{what}.picture.alt"), "decorative": False,
                "caption": new(f"{what}.picture.caption"),
            }),
            ("quote", {**quote, "person": None, "attribution": new(f"{what}.attribution"),
                       "function": new(f"{what}.quote.function")}),
            ("quote", {"text": "Ja.", "person": person.pk, "attribution": "", "function": "", "source": ""}),
            ("fact_box", {"title": new(f"{what}.facts"), "text": f"<p>{new(f'{what}.facts.text')}</p>"}),
            ("link_list", {"title": new(f"{what}.links"), "links": [{"type": "item", "value": link, "id": "l"}]}),
            ("document", {"document": document.pk, "title": new(f"{what}.document.title")}),
            ("partnerships_project", self.project(f"{what}.project")),
            *self.told(f"{what}.told"), *self.leading_on(f"{what}.leading_on"), *self.people(f"{what}.people"),
        ]  # fmt: skip
        return [{"type": name, "value": value, "id": f"b{order}"} for order, (name, value) in enumerate(blocks)]

    def told(self, what: str) -> list[tuple[str, Any]]:
        """Blocks that tell: table, timeline, accordion, gallery, video."""
        new = self.marks.new
        event = {"day": "1987-06-20", "precision": "month", "title": new(f"{what}.event")}
        sections = [{"title": new(f"{what}.section"), "text": f"<p>{new(f'{what}.section.text')}</p>"} for _n in "ab"]
        uses = [
            {"picture": self.picture(f"{what}.gallery.picture").pk, "alt_text": new(f"{what}.gallery.alt"),
             "caption": new(f"{what}.gallery.caption")} for _n in "ab"
        ]  # fmt: skip
        table = {"caption": new(f"{what}.caption"), "head": f"{new(f'{what}.column')} | B", "row_names": True}
        return [
            ("table", {**table, "rows": items(f"{new(f'{what}.cell')} | 1"), "source": new(f"{what}.source")}),
            ("timeline", {
                "title": new(f"{what}.timeline"),
                "events": items(*({**event, "text": f"<p>{new(f'{what}.event.text')}</p>"} for _n in "ab")),
            }),
            ("accordion", {"sections": items(*sections)}),
            ("gallery", {"title": new(f"{what}.gallery"), "pictures": items(*uses)}),
            ("video", {
                "url": "https://vimeo.com/123456789", "title": new(f"{what}.video"),
                "poster": self.picture(f"{what}.poster").pk, "transcript": f"<p>{new(f'{what}.transcript')}</p>",
            }),
        ]  # fmt: skip

    def leading_on(self, what: str) -> list[tuple[str, Any]]:
        """Blocks that lead on: call to action, list of pages, latest articles."""
        new = self.marks.new
        action = {"label": new(f"{what}.action"), "page": home_of("de").pk, "url": ""}
        return [
            ("call_to_action", {**action, "text": new(f"{what}.action.text")}),
            ("page_list", {"title": new(f"{what}.pages"), "pages": items(home_of("de").pk)}),
            ("news_latest", {"title": new(f"{what}.latest"), "kind": "", "topic": None, "limit": 3}),
        ]

    def people(self, what: str) -> list[tuple[str, Any]]:
        """Blocks of people and places."""
        new = self.marks.new
        office = OrganisationFactory(names=self.name(f"{what}.office"))
        place = PlaceFactory(names=self.name(f"{what}.place"))
        reached = {"email": f"{new(f'{what}.email')}@example.org", "phone": new(f"{what}.phone")}
        contact = {"organisation": office.pk, "person": self.person(f"{what}.contact").pk, **reached}
        words = {"title": new(f"{what}.card"), "address": new(f"{what}.address"), "note": new(f"{what}.note")}
        return [
            ("contact_card", {**contact, **words}),
            ("person_list", {"title": new(f"{what}.persons"), "persons": items(self.person(f"{what}.person").pk)}),
            ("place_list", {"title": new(f"{what}.places"), "places": items(place.pk)}),
        ]

    def project(self, what: str) -> dict[str, Any]:
        """A project with place, topic and picture."""
        place, topic = PlaceFactory(names=self.name(f"{what}.place")), TopicFactory(names=self.name(f"{what}.topic"))
        return {
            "title": self.marks.new(what),
            "begins": "2019-05",
            "ends": "",
            "places": [{"type": "item", "id": "p", "value": place.pk}],
            "topics": [{"type": "item", "id": "t", "value": topic.pk}],
            "picture": self.picture(f"{what}.picture").pk,
            "alt_text": self.marks.new(f"{what}.alt"),
            "caption": self.marks.new(f"{what}.caption"),
            "text": f"<p>{self.marks.new(f'{what}.text')}</p>",
            "url": "",
        }

    def document(self) -> DocumentFile:
        """A document of the library."""
        return DocumentFileFactory()


def items(*values: Any) -> list[dict[str, Any]]:
    """Raw items of a list block."""
    return [{"type": "item", "id": f"i{order}", "value": value} for order, value in enumerate(values)]


def build_full_site() -> FullSite:
    """Filled pages first, then bare ones."""
    build_site()
    site = FullSite()
    home = home_of("de")
    index, bare_index = _both(site, NewsIndexPageFactory, NewsIndexPage, home)
    years = _both(site, ThemeYearPageFactory, ThemeYearPage, home)
    years[0].patrons.add(ThemeYearPatron(person=site.person("patron")))
    series, bare_series = _both(site, SeriesPageFactory, SeriesPage, home)
    article = _article(site, publish(index), years[0])
    edition = _edition(site, publish(series), years[0])
    standard, bare_standard = _both(site, StandardPageFactory, StandardPage, home)
    requests, bare_requests = _both(site, PartnerRequestIndexPageFactory, PartnerRequestIndexPage, home)
    partner = _partner_request(site, publish(requests))
    for name, value in site.fields(HomePage).items():
        setattr(home, name, value)
    home.lead_page = years[0]
    pair, bare_pair = _profiles(site, publish(DirectoryPageFactory(parent=home)))
    filled = [home, index, years[0], series, article, edition, standard, pair, requests, partner]
    for page in filled:
        # Children came below them meanwhile.
        page.refresh_from_db(fields=["numchild"])
    for page in filled:
        if page is home:
            continue
        add_topics(page, TopicFactory(names=site.name("topic")), TagFactory(names=site.name("tag")))
        if page is not article:
            relate(page, article)
    site.bare = [publish(page) for page in (bare_index, years[1], bare_series, bare_standard, bare_pair)]
    site.bare.append(publish(ArticlePageFactory(parent=bare_index, lead="")))
    site.bare.append(publish(EditionPageFactory(parent=bare_series, number=2, motto="", lead="")))
    site.bare += [publish(bare_requests), publish(_bare_request(bare_requests))]
    # Twice, since pages show each other.
    site.filled = [publish(publish(page)) for page in filled]
    publish(draft_translation(standard, "ru", home_of("ru"), title="Страница", lead="Вступление."))
    return site


def _both(site: FullSite, factory: type, model: type, parent: Page) -> tuple[Page, Page]:
    return factory(parent=parent, **site.fields(model)), factory(parent=parent, lead="")


def _article(site: FullSite, index: Page, year: Page) -> Page:
    article = ArticlePageFactory(
        parent=index, kind="press_invitation", date=date(2021, 6, 12), theme_year=year,
        dateline_place=PlaceFactory(names=site.name("dateline")), **site.fields(ArticlePage),
    )  # fmt: skip
    ArticleLinkFactory(page=article, **site.marks.texts(ArticleLink))
    ArticleLinkFactory(page=article, label=site.marks.new("link.page"), url="", target=index)
    ArticleContactFactory(
        page=article, organisation=site.organisation("contact.organisation"), person=site.person("contact.person"),
        **site.marks.texts(ArticleContact),
    )  # fmt: skip
    return article


def _edition(site: FullSite, series: Page, year: Page) -> Page:
    edition = EditionPageFactory(parent=series, number=16, theme_year=year, **site.fields(EditionPage))
    EditionHostPlaceFactory(page=edition, place=PlaceFactory(names=site.name("host place")))
    for role in ("organiser", "host", "partner", "sponsor"):
        EditionOrganisationFactory(page=edition, organisation=site.organisation(role), role=role)
    DeadlineFactory(page=edition, **site.marks.texts(Deadline))
    DeadlineFactory(
        page=edition, mode="any", audience="participants", label=site.marks.new("open deadline"),
        moment=datetime(2031, 1, 2, 3, 4, tzinfo=UTC), time_zone="Asia/Yekaterinburg",
    )  # fmt: skip
    WorkingGroupFactory(page=edition, coordinator=site.organisation("coordinator"), **site.marks.texts(WorkingGroup))
    places = {name: PlaceFactory(names=site.name(name)) for name in ("place", "closing_place")}
    SisterEventFactory(page=edition, **places, **site.marks.texts(SisterEvent))
    return edition


def _profiles(site: FullSite, directory: Page) -> tuple[Page, Page]:
    new = site.marks.new
    names = ("first place", "second place")
    first, second = (
        PlaceFactory(
            names=site.name(name), region=RegionFactory(names=site.name(f"{name}.region")), latitude=50.0,
            longitude=9.0 + len(name),
        )
        for name in names
    )  # fmt: skip
    change = {
        **site.marks.texts(StatusChange), "state": "resting", "starts": "2022-03", "as_of": "2022-07",
        "decided_by": "council", "letter": site.document(), "answer": site.document(),
    }  # fmt: skip
    club, person = site.organisation("actor.organisation"), site.person("actor.person")
    actor = {"place": first, "organisation": club, "person": person, **site.marks.texts(PartnershipActor)}
    facts = {**site.fields(PartnershipPage), "since": "1988-05", "texts_of": date(2021, 1, 1), "licence": "CC BY 4.0"}
    facts.pop("title")
    pair = profile(directory, first, second, changes=[change], actors=[actor], **facts)
    pair.places.filter(place=first).update(hides_persons=False)
    Confirmation.objects.create(partnership=pair.translation_key, place=second, office=new("office"))
    return PartnershipPage.objects.get(pk=pair.pk), profile(
        directory, PlaceFactory(), PlaceFactory(), since="", lead=""
    )


def _partner_request(site: FullSite, index: Page) -> Page:
    region = RegionFactory(names=site.name("place region"))
    place = PlaceFactory(names=site.name("requesting place"), region=region, population=48_000, population_year=2024)
    fields = site.fields(PartnerRequestPage)
    page = partner_request(
        index, **{**fields, "kind": "offer", "wished_size": "small", "place": place},
        regions=[RegionFactory(names=site.name("wished region"))], languages=("de", "ru"),
        wished_country=CountryFactory(code="PL", names=site.name("wished country")),
    )  # fmt: skip
    behind(page)
    return page


def _bare_request(index: Page) -> Page:
    return partner_request(index, lead="", brings="", place=PlaceFactory(), languages=())
