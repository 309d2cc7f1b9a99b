"""Whatever a page shows is followed at once, in its detail and in lists; what the clock changes has its moment."""

import datetime
import json
from collections.abc import Callable

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import ContentItem
from cms.content_store.services import reading, sweeping
from cms.entities.models import Entity
from cms.media.models import DocumentFile, Picture
from tests.cms.content_store.changing import HOUR, ChangingSite, build_changing_site, draft_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NEW = "Ganz anders"
PLACE, TOWN, TOPIC, TAG, ORGANISATION, PERSON = range(6)
ARTICLE, PAIR, EDITION, YEAR, LASTING = 0, 3, 4, 5, 6


@pytest.fixture(scope="module")
def site(module_rows: None) -> ChangingSite:
    return build_changing_site()


def rename(which: int) -> Callable[[ChangingSite], None]:
    def change(site: ChangingSite) -> None:
        entity: Entity = site.entities[which]
        name = entity.names.order_by("pk").first()
        name.text = NEW
        name.save()

    return change


def credit(site: ChangingSite) -> None:
    picture = Picture.objects.get(pk=site.picture)
    picture.credit = NEW
    picture.save()


def retitle(which: int) -> Callable[[ChangingSite], None]:
    def change(site: ChangingSite) -> None:
        page = draft_of(site.pages[which])
        page.title = NEW
        page.save_revision().publish()

    return change


def function(site: ChangingSite) -> None:
    row = site.entities[PERSON].functions.order_by("pk").first()
    row.text = NEW
    row.save()


def card(page_id: int) -> str:
    return json.dumps(reading.card_of(page_id), ensure_ascii=False)


def detail(page_id: int) -> str:
    return reading.detail_of(page_id).body.decode()


CHANGES = [
    ("place of an article", rename(PLACE), ARTICLE, True),
    ("town of a pair", rename(TOWN), PAIR, True),
    ("topic", rename(TOPIC), ARTICLE, True),
    ("tag", rename(TAG), ARTICLE, True),
    ("organisation of a contact", rename(ORGANISATION), ARTICLE, False),
    ("contact", rename(PERSON), ARTICLE, False),
    ("function of a contact", function, ARTICLE, False),
    ("patron", rename(PERSON), YEAR, False),
    ("credit of a picture", credit, ARTICLE, True),
    ("linked page", retitle(LASTING), ARTICLE, False),
    ("theme year of an edition", retitle(YEAR), EDITION, False),
    ("member of a theme year", retitle(ARTICLE), YEAR, False),
]


@pytest.mark.parametrize(
    ("change", "shown_by", "in_lists"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_a_change_is_shown_at_once(site: ChangingSite, change: Callable, shown_by: int, in_lists: bool) -> None:
    page_id = site.pages[shown_by]
    before = ContentItem.objects.get(pk=page_id).etag
    assert NEW not in detail(page_id)
    change(site)
    assert NEW in detail(page_id)
    assert (NEW in card(page_id)) is in_lists
    listed = {found["id"]: found for found in reading.list_cards("de", limit=100).cards}
    assert listed[page_id] == reading.card_of(page_id)
    assert ContentItem.objects.get(pk=page_id).etag != before
    assert list(sweeping.drift()) == []


def midnight_after(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()))


def until_of(site: ChangingSite, which: int) -> datetime.datetime | None:
    return ContentItem.objects.get(pk=site.pages[which]).valid_until


def test_pages_without_a_clock_are_valid_for_ever(site: ChangingSite) -> None:
    assert until_of(site, LASTING) is None


@pytest.mark.parametrize("days", [0, 3])
def test_a_person_s_last_day_ends_the_rendering(site: ChangingSite, days: int) -> None:
    person = site.entities[PERSON]
    person.visible_until = timezone.localdate() + datetime.timedelta(days=days)
    person.save()
    assert until_of(site, ARTICLE) == midnight_after(person.visible_until)


def test_the_earliest_moment_counts(site: ChangingSite) -> None:
    picture = Picture.objects.get(pk=site.picture)
    picture.expires_on = timezone.localdate() + datetime.timedelta(days=5)
    picture.save()
    assert until_of(site, ARTICLE) == midnight_after(picture.expires_on)
    document = DocumentFile.objects.order_by("pk").first()
    document.expires_on = timezone.localdate() + datetime.timedelta(days=2)
    document.save()
    assert until_of(site, ARTICLE) == midnight_after(document.expires_on)


def test_the_end_of_a_linked_page_ends_the_rendering(site: ChangingSite) -> None:
    end = timezone.now() + HOUR
    page = draft_of(site.pages[LASTING])
    page.expire_at = end
    page.save_revision().publish()
    assert until_of(site, ARTICLE) == end
    assert Page.objects.get(pk=site.pages[LASTING]).live
