"""Items follow their pages and what those pages read."""

import datetime
import json

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page

from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from cms.content_store.services import reading, sweeping, writing
from cms.content_store.signals import item_changed
from home.models import HomePage
from news.models import ArticleContact, ArticlePage, NewsIndexPage
from tests.factories.entities import PersonFactory, PlaceFactory, TagFactory, TopicFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import PictureFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory, ThemeYearPageFactory
from tests.factories.pages import add_topics, draft_translation, publish, relate, restrict
from tests.factories.site import home_of


def card(page: Page) -> dict:
    return reading.card_of(page.pk)


def detail(page: Page) -> dict:
    return reading.detail_of(page.pk).data


def drift() -> list[sweeping.Drift]:
    return list(sweeping.drift())


def is_public(page: Page) -> bool:
    return ContentItem.objects.filter(pk=page.pk, public=True).exists()


def test_publish_writes_an_item(article: ArticlePage) -> None:
    item = ContentItem.objects.get(pk=article.pk)
    assert (item.type, item.locale, item.url_path, item.title) == (
        "news.article",
        "de",
        "/de/aktuelles/das-jahr/",
        "Das Jahr",
    )
    assert json.loads(bytes(item.card))["url"] == "/de/aktuelles/das-jahr/"
    assert drift() == []


def test_draft_has_no_item(index: NewsIndexPage) -> None:
    draft = ArticlePageFactory(parent=index)
    draft.save_revision()
    assert not ContentItem.objects.filter(pk=draft.pk).exists()


def test_draft_of_a_live_page_changes_nothing(article: ArticlePage) -> None:
    article.title = "Anders"
    article.save_revision()
    assert card(article)["title"] == "Das Jahr"


def test_scheduled_first_publish_writes_nothing(index: NewsIndexPage) -> None:
    page = ArticlePageFactory(parent=index, go_live_at=timezone.now() + datetime.timedelta(days=1))
    page.save_revision().publish()
    assert not ContentItem.objects.filter(pk=page.pk).exists()


def test_unpublished_at_once_with_a_tombstone(article: ArticlePage) -> None:
    article.unpublish()
    item = ContentItem.objects.get(pk=article.pk)
    assert (item.public, bytes(item.card), bytes(item.detail), item.etag) == (False, b"", b"", "")
    assert item.removed_at is not None
    assert reading.detail("/de/aktuelles/das-jahr/") is None
    assert reading.was_removed("/de/aktuelles/das-jahr/")
    assert not ItemTag.objects.filter(item=item).exists()
    assert not ItemFacet.objects.filter(item=item).exists()
    assert drift() == []


def test_published_again_after_withdrawal(article: ArticlePage) -> None:
    article.unpublish()
    publish(article)
    assert card(article)["title"] == "Das Jahr"
    assert not reading.was_removed("/de/aktuelles/das-jahr/")


def test_deleted_page_leaves_a_tombstone_and_its_links_go(index: NewsIndexPage, article: ArticlePage) -> None:
    other = ArticlePageFactory(parent=index)
    relate(other, article)
    publish(other)
    assert [link["title"] for link in detail(other)["related"]] == ["Das Jahr"]
    article_id = article.pk
    article.delete()
    assert ContentItem.objects.get(pk=article_id).removed_at is not None
    assert detail(other)["related"] == []
    assert drift() == []


def test_deleted_theme_year_leaves_no_facet_behind(index: NewsIndexPage, article: ArticlePage) -> None:
    year = publish(ThemeYearPageFactory(parent=home_of("de")))
    article.theme_year = year
    publish(article)
    year.delete()
    assert card(article)["theme_year"] is None
    assert drift() == []


def test_deleted_section_takes_everything_below_with_it(index: NewsIndexPage, article: ArticlePage) -> None:
    index.delete()
    assert not is_public(article)
    assert not is_public(index)
    assert drift() == []


def test_place_name_reaches_the_articles_that_show_it(index: NewsIndexPage) -> None:
    place = PlaceFactory(names={"de": "Kaluga"})
    page = publish(ArticlePageFactory(parent=index, dateline_place=place))
    name = place.names.get(language="de")
    name.text = "Kaluga an der Oka"
    name.save()
    assert card(page)["place"]["name"] == "Kaluga an der Oka"
    assert drift() == []


