"""Pages that are made and published in one go are what the longer way makes of them."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry

from cms.content_store.services import sweeping
from cms.content_store.services.writing import many_writes
from cms.entities.models import Place
from cms.pages.refusals import PublishRefused
from cms.pages.services.making import publish_new
from news.models import ArticlePage
from tests.factories.accounts import AdminFactory
from tests.factories.entities import PlaceFactory
from tests.factories.media import PictureFactory
from tests.factories.news import NewsIndexPageFactory
from tests.factories.pairs import pairs_presented
from tests.factories.site import build_site, home_of
from tests.plugins.pairs.models import PairPage, PairPlace

# Own rows, revision, item and search document of three pages; the longer way costs 378.
FAMILY_QUERIES = 320


@pytest.fixture
def home(db: None) -> Iterator[Page]:
    build_site()
    with pairs_presented():
        yield home_of("de")


def built(*places: Place) -> PairPage:
    """A pair that is not stored."""
    page = PairPage(lead="Seit 1988.")
    page.places = [PairPlace(place=place, sort_order=order) for order, place in enumerate(places)]
    return page


def facts(page: PairPage) -> list[dict]:
    """What the rows of a family say, but for keys and moments."""
    left = ("pk", "id", "page_ptr", "path", "slug", "url_path", "translation_key", "latest_revision", "live_revision",
            "first_published_at", "last_published_at", "latest_revision_created_at", "places")  # fmt: skip
    pages = PairPage.objects.filter(translation_key=page.translation_key).order_by("path")
    return [{name: value for name, value in row.serializable_data().items() if name not in left} for row in pages]


def test_it_is_what_a_draft_its_revision_and_its_publish_make(home: Page) -> None:
    places, user = [PlaceFactory(), PlaceFactory()], AdminFactory()
    short, long = built(*places), built(*places)
    revision = publish_new(short, home, user)
    long.live, long.owner = False, user
    home.add_child(instance=long)
    long.save_revision(user=user).publish(user=user)
    short, long = PairPage.objects.get(pk=short.pk), PairPage.objects.get(pk=long.pk)
    assert facts(short) == facts(long)
    assert (short.live_revision, short.latest_revision, revision.user) == (revision, revision, user)
    assert [row.place for row in short.places.all()] == places
    entries = PageLogEntry.objects.filter(page=short.pk).order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [("wagtail.create", user), ("wagtail.publish", user)]
    assert list(sweeping.drift()) == []


def test_it_is_edited_like_any_other(home: Page) -> None:
    page = built(PlaceFactory())
    publish_new(page, home)
    edited = PairPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    edited.since = 1988
    edited.save_revision().publish()
    assert PairPage.objects.get(pk=page.pk).since == 1988


def test_what_must_not_be_published_is_not_stored(home: Page) -> None:
    index = NewsIndexPageFactory(parent=home)
    article = ArticlePage(title="Ohne Nachweis", hero_picture=PictureFactory(credit=""))
    with pytest.raises(PublishRefused):
        publish_new(article, index)
    with pytest.raises(ValidationError):
        publish_new(PairPage(motto="x" * 81), home)
    assert (ArticlePage.objects.count(), PairPage.objects.count()) == (0, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_costs_the_same_for_every_family_of_a_batch(home: Page, number: int) -> None:
    places = [PlaceFactory() for _number in range(2 * number)]
    with CaptureQueriesContext(connection) as captured, many_writes():
        for order in range(number):
            publish_new(built(*places[2 * order : 2 * order + 2]), home_of("de"))
    assert len(captured) <= FAMILY_QUERIES * number
    assert PairPage.objects.filter(live=True).count() == 3 * number
