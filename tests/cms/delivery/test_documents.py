"""Pages as a browser gets them: head, languages, marks of foreign texts, errors."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Site

from cms.delivery.services.error_pages import error_page
from cms.delivery.services.presented import presented
from home.models import HomePage, SiteSettings
from news.models import ArticlePage
from tests.factories.entities import TopicFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import PictureFactory
from tests.factories.news import ArticlePageFactory, ThemeYearPageFactory
from tests.factories.pages import add_topics, publish, relate, restrict
from tests.factories.site import build_site, home_of
from tests.factories.translation import article_with_texts, in_language, news_index, translate

HOME_QUERIES = 13
STANDARD_QUERIES = 11

Element = tuple[str, dict[str, str | None]]


class Document(HTMLParser):
    """Start tags, and the text of the first element of a name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def find(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        names = {name.rstrip("_"): value for name, value in wanted.items()}
        return [attrs for found, attrs in self.elements if found == tag and names.items() <= attrs.items()]

    def inside(self, pattern: str) -> str:
        """What the first match of a pattern holds, on one line."""
        return " ".join(re.search(pattern, self.html, re.S)[1].split())


@pytest.fixture
def site(db: None) -> Site:
    site = build_site()
    names = {"de": "Dialograum", "ru": "Пространство диалога", "en": "Space for Dialogue"}
    SiteSettings.objects.create(site=site, forum_name=names)
    return site


@pytest.fixture
def read(client: Client) -> Callable[[str], Document]:
    return lambda address: Document(client.get(address).content.decode())


@pytest.fixture
def article(site: Site) -> ArticlePage:
    return article_with_texts(news_index(home_of("de")), title="Kaluga & mehr", slug="kaluga")


def test_head_of_a_page(article: ArticlePage, read: Callable[[str], Document]) -> None:
    document = read(article.url)
    assert document.inside("<title>(.*?)</title>") == "Kaluga &amp; mehr – Dialograum"
    assert document.find("html") == [{"lang": "de"}]
    assert document.find("meta", name="description") == [{"name": "description", "content": "Ein Satz."}]
    assert document.find("link", rel="canonical") == [{"rel": "canonical", "href": f"http://localhost{article.url}"}]
    assert [(row["media"], row["content"]) for row in document.find("meta", name="theme-color")] == [
        ("(prefers-color-scheme: light)", "#fbfaf7"),
        ("(prefers-color-scheme: dark)", "#14171f"),
    ]
    assert document.find("link", type="application/atom+xml")[0]["href"] == "/de/feed.atom"
    assert document.find("meta", name="robots") == []
    assert json.loads(document.inside('<script type="application/ld\\+json">(.*?)</script>'))["@type"] == "NewsArticle"


def test_sharing(article: ArticlePage, read: Callable[[str], Document]) -> None:
    article.hero_picture = PictureFactory(file__width=1600, file__height=900)
    publish(article)
    found = [(attrs["property"], attrs["content"]) for attrs in read(article.url).find("meta") if "property" in attrs]
    image = dict(found).pop("og:image")
    assert [pair for pair in found if pair[0] != "og:image"] == [
        ("og:type", "article"),
        ("og:site_name", "Dialograum"),
        ("og:title", "Kaluga & mehr"),
        ("og:description", "Ein Satz."),
        ("og:url", f"http://localhost{article.url}"),
        ("og:locale", "de_DE"),
        ("og:image:width", "1200"),
        ("og:image:height", "675"),
        ("og:image:alt", "Ein Platz"),
    ]
    assert image.startswith("http://localhost/pictures/")


def test_only_languages_that_exist_are_offered(article: ArticlePage, read: Callable[[str], Document]) -> None:
    assert read(article.url).find("a", hreflang="ru") == []
    translate(article, "ru", {"title": "Калуга", "lead": "Фраза."})
    russian = in_language(article, "ru")
    document = read(article.url)
    assert document.find("a", hreflang="ru") == [{"href": russian.url, "lang": "ru", "hreflang": "ru"}]
    assert document.find("a", hreflang="en") == []
    assert document.find("span", lang="de") == [{"lang": "de", "aria-current": "true"}]
    assert [(row["hreflang"], row["href"]) for row in document.find("link", rel="alternate") if "hreflang" in row] == [
        ("de", f"http://localhost{article.url}"),
        ("ru", f"http://localhost{russian.url}"),
        ("x-default", f"http://localhost{article.url}"),
    ]
    assert document.find("meta", property="og:locale:alternate")[0]["content"] == "ru_RU"


def test_the_search_page_stands_in_every_language(site: Site, read: Callable[[str], Document]) -> None:
    switch = read("/de/search/?q=Kaluga&topic=youth")
    assert [row["href"] for row in switch.find("a") if "hreflang" in row] == [
        "/ru/search/?q=Kaluga&topic=youth",
        "/en/search/?q=Kaluga&topic=youth",
    ]


def test_texts_in_another_language_are_marked(article: ArticlePage, read: Callable[[str], Document]) -> None:
    translate(article, "ru", {"title": "Калуга", "lead": "Фраза."})
    document = read(in_language(article, "ru").url)
    assert document.inside('<p class="foreign-note">(.*?)</p>') == (
        "Некоторые фрагменты ещё не переведены. Язык оригинала: немецкий."
    )
    assert document.find("h1") == [{}]
    assert document.find("span", class_="caption") == [{"class": "caption", "lang": "de"}] * 2
    assert document.find("p", class_="contact__label") == [{"class": "contact__label", "lang": "de"}]
    assert document.find("h2", lang="de") == [{"lang": "de"}]
    assert {image["alt"]: image.get("lang") for image in document.find("img")} == {
        "Ein Platz": "de",
        "Eine Brücke": "de",
    }
    assert document.inside('<p class="dateline">(.*?)</p>') == ('<time datetime="2018-04-26">26 апреля 2018 г.</time>')
    assert "foreign-note" not in read(article.url).html


def test_a_page_in_its_own_language_marks_nothing(article: ArticlePage, read: Callable[[str], Document]) -> None:
    main = read(article.url).inside("<main[^>]*>(.*)</main>")
    assert ' lang="' not in main


def test_no_inline_style_or_script(article: ArticlePage, read: Callable[[str], Document]) -> None:
    document = read(article.url)
    assert [attrs for _tag, attrs in document.elements if "style" in attrs or "onclick" in attrs] == []
    assert document.find("style") == []
    scripts = [attrs for attrs in document.find("script") if attrs.get("type") != "application/ld+json"]
    assert scripts == [{"type": "module", "src": "/static/cms/js/suggestions.js"}]


def test_an_expired_picture_shows_nothing(article: ArticlePage, read: Callable[[str], Document]) -> None:
    article.hero_picture.expires_on = "2020-01-01"
    article.hero_picture.save()
    assert [image["alt"] for image in read(article.url).find("img")] == ["Eine Brücke"]


def test_a_long_title_is_no_word_of_the_navigation(site: Site, read: Callable[[str], Document]) -> None:
    title = "Deutsch-Russisches Jahr der kommunalen und regionalen Partnerschaften"
    publish(ThemeYearPageFactory(parent=home_of("de"), title=title, show_in_menus=True, slug="jahr"))
    navigation = read("/de/jahr/").inside('<nav class="site-navigation"[^>]*>(.*?)</nav>')
    assert navigation == '<ul> <li><a href="/de/jahr/" aria-current="page">Themenjahr</a></li> </ul>'


def test_at_most_five_words(site: Site, read: Callable[[str], Document]) -> None:
    for number in range(7):
        publish(ThemeYearPageFactory(parent=home_of("de"), title=f"Jahr {number}", show_in_menus=True))
    navigation = read("/de/").inside('<nav class="site-navigation"[^>]*>(.*?)</nav>')
    assert re.findall(r">(Jahr \d)<", navigation) == [f"Jahr {number}" for number in range(5)]


def test_a_draft_shows_its_own_words(article: ArticlePage) -> None:
    article.lead = "Neuer Satz."
    request = HttpRequest()
    request.is_preview = True
    assert presented(article, request).data["lead"] == "Neuer Satz."
    assert presented(ArticlePage.objects.get(pk=article.pk)).data["lead"] == "Ein Satz."


def test_a_page_that_was_never_saved_can_be_previewed(article: ArticlePage, rf: RequestFactory) -> None:
    index = article.get_parent()
    page = ArticlePage(title="Neu", slug="neu", locale=Locale.objects.get(language_code="de"))
    page.depth, page.path = index.depth + 1, ArticlePage._get_children_path_interval(index.path)[0]
    page.set_url_path(index)
    html = page.make_preview_request(rf.get("/admin/")).rendered_content
    assert "<h1>Neu</h1>" in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_private_page_says_nothing_to_search_engines(site: Site, admin_client: Client) -> None:
    page = publish(StandardPageFactory(parent=home_of("de"), slug="intern"))
    restrict(page)
    document = Document(admin_client.get("/de/intern/").content.decode())
    assert document.find("meta", name="robots") == [{"name": "robots", "content": "noindex"}]
    assert document.find("link", rel="canonical") == []


@pytest.mark.parametrize(
    ("language", "status", "heading"),
    [
        ("de", 400, "Diese Anfrage ist nicht lesbar"),
        ("ru", 500, "Что-то пошло не так"),
        ("en", 503, "Not available at the moment"),
    ],
)
def test_errors_need_no_database(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, language: str, status: int, heading: str
) -> None:
    def away(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "ensure_connection", away)
    response = error_page(rf.get(f"/{language}/"), status)
    document = Document(response.content.decode())
    assert response.status_code == status
    assert document.find("html") == [{"lang": language}]
    assert document.inside("<h1>(.*?)</h1>") == heading
    assert document.find("a", class_="action")[0]["href"] == f"/{language}/"


def test_a_missing_page_offers_search_and_the_other_languages(article: ArticlePage, client: Client) -> None:
    translate(article, "ru", {"title": "Калуга", "lead": "Фраза."})
    russian = in_language(article, "ru")
    response = client.get(russian.url.replace("/ru/", "/en/"))
    document = Document(response.content.decode())
    assert response.status_code == 404
    assert document.find("a", href=russian.url) == [{"href": russian.url, "lang": "ru", "hreflang": "ru"}]
    assert '<span class="link-rows__note">Russian</span>' in document.html
    assert len(document.find("form", action="/en/search/")) == 1


def test_withdrawn(article: ArticlePage, client: Client) -> None:
    article.unpublish()
    response = client.get(article.url)
    assert response.status_code == 410
    assert "<h1>Zurückgezogen</h1>" in response.content.decode()


def test_a_withdrawn_translation_offers_the_page_in_other_languages(article: ArticlePage, client: Client) -> None:
    translate(article, "ru", {"title": "Калуга", "lead": "Фраза."})
    russian = in_language(article, "ru")
    russian.unpublish()
    response = client.get(russian.url)
    document = Document(response.content.decode())
    assert response.status_code == 410
    assert [row["href"] for row in document.find("a", lang="de")] == ["/de/", article.url]


def test_no_menu_without_pages_in_it(site: Site, read: Callable[[str], Document]) -> None:
    assert read("/de/").find("details") == []
    publish(ThemeYearPageFactory(parent=home_of("de"), title="Jahr", show_in_menus=True))
    assert read("/de/").find("details") == [{"class": "menu disclosure"}]


def test_a_standard_page_shows_topics_and_related_pages(article: ArticlePage, read: Callable[[str], Document]) -> None:
    page = StandardPageFactory(parent=home_of("de"), slug="wir")
    add_topics(page, TopicFactory(names={"de": "Jugend"}))
    relate(page, article)
    publish(page)
    document = read("/de/wir/")
    assert document.inside('<ul class="words" aria-labelledby="topics">(.*?)</ul>') == "<li><span>Jugend</span></li>"
    assert document.inside('<section class="related.*?<h3 class="card__title">(.*?)</h3>') == (
        f'<a href="{article.url}">Kaluga &amp; mehr</a>'
    )


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_a_standard_page_do_not_grow(article: ArticlePage, client: Client, number: int) -> None:
    page = StandardPageFactory(parent=home_of("de"), slug="wir")
    for _ in range(number):
        add_topics(page, TopicFactory(names={"de": "Jugend"}))
        relate(page, publish(ArticlePageFactory(parent=article.get_parent())))
    publish(page)
    client.get("/de/wir/")
    with CaptureQueriesContext(connection) as queries:
        html = client.get("/de/wir/").content.decode()
    assert html.count('class="card__title"') == number
    assert len(queries) == STANDARD_QUERIES


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_home_page_do_not_grow(site: Site, client: Client, number: int) -> None:
    index = news_index(home_of("de"))
    for _ in range(number):
        publish(ArticlePageFactory(parent=index, hero_picture=PictureFactory(), hero_picture_alt="Ein Platz"))
    client.get("/de/")
    with CaptureQueriesContext(connection) as queries:
        html = client.get("/de/").content.decode()
    assert html.count("<picture>") == number
    assert len(queries) == HOME_QUERIES


def test_home_is_called_by_its_claim(site: Site, read: Callable[[str], Document]) -> None:
    home = HomePage.objects.get(locale__language_code="de")
    home.claim = "Das Forum der Partnerstädte"
    publish(home)
    document = read("/de/")
    assert document.inside("<title>(.*?)</title>") == "Das Forum der Partnerstädte – Dialograum"
    assert document.inside("<h1>(.*?)</h1>") == "Das Forum der Partnerstädte"