def test_topic_and_tag_names_reach_the_articles(index: NewsIndexPage) -> None:
    topic, tag = TopicFactory(names={"de": "Jugend"}), TagFactory(names={"de": "2017"})
    page = ArticlePageFactory(parent=index)
    add_topics(page, topic, tag)
    page = publish(page)
    topic.names.update(text="Jugend und Schule")
    topic.save()
    assert [name["name"] for name in card(page)["topics"]] == ["Jugend und Schule"]
    assert [name["name"] for name in card(page)["tags"]] == ["2017"]
    assert drift() == []


def test_picture_credit_reaches_the_articles(index: NewsIndexPage) -> None:
    picture = PictureFactory(credit="Erst")
    page = publish(ArticlePageFactory(parent=index, hero_picture=picture, hero_picture_alt="Brücke"))
    picture.credit = "Forum / B. Muster"
    picture.save()
    assert card(page)["picture"]["credit"] == "Forum / B. Muster"
    assert card(page)["picture"]["alt"] == "Brücke"
    assert drift() == []


def test_picture_of_a_private_collection_is_left_out(index: NewsIndexPage) -> None:
    parent = Collection.get_first_root_node().add_child(name="Intern")
    picture = PictureFactory(collection=parent.add_child(name="Fotos"))
    page = publish(ArticlePageFactory(parent=index, hero_picture=picture, hero_picture_alt="Brücke"))
    assert card(page)["picture"]["id"] == picture.pk
    restriction = CollectionViewRestriction.objects.create(collection=parent, restriction_type="login")
    assert card(page)["picture"] is None
    assert drift() == []
    restriction.delete()
    assert card(page)["picture"]["id"] == picture.pk


def test_expired_picture_is_left_out_and_expiry_is_known_before(index: NewsIndexPage) -> None:
    today = timezone.localdate()
    picture = PictureFactory(expires_on=today)
    page = publish(ArticlePageFactory(parent=index, hero_picture=picture, hero_picture_alt="Brücke"))
    midnight = timezone.make_aware(datetime.datetime.combine(today + datetime.timedelta(days=1), datetime.time()))
    assert ContentItem.objects.get(pk=page.pk).valid_until == midnight
    picture.expires_on = today - datetime.timedelta(days=1)
    picture.save()
    assert card(page)["picture"] is None


def test_contact_shows_a_person_only_while_public(index: NewsIndexPage) -> None:
    person = PersonFactory(names={"de": "Erika Muster"}, functions={"de": "Referentin"})
    page = ArticlePageFactory(parent=index)
    page.contacts.add(ArticleContact(label="Presse", person=person, locale=page.locale))
    page = publish(page)
    assert detail(page)["contacts"][0]["person"]["function"] == "Referentin"
    person.visibility = "staff"
    person.save()
    assert detail(page)["contacts"][0]["person"] is None
    assert drift() == []


def test_renamed_address_reaches_all_below_at_once(index: NewsIndexPage, article: ArticlePage) -> None:
    index.slug = "neues"
    publish(index)
    assert card(article)["url"] == "/de/neues/das-jahr/"
    assert reading.detail("/de/neues/das-jahr/").page_id == article.pk
    assert reading.detail("/de/aktuelles/das-jahr/") is None
    assert detail(article)["breadcrumbs"][-1] == {"url": "/de/neues/", "title": "Aktuelles"}
    assert drift() == []


def test_moved_page_takes_its_new_address(site: object, index: NewsIndexPage, article: ArticlePage) -> None:
    second = publish(NewsIndexPageFactory(parent=home_of("de"), slug="presse", title="Presse"))
    article.move(second, pos="last-child")
    assert reading.detail("/de/presse/das-jahr/").page_id == article.pk
    assert drift() == []


def test_moving_out_of_and_into_a_private_section(index: NewsIndexPage, article: ArticlePage) -> None:
    private = publish(NewsIndexPageFactory(parent=home_of("de"), slug="intern"))
    restrict(private)
    article.move(private, pos="last-child")
    assert not is_public(article)
    assert drift() == []
    ArticlePage.objects.get(pk=article.pk).move(NewsIndexPage.objects.get(pk=index.pk), pos="last-child")
    assert is_public(article)
    assert drift() == []


