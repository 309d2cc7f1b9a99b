"""A site in which every kind of hidden thing carries a mark, and public pages that point at all of them."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.content_store.models import ContentItem
from cms.media.models import DocumentFile, Picture
from conference.models import EditionPage, SeriesPage
from home.models import HomePage, StandardPage
from news.models import ArticleContact, ArticleLink, ArticlePage, NewsIndexPage, ThemeYearPage, ThemeYearPatron
from search.models import SearchDocument
from search.services.documents import reading
from tests.contract.hidden_partnerships import hidden_partnerships
from tests.contract.hidden_requests import hidden_request, hidden_submissions
from tests.contract.hidden_site import HiddenSite
from tests.contract.shown import build_shown_pages
from tests.factories.conference import (
    DeadlineFactory,
    EditionPageFactory,
    SeriesPageFactory,
    SisterEventFactory,
    WorkingGroupFactory,
)
from tests.factories.entities import PersonFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFileFactory, PictureFactory
from tests.factories.news import (
    ArticleContactFactory,
    ArticleLinkFactory,
    ArticlePageFactory,
    NewsIndexPageFactory,
    ThemeYearPageFactory,
)
from tests.factories.pages import add_topics, publish, relate
from tests.factories.site import build_site, home_of


def build_hidden_site() -> HiddenSite:
    """Everything, in the source language."""
    build_site()
    site = HiddenSite()
    home = home_of("de")
    index = publish(NewsIndexPageFactory(parent=home))
    series = publish(SeriesPageFactory(parent=home))
    year = publish(ThemeYearPageFactory(parent=home))
    hidden_submissions(site)
    for state in (_drafts, _draft_changes, _scheduled, _expired, _unpublished):
        state(site, index, series, year)
    for kind in (PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD):
        _restricted(site, home, kind, year)
    hidden_partnerships(site)
    _files(site)
    _hubs(site, home, index, series, year)
    for document in site.documents:
        reading.read(document)
    build_shown_pages(site.shown, index, series, site.topic)
    site.public += [home, index, series, year]
    return site


def _couple(site: HiddenSite, what: str, index: Page, series: Page, year: Page) -> list[Page]:
    """An article, an edition and a standard page with marks in every text, children included, as drafts."""
    article = ArticlePageFactory(parent=index, theme_year=year, **site.page_fields(ArticlePage, what))
    ArticleLinkFactory(page=article, **site.marks.texts(ArticleLink, f"link{what}"))
    ArticleContactFactory(page=article, **site.marks.texts(ArticleContact, f"contact{what}"))
    number = 20 + next(site.numbers)
    edition = EditionPageFactory(parent=series, number=number, theme_year=year, **site.page_fields(EditionPage, what))
    children = {"deadline": DeadlineFactory, "group": WorkingGroupFactory, "sister": SisterEventFactory}
    for name, factory in children.items():
        factory(page=edition, **site.marks.texts(factory._meta.model, f"{name}{what}"))
    lasting = StandardPageFactory(
        parent=home_of("de"), show_in_menus=True, **site.page_fields(StandardPage, f"lasting{what}")
    )
    sought = hidden_request(site, what)
    for page in (article, edition, lasting, sought):
        add_topics(page, site.topic)
        page.save()
    return [article, edition, sought, lasting]


def _drafts(site: HiddenSite, index: Page, series: Page, year: Page) -> None:
    pages = _couple(site, "draft", index, series, year)
    theme = ThemeYearPageFactory(parent=home_of("de"), **site.page_fields(ThemeYearPage, "draftyear"))
    for page in (*pages, theme):
        page.save_revision()
        site.pages.append(page)


def _draft_changes(site: HiddenSite, index: Page, series: Page, year: Page) -> None:
    for factory, parent in ((ArticlePageFactory, index), (StandardPageFactory, home_of("de"))):
        page = publish(factory(parent=parent, slug=f"live-{next(site.numbers)}", show_in_menus=True))
        for name, value in site.page_fields(type(page), "change").items():
            setattr(page, name, value)
        page.save_revision()
        site.public.append(type(page).objects.get(pk=page.pk))


def _scheduled(site: HiddenSite, index: Page, series: Page, year: Page) -> None:
    for page in _couple(site, "scheduled", index, series, year):
        page.go_live_at = timezone.now() + timedelta(days=2)
        publish(page)
        site.pages.append(page)


def _expired(site: HiddenSite, index: Page, series: Page, year: Page) -> None:
    """Past their time, which the worker has not noticed yet."""
    for page in _couple(site, "expired", index, series, year):
        live = publish(page)
        live.expire_at = timezone.now() + timedelta(hours=1)
        live = publish(live)
        past = timezone.now() - timedelta(seconds=1)
        type(page).objects.filter(pk=page.pk).update(expire_at=past)
        for model, field in ((ContentItem, "pk"), (SearchDocument, "page_id")):
            model.objects.filter(**{field: page.pk}).update(expires_at=past)
        site.pages.append(live)


def _unpublished(site: HiddenSite, index: Page, series: Page, year: Page) -> None:
    for page in _couple(site, "withdrawn", index, series, year):
        publish(page).unpublish()
        site.pages.append(page)


def _restricted(site: HiddenSite, home: HomePage, kind: str, year: Page) -> None:
    index = publish(NewsIndexPageFactory(parent=home, **site.page_fields(NewsIndexPage, kind)))
    series = publish(SeriesPageFactory(parent=home, **site.page_fields(SeriesPage, f"series{kind}")))
    pages = [publish(page) for page in _couple(site, kind, index, series, year)]
    restrictions = [PageViewRestriction(page=page, restriction_type=kind) for page in (index, series, *pages[2:])]
    for restriction in restrictions:
        restriction.password = site.mark("password") if kind == PageViewRestriction.PASSWORD else ""
        restriction.save()
    site.pages += [index, series, *pages]
    if kind == PageViewRestriction.LOGIN:
        site.for_accounts += [index, series, *pages]


def _files(site: HiddenSite) -> None:
    """Pictures and documents of a restricted collection, of one below it, and expired ones."""
    closed = Collection.get_first_root_node().add_child(name=site.mark("collection"))
    below = closed.add_child(name=site.mark("subcollection"))
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=CollectionViewRestriction.GROUPS)
    yesterday = timezone.localdate() - timedelta(days=1)
    for fields in ({"collection": closed}, {"collection": below}, {"expires_on": yesterday}):
        picture = PictureFactory(**site.marks.texts(Picture, "picture"), **fields)
        name = f"original_images/{site.mark('file')}.jpg"
        with picture.file.open() as file:
            picture.file.storage.save(name, ContentFile(file.read()))
        Picture.objects.filter(pk=picture.pk).update(file=name)
        picture = Picture.objects.get(pk=picture.pk)
        site.pictures.append(picture)
        document = DocumentFileFactory(
            **site.marks.texts(DocumentFile, "document"),
            file=ContentFile(site.mark("content").encode(), name=f"{site.mark('name')}.txt"),
            **fields,
        )
        site.documents.append(document)


def _hubs(site: HiddenSite, home: HomePage, index: Page, series: Page, year: Page) -> None:
    """Public pages that point at everything hidden in every way there is."""
    hidden_persons = [
        PersonFactory(names={"de": site.mark("staff")}, functions={"de": site.mark("function")}, visibility="staff"),
        PersonFactory(names={"de": site.mark("late")}, visible_until=timezone.localdate() - timedelta(days=1)),
        PersonFactory(names={"de": site.mark("accredited")}, visibility="accredited"),
    ]
    hidden_year = next(page for page in site.pages if isinstance(page, ThemeYearPage))
    article = ArticlePageFactory(
        parent=index, slug="hub", title="Hub", theme_year=hidden_year,
        hero_picture=site.pictures[0], hero_picture_alt="Bild", listing_picture=site.pictures[1],
        listing_picture_alt="Bild", sharing_picture=site.pictures[2],
    )  # fmt: skip
    for page in site.pages:
        relate(article, page)
        ArticleLinkFactory(page=article, label="Dazu", url="", target=page)
    for person in hidden_persons:
        ArticleContactFactory(page=article, person=person)
        year.patrons.add(ThemeYearPatron(person=person))
    article.body = _pointing_body(site, hidden_persons)
    edition = EditionPageFactory(parent=series, number=1, slug="hub-edition", theme_year=hidden_year)
    edition.hero_picture, edition.hero_picture_alt = site.pictures[2], "Bild"
    lasting = StandardPageFactory(parent=home, slug="hub-standard", hero_picture=site.pictures[0])
    lasting.hero_picture_alt = "Bild"
    lasting.body = article.body
    home.lead_page = hidden_year
    site.public += [_force(page) for page in (article, edition, lasting, year, home)]


def _force(page: Page) -> Page:
    """Public although its pictures may not be shown any more: they became private after the publish."""
    pictures = {pk: (row.collection_id, row.expires_on) for pk, row in Picture.objects.in_bulk().items()}
    root = Collection.get_first_root_node().pk
    Picture.objects.update(collection_id=root, expires_on=None)
    fresh = publish(page)
    for pk, (collection_id, expires_on) in pictures.items():
        picture = Picture.objects.get(pk=pk)
        picture.collection_id, picture.expires_on = collection_id, expires_on
        picture.save()
    return fresh


def _pointing_body(site: HiddenSite, persons: list[Any]) -> list[dict[str, Any]]:
    numbers = count()
    links = [f'<a linktype="page" id="{page.pk}">dazu</a>' for page in site.pages]
    links += [f'<a linktype="document" id="{document.pk}">dazu</a>' for document in site.documents]
    items = [
        {"type": "item", "id": f"i{page.pk}", "value": {"label": "dazu", "page": page.pk, "url": ""}}
        for page in site.pages
    ]
    blocks: list[tuple[str, Any]] = [
        ("rich_text", f"<p>{' '.join(links)}</p>"),
        ("link_list", {"title": "Dazu", "links": items}),
    ]
    picture = {"alt_text": "Bild", "decorative": False, "caption": ""}
    blocks += [("picture", {**picture, "picture": found.pk}) for found in site.pictures]
    blocks += [("document", {"document": found.pk, "title": ""}) for found in site.documents]
    quote = {"text": "Gut so.", "attribution": "", "function": "", "source": ""}
    blocks += [("quote", {**quote, "person": person.pk}) for person in persons]
    return [{"type": name, "value": value, "id": f"p{next(numbers)}"} for name, value in blocks]
