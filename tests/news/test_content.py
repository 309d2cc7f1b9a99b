"""News pages as content items."""

import datetime
import json

from cms.content_store.models import ContentItem, ItemFacet
from cms.content_store.services import reading
from news.models import ArticleContact, ArticleLink, ArticlePage, NewsIndexPage, ThemeYearPage, ThemeYearPatron
from tests.factories.entities import OrganisationFactory, PersonFactory, PlaceFactory, TagFactory, TopicFactory
from tests.factories.media import PictureFactory
from tests.factories.news import ArticlePageFactory
from tests.factories.pages import add_topics, publish


def full_article(index: NewsIndexPage, theme_year: ThemeYearPage) -> ArticlePage:
    page = ArticlePageFactory(
        parent=index,
        title="Auftakt in Krasnodar",
        slug="auftakt",
        lead="Das Jahr beginnt.",
        kind="announcement",
        date=datetime.date(2017, 6, 12),
        dateline_place=PlaceFactory(key="krasnodar", names={"de": "Krasnodar"}),
        theme_year=theme_year,
        hero_picture=PictureFactory(credit="Forum / A. Muster"),
        hero_picture_alt="Eine Brücke",
        hero_caption="Die Brücke über den Kuban",
        changed_on=datetime.date(2017, 6, 20),
        change_note="Ort ergänzt.",
    )
    page.body = [("heading", {"text": "Worum es geht", "level": "2"}), ("rich_text", "<p>Um Städte.</p>")]
    add_topics(page, TopicFactory(key="jugend", names={"de": "Jugend"}), TagFactory(names={"de": "Krasnodar 2017"}))
    page.links.add(ArticleLink(label="Programm", url="https://example.org/p", locale=page.locale, sort_order=0))
    page.links.add(ArticleLink(label="Zum Themenjahr", target=theme_year, locale=page.locale, sort_order=1))
    page.contacts.add(
        ArticleContact(
            label="Presse",
            organisation=OrganisationFactory(names={"de": "Forum"}),
            person=PersonFactory(visibility="staff"),
            email="presse@example.org",
            phone="+49 30 1",
            locale=page.locale,
        )
    )
    return publish(page)


def test_article(index: NewsIndexPage, theme_year: ThemeYearPage) -> None:
    page = full_article(index, theme_year)
    data = reading.detail_of(page.pk).data
    assert data["url"] == "/de/aktuelles/auftakt/"
    assert (data["kind"], data["date"], data["place"]["name"]) == ("announcement", "2017-06-12", "Krasnodar")
    assert data["hero"]["caption"] == "Die Brücke über den Kuban"
    assert (data["hero"]["credit"], data["hero"]["alt"]) == ("Forum / A. Muster", "Eine Brücke")
    assert {source["format"] for source in data["hero"]["sources"]} == {"image/webp", "image/jpeg"}
    assert data["picture"] == data["hero"]
    assert [(block["type"], block.get("text") or block.get("html")) for block in data["body"]] == [
        ("heading", "Worum es geht"),
        ("rich_text", "<p>Um Städte.</p>"),
    ]
    assert [(link["label"], link["url"]) for link in data["links"]] == [
        ("Programm", "https://example.org/p"),
        ("Zum Themenjahr", "/de/themenjahr/"),
    ]
    (contact,) = data["contacts"]
    assert (contact["label"], contact["organisation"]["name"], contact["person"], contact["email"]) == (
        "Presse",
        "Forum",
        None,
        "presse@example.org",
    )
    assert data["theme_year"]["url"] == "/de/themenjahr/"
    assert [name["name"] for name in data["topics"] + data["tags"]] == ["Jugend", "Krasnodar 2017"]
    assert data["change"] == {"on": "2017-06-20", "note": "Ort ergänzt."}
    assert data["seo"] == {"title": "Auftakt in Krasnodar", "description": "Das Jahr beginnt.", "picture": None}


def test_article_facets(index: NewsIndexPage, theme_year: ThemeYearPage) -> None:
    page = full_article(index, theme_year)
    facets = dict(ItemFacet.objects.filter(item_id=page.pk).values_list("name", "value"))
    assert facets == {
        "topic": "jugend",
        "tag": page.page_tags.get().tag.key,
        "news:kind": "announcement",
        "news:year": "2017",
        "news:place": "krasnodar",
        "news:theme": str(theme_year.translation_key),
    }


def test_card_has_what_lists_show_and_no_more(index: NewsIndexPage, theme_year: ThemeYearPage) -> None:
    page = full_article(index, theme_year)
    assert sorted(reading.card_of(page.pk)) == [
        "date", "foreign_text", "id", "kind", "kind_label", "lead", "locale", "picture", "place", "tags",
        "theme_year", "title", "topics", "translation_key", "type", "updated_at", "url",
    ]  # fmt: skip


def test_article_json_ld(index: NewsIndexPage, theme_year: ThemeYearPage) -> None:
    page = full_article(index, theme_year)
    data = json.loads(reading.detail_of(page.pk).json_ld)
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Auftakt in Krasnodar",
        "description": "Das Jahr beginnt.",
        "inLanguage": "de",
        "datePublished": "2017-06-12",
        "dateModified": page.last_published_at.isoformat(),
        "url": "http://localhost/de/aktuelles/auftakt/",
        "publisher": {"@type": "Organization", "name": "Dialograum", "url": "http://localhost/"},
        "image": data["image"],
        "contentLocation": {"@type": "Place", "name": "Krasnodar"},
    }
    assert [address.startswith("http://localhost/pictures/") for address in data["image"]] == [True]


def test_json_ld_leaves_out_what_is_empty(index: NewsIndexPage) -> None:
    page = publish(ArticlePageFactory(parent=index, lead=""))
    data = json.loads(reading.detail_of(page.pk).json_ld)
    assert {"description", "image", "contentLocation"} & set(data) == set()


def test_theme_year(index: NewsIndexPage, theme_year: ThemeYearPage) -> None:
    public = PersonFactory(names={"de": "Erika Muster"}, functions={"de": "Ministerin"})
    theme_year.motto = "Verbindungen stärken"
    theme_year.patrons.set([ThemeYearPatron(person=public), ThemeYearPatron(person=PersonFactory(visibility="staff"))])
    theme_year = publish(theme_year)
    article = full_article(index, theme_year)
    data = reading.detail_of(theme_year.pk).data
    assert data["period"] == {"starts_on": "2017-06-28", "ends_on": "2018-09-14", "time_zone": None}
    assert (data["motto"], data["date"]) == ("Verbindungen stärken", "2017-06-28")
    assert [(person["name"], person["function"]) for person in data["patrons"]] == [("Erika Muster", "Ministerin")]
    assert [link["id"] for link in data["gathered"]] == [article.pk]


def test_index(index: NewsIndexPage) -> None:
    item = ContentItem.objects.get(pk=index.pk)
    assert (item.type, item.url_path) == ("news.index", "/de/aktuelles/")
