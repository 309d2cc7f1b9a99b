"""A small site in which everything shows something else, a clock that can be put forward, and what readers may see."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from wagtail.models import Collection, Page, PageViewRestriction

from cms.entities.models import Entity
from cms.media.models import Picture
from cms.pages.models import ForumPage
from news.models import ArticleContact, ArticleLink, ThemeYearPatron
from tests.factories.conference import DeadlineFactory, EditionPageFactory, SeriesPageFactory
from tests.factories.entities import OrganisationFactory, PersonFactory, PlaceFactory, TagFactory, TopicFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFileFactory, PictureFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory, ThemeYearPageFactory
from tests.factories.pages import add_topics, publish, relate
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.site import build_site, home_of
from tests.factories.translation import news_index, publish_family

# The moments of tests lie after all others that are written in them.
HOUR = datetime.timedelta(hours=1)


class Clock:
    """Now, as everybody reads it, and how far it has been put forward."""

    def __init__(self) -> None:
        self.real = timezone.now
        self.ahead = datetime.timedelta()

    def now(self) -> datetime.datetime:
        """In place of timezone.now."""
        return self.real() + self.ahead


@dataclass
class ChangingSite:
    """Keys of what changes; `sections` are where articles stand."""

    sections: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    picture: int = 0
    collection: int = 0
    person: int = 0


def build_changing_site() -> ChangingSite:
    """Two sections, a theme year, an edition, a profile of two towns, a standing page and three articles."""
    build_site()
    home = home_of("de")
    first, second = news_index(home), publish_family(
        NewsIndexPageFactory(parent=home, slug="archiv", title="Archiv"), ru={"title": "Архив", "lead": "Архив."}
    )  # fmt: skip
    collection = Collection.get_first_root_node().add_child(name="Fotos")
    place, town = (PlaceFactory(names={"de": name, "ru": name}) for name in ("Kaluga", "Minden"))
    topic, tag = TopicFactory(names={"de": "Jugend"}), TagFactory(names={"de": "2017"})
    organisation = OrganisationFactory(names={"de": "Forum"})
    person = PersonFactory(names={"de": "Erika Muster"}, functions={"de": "Referentin"}, organisation=organisation)
    picture = PictureFactory(collection=collection)
    year = ThemeYearPageFactory(parent=home, hero_picture=picture, hero_picture_alt="Brücke")
    year.patrons.add(ThemeYearPatron(person=person))
    year = publish(year)
    edition = EditionPageFactory(parent=publish(SeriesPageFactory(parent=home)), theme_year=year)
    DeadlineFactory(page=edition, moment=timezone.now() + 5 * HOUR)
    pair = profile(publish(DirectoryPageFactory(parent=home)), place, town)
    lasting = publish(StandardPageFactory(parent=home, show_in_menus=True))
    articles = []
    for number in range(3):
        article = ArticlePageFactory(
            parent=first, theme_year=year, dateline_place=place, hero_picture=picture, hero_picture_alt="Brücke"
        )
        add_topics(article, topic, tag)
        relate(article, articles[-1] if articles else lasting)
        article.links.add(ArticleLink(label="Dazu", target=lasting, locale=article.locale))
        article.contacts.add(ArticleContact(label="Presse", person=person, locale=article.locale))
        document = DocumentFileFactory(collection=collection)
        link = f'<a linktype="page" id="{year.pk}">Jahr</a> <a linktype="document" id="{document.pk}">Datei</a>'
        article.body = [("rich_text", f"<p>{link}</p>"), ("picture", _shown(picture))]
        article.save()
        words = {"ru": {"title": f"Год {number}", "lead": "Год."}} if number < 2 else {}
        articles.append(publish_family(article, **words))
    site = ChangingSite(picture=picture.pk, collection=collection.pk, person=person.pk)
    site.sections = [first.pk, second.pk]
    site.pages = [page.pk for page in (*articles, publish(pair), publish(edition), year, lasting)]
    site.entities = [place, town, topic, tag, organisation, person]
    return site


def _shown(picture: Picture) -> dict[str, object]:
    return {"picture": picture, "alt_text": "Brücke", "caption": "", "decorative": False}


def allowed_pages(embargoes: dict[int, datetime.datetime]) -> set[int]:
    """Which pages readers may see by the pages' own rows alone."""
    now = timezone.now()
    closed = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    rows = Page.objects.filter(depth__gt=1, live=True).values_list("pk", "path", "expire_at")
    return {
        pk
        for pk, path, end in rows
        if not path.startswith(closed or ("-",)) and (end is None or end > now) and embargoes.get(pk, now) <= now
    }


def draft_of(page_id: int) -> ForumPage | None:
    """The newest draft of a page; None when it is gone."""
    page = Page.objects.filter(pk=page_id).first()
    return page.get_latest_revision_as_object() if page else None