def test_reordered_siblings_keep_their_items(site: object) -> None:
    home = home_of("de")
    pages = [publish(StandardPageFactory(parent=home_of("de"), show_in_menus=True, title=title)) for title in "ABC"]
    Page.objects.get(pk=pages[2].pk).specific.move(Page.objects.get(pk=home.pk), pos="first-child")
    assert [entry["title"] for entry in reading.menu("de")] == ["C", "A", "B"]
    assert drift() == []


def test_restricted_section_is_withdrawn_at_once_and_comes_back(index: NewsIndexPage, article: ArticlePage) -> None:
    restriction = restrict(index)
    assert not is_public(index)
    assert not is_public(article)
    assert drift() == []
    restriction.delete()
    assert is_public(article)
    assert drift() == []


def test_page_published_below_a_restriction_stays_private_until_it_is_lifted(index: NewsIndexPage) -> None:
    restriction = restrict(index)
    page = publish(ArticlePageFactory(parent=index))
    assert not is_public(page)
    restriction.delete()
    assert is_public(page)


def test_links_lead_to_the_reader_s_language_where_it_is_public(
    index: NewsIndexPage, index_ru: Page, article: ArticlePage
) -> None:
    german_only = publish(ArticlePageFactory(parent=index, title="Nur deutsch", slug="nur-deutsch"))
    link = '<a linktype="page" id="{}">hier</a>'
    article.body = [("rich_text", f"<p>{link.format(index.pk)} {link.format(german_only.pk)}</p>")]
    relate(article, index)
    article = publish(article)
    parent = NewsIndexPage.objects.get(pk=index_ru.pk)
    page = publish(draft_translation(article, "ru", parent, title="Год", slug="god"))
    assert detail(page)["body"][0]["html"] == (
        '<p><a href="/ru/novosti/">hier</a> <a href="/de/aktuelles/nur-deutsch/" hreflang="de">hier</a></p>'
    )
    assert [link["url"] for link in detail(page)["related"]] == ["/ru/novosti/"]
    assert detail(article)["translations"] == [{"locale": "ru", "url": "/ru/novosti/god/", "title": "Год"}]
    page.unpublish()
    assert detail(article)["translations"] == []


def test_private_and_draft_pages_are_never_linked(index: NewsIndexPage, article: ArticlePage) -> None:
    draft = ArticlePageFactory(parent=index, title="Geheim")
    article.body = [("rich_text", f'<p><a linktype="page" id="{draft.pk}">bald</a></p>')]
    relate(article, draft)
    publish(article)
    assert detail(article)["body"][0]["html"] == "<p><a>bald</a></p>"
    assert detail(article)["related"] == []
    publish(draft)
    assert detail(article)["related"][0]["title"] == "Geheim"
    restrict(draft)
    assert detail(article)["related"] == []
    assert drift() == []


def test_related_pages_are_read_from_both_ends(index: NewsIndexPage, article: ArticlePage) -> None:
    other = ArticlePageFactory(parent=index, title="Andere")
    relate(other, article)
    other = publish(other)
    assert [link["title"] for link in detail(article)["related"]] == ["Andere"]
    other.related_page_links.set([])
    publish(other)
    assert detail(article)["related"] == []
    assert drift() == []


def test_theme_year_gathers_what_names_it(index: NewsIndexPage, article: ArticlePage) -> None:
    year = publish(ThemeYearPageFactory(parent=home_of("de")))
    article.theme_year = year
    article = publish(article)
    assert [link["title"] for link in detail(year)["gathered"]] == ["Das Jahr"]
    article.title = "Das Themenjahr"
    article = publish(article)
    assert [link["title"] for link in detail(year)["gathered"]] == ["Das Themenjahr"]
    article.theme_year = None
    publish(article)
    assert detail(year)["gathered"] == []
    assert drift() == []


@pytest.mark.parametrize("way", ["section renamed", "moved"])
def test_lists_show_the_new_addresses_of_what_they_gather(index: NewsIndexPage, article: ArticlePage, way: str) -> None:
    year = publish(ThemeYearPageFactory(parent=home_of("de")))
    article.theme_year = year
    publish(article)
    if way == "moved":
        other = publish(NewsIndexPageFactory(parent=home_of("de"), slug="neues"))
        ArticlePage.objects.get(pk=article.pk).move(other, pos="last-child")
    else:
        index.slug = "neues"
        publish(index)
    assert [link["url"] for link in detail(year)["gathered"]] == ["/de/neues/das-jahr/"]
    assert drift() == []


def test_expiry_is_compared_by_the_query(article: ArticlePage) -> None:
    article.expire_at = timezone.now() + datetime.timedelta(days=1)
    publish(article)
    assert card(article) is not None
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - datetime.timedelta(seconds=1))
    writing.rewrite(article.pk)
    assert card(article) is None
    assert reading.list_cards("de", types=["news.article"]).cards == []
    assert reading.detail_of(article.pk) is None
    assert reading.head(article.pk) is None


def test_dependants_beyond_the_limit_are_left_to_the_worker(
    index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = PlaceFactory(names={"de": "Kaluga"})
    pages = [publish(ArticlePageFactory(parent=index, dateline_place=place)) for _ in range(3)]
    monkeypatch.setattr(writing, "INLINE_LIMIT", 2)
    place.names.update(text="Kaluga an der Oka")
    place.save()
    assert sorted(card(page)["place"]["name"] for page in pages) == [
        "Kaluga",
        "Kaluga an der Oka",
        "Kaluga an der Oka",
    ]
    assert ContentItem.objects.filter(dirty_since__isnull=False).count() == 1
    assert sweeping.sweep() == 1
    assert {card(page)["place"]["name"] for page in pages} == {"Kaluga an der Oka"}
    assert sweeping.sweep() == 0
    assert drift() == []


def test_lifted_restriction_beyond_the_limit(index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch) -> None:
    restriction = restrict(index)
    pages = [publish(ArticlePageFactory(parent=index)) for _ in range(3)]
    monkeypatch.setattr(writing, "INLINE_LIMIT", 2)
    restriction.delete()
    assert [is_public(page) for page in pages] == [True, False, False]
    sweeping.sweep()
    assert [is_public(page) for page in pages] == [True, True, True]
    assert drift() == []


def test_pages_that_the_worker_brings_back_are_linked_and_gathered_again(
    index: NewsIndexPage, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = publish(ThemeYearPageFactory(parent=home_of("de")))
    relate(year, article)
    year = publish(year)
    article.theme_year = year
    publish(article)
    restriction = restrict(index)
    assert (detail(year)["gathered"], detail(year)["related"]) == ([], [])
    monkeypatch.setattr(writing, "INLINE_LIMIT", 1)
    restriction.delete()
    sweeping.sweep()
    assert [link["id"] for link in detail(year)["gathered"]] == [article.pk]
    assert [link["id"] for link in detail(year)["related"]] == [article.pk]
    assert drift() == []


def test_item_changed_is_sent_for_both_ways(article: ArticlePage) -> None:
    seen: list[tuple[int, str, bool]] = []

    def note(page_id: int, locale: str, removed: bool, **kwargs: object) -> None:
        seen.append((page_id, locale, removed))

    item_changed.connect(note)
    try:
        writing.rewrite(article.pk)
        article.unpublish()
    finally:
        item_changed.disconnect(note)
    assert seen == [(article.pk, "de", False), (article.pk, "de", True)]


def test_rebuild_from_nothing_gives_the_same(index: NewsIndexPage, article: ArticlePage) -> None:
    relate(article, index)
    publish(article)
    etags = dict(ContentItem.objects.values_list("pk", "etag"))
    ContentItem.objects.all().delete()
    # Every page below the root twice, the drafts that publishing began in the other languages included.
    pages = Page.objects.filter(depth__gt=1).count()
    assert list(sweeping.rebuild())[-1] == (2 * pages, 2 * pages)
    assert dict(ContentItem.objects.values_list("pk", "etag")) == etags
    assert HomePage.objects.count() == 3
    assert drift() == []
