"""Each block: what readers get as HTML, what the API gives, what translators get, and its preview."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from cms.blocks.body import HOST_BLOCKS, BodyBlock
from cms.media.models import DocumentFile, Picture
from news.models import ArticlePage
from tests.cms.blocks.conftest import stream
from tests.cms.blocks.presented import api, html, paths, text_of, with_body
from tests.factories.accounts import AdminFactory
from tests.factories.entities import PersonFactory
from tests.factories.media import DocumentFileFactory, PictureFactory
from tests.factories.pages import publish
from tests.factories.site import home_of

pytestmark = pytest.mark.django_db


# Heading and text


@pytest.mark.parametrize(("level", "tag"), [("2", "h2"), ("3", "h3")])
def test_heading(article: ArticlePage, level: str, tag: str):
    page = with_body(article, ("heading", {"text": "Titel", "level": level}))
    assert str(html(page)).strip() == f"<{tag}>Titel</{tag}>"
    assert str(html(page, {"body.b0.text": "de"})).strip() == f'<{tag} lang="de">Titel</{tag}>'
    assert api(page) == [{"id": "b0", "type": "heading", "text": "Titel", "level": int(level)}]
    assert paths(page) == ["body.b0.text"]


def test_text_with_a_link_to_a_page(article: ArticlePage, index: Page):
    page = with_body(article, ("rich_text", f'<p>Mehr <a linktype="page" id="{index.pk}">hier</a></p>'))
    link = html(page).a
    assert (link["href"], text_of(link)) == (index.url, "hier")
    assert html(page, {"body.b0": "de"}).div["lang"] == "de"
    assert api(page)[0]["html"] == f'<p>Mehr <a href="{index.url}">hier</a></p>'
    assert paths(page) == ["body.b0"]


def test_text_offers_what_staff_need_and_nothing_else():
    assert HOST_BLOCKS["rich_text"]().features == ["bold", "italic", "link", "document-link", "ul", "ol"]


# Picture


def picture(value: Picture | None, **fields: Any) -> tuple[str, dict[str, Any]]:
    use = {
        "picture": value.pk if value else None,
        "alt_text": "",
        "decorative": False,
        "caption": "",
        **fields,
    }
    return "picture", use


def test_picture_with_caption_and_credit_apart(article: ArticlePage):
    page = with_body(article, picture(PictureFactory(), alt_text="Eine Brücke", caption="Die Brücke."))
    figure = html(page, {"body.b0.caption": "en", "body.b0.alt_text": "ru"}).figure
    assert (figure.img["alt"], figure.img["lang"]) == ("Eine Brücke", "ru")
    assert (text_of(figure.select_one(".caption")), figure.select_one(".caption")["lang"]) == (
        "Die Brücke.",
        "en",
    )
    assert text_of(figure.select_one(".credit")).endswith("Forum / A. Muster")
    assert {source["type"] for source in figure.select("source")} == {"image/webp"}
    shown = api(page)[0]["picture"]
    assert (shown["alt"], shown["caption"], shown["credit"]) == (
        "Eine Brücke",
        "Die Brücke.",
        "Forum / A. Muster",
    )
    assert paths(page) == ["body.b0.alt_text", "body.b0.caption"]


def test_a_decorative_picture_is_passed_over(article: ArticlePage):
    page = with_body(article, picture(PictureFactory(), alt_text="vergessen", decorative=True))
    assert html(page).img["alt"] == ""
    assert api(page)[0]["picture"]["alt"] == ""


@pytest.mark.parametrize("expired", [True, False])
def test_a_picture_that_is_gone_or_expired_is_not_shown(article: ArticlePage, expired: bool):
    page = with_body(article, picture(PictureFactory(expires_on="2020-01-01") if expired else None))
    assert html(page).find() is None
    assert api(page) == [{"id": "b0", "type": "picture", "picture": None}]


# Quotation


def quote(**fields: Any) -> tuple[str, dict[str, Any]]:
    value = {
        "text": "Wir bleiben.",
        "person": None,
        "attribution": "",
        "function": "",
        "source": "",
        **fields,
    }
    return "quote", value


def test_quotation_of_a_person_in_the_register(article: ArticlePage):
    person = PersonFactory(key="erika", names={"de": "Erika M.", "ru": "Эрика М."}, functions={"de": "Botschafterin"})
    page = with_body(article, quote(person=person.pk))
    with translation.override("ru"):
        figure = html(page, {"body.b0.text": "de"}).figure
    assert (text_of(figure.blockquote), figure.blockquote["lang"]) == ("Wir bleiben.", "de")
    speaker, function = figure.select_one(".quote-speaker"), figure.select_one(".quote-function")
    assert (text_of(speaker), speaker.get("lang")) == ("Эрика М.", None)
    assert (text_of(function), function["lang"]) == ("Botschafterin", "de")
    assert api(page, "ru") == [
        {
            "id": "b0",
            "type": "quote",
            "text": "Wir bleiben.",
            "speaker": "Эрика М.",
            "speaker_language": "ru",
            "person_key": "erika",
            "function": "Botschafterin",
            "function_language": "de",
            "source": "",
        }
    ]


def test_quotation_with_words_of_its_own(article: ArticlePage):
    page = with_body(article, quote(attribution="Der Bürgermeister", function="im Amt", source="Kaluga 2021"))
    figure = html(page, {"body.b0.function": "de"}).figure
    assert text_of(figure.figcaption) == "Der Bürgermeister im Amt Kaluga 2021"
    assert figure.select_one(".quote-function")["lang"] == "de"
    assert (api(page)[0]["speaker"], api(page)[0]["person_key"]) == ("Der Bürgermeister", None)
    assert paths(page) == ["body.b0.attribution", "body.b0.function", "body.b0.source", "body.b0.text"]


@pytest.mark.parametrize("fields", [{"visibility": "staff"}, {"visible_until": "2020-01-01"}])
def test_a_person_who_is_not_public_stays_unnamed_and_unrecognisable(article: ArticlePage, fields: dict[str, str]):
    person = PersonFactory(names={"de": "Erika M."}, functions={"de": "Botschafterin"}, **fields)
    page = with_body(article, quote(person=person.pk, function="Stadträtin"))
    assert text_of(html(page)) == "Wir bleiben."
    shown = api(page)[0]
    assert (shown["speaker"], shown["function"], shown["person_key"]) == ("", "", None)


def test_a_quotation_has_one_speaker():
    block = BodyBlock()
    both = quote(person=PersonFactory().pk, attribution="Jemand")
    with pytest.raises(ValidationError) as error:
        block.clean(block.to_python(stream(both)))
    with translation.override("en"):
        messages = error.value.as_json_data()["blockErrors"][0]["blockErrors"]
    assert messages == {"attribution": {"messages": ["Choose a person or write an attribution, not both."]}}


# Fact box


def test_fact_box(article: ArticlePage):
    page = with_body(article, ("fact_box", {"title": "Auf einen Blick", "text": "<p>Drei Tage</p>"}))
    aside = html(page, {"body.b0.title": "de", "body.b0.text": "de"}).aside
    assert aside["aria-label"] == "Auf einen Blick"
    assert [element["lang"] for element in aside.select("[lang]")] == ["de", "de"]
    assert api(page) == [{"id": "b0", "type": "fact_box", "title": "Auf einen Blick", "html": "<p>Drei Tage</p>"}]
    assert paths(page) == ["body.b0.text", "body.b0.title"]


# Link list


def links(*items: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    rows = [
        {"type": "item", "id": f"i{number}", "value": {"label": "", "page": None, "url": "", **item}}
        for number, item in enumerate(items)
    ]
    return "link_list", {"title": "Mehr", "links": rows}


def test_links_lead_to_pages_in_the_readers_language(article: ArticlePage):
    page = with_body(
        article,
        links({"label": "Start", "page": home_of("de").pk}, {"label": "Dort", "url": "https://example.org/"}),
    )
    with translation.override("ru"):
        found = html(page, {"body.b0.links.i1.label": "de"}).select("a")
    assert [(link["href"], text_of(link), link.get("lang")) for link in found] == [
        (home_of("ru").url, "Start", None),
        ("https://example.org/", "Dort", "de"),
    ]
    assert [(link["label"], link["url"]) for link in api(page, "ru")[0]["links"]] == [
        ("Start", home_of("ru").url),
        ("Dort", "https://example.org/"),
    ]
    assert paths(page) == ["body.b0.links.i0.label", "body.b0.links.i1.label", "body.b0.title"]


@pytest.mark.parametrize("count", [1, 3])
def test_links_of_a_list_are_found_in_two_queries(
    article: ArticlePage, count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    items = [{"label": str(number), "page": home_of("de").pk} for number in range(count)]
    page = with_body(article, links(*items))
    block = page.body[0]
    assert len(block.value["links"]) == count
    with translation.override("ru"), django_assert_num_queries(2):
        assert len(BeautifulSoup(block.render(), "html.parser").select("a")) == count


def test_links_to_drafts_are_left_out(article: ArticlePage):
    page = with_body(article, links({"label": "Entwurf", "page": article.pk}))
    assert html(page).select(".link-list") == []
    assert api(page)[0]["links"] == []


def test_a_link_says_when_its_page_is_in_another_language(article: ArticlePage):
    page = with_body(
        article, links({"label": "Artikel", "page": publish(article).pk}, {"label": "Start", "page": home_of("de").pk})
    )
    with translation.override("ru"):
        assert [(text_of(link), link.get("hreflang")) for link in html(page).select("a")] == [
            ("Artikel", "de"),
            ("Start", None),
        ]


@pytest.mark.parametrize(
    ("item", "valid", "valid_as_draft"),
    [
        ({"label": "Dort", "url": "https://example.org/"}, True, True),
        ({"label": "Nirgends"}, False, True),
        ({"label": "Beides", "url": "https://example.org/", "page": "index"}, False, False),
    ],
)
def test_a_link_has_one_target(index: Page, item: dict[str, Any], valid: bool, valid_as_draft: bool):
    value = stream(links({**item, "page": index.pk} if "page" in item else item))

    def passes(block: BodyBlock) -> bool:
        try:
            block.clean(block.to_python(value))
        except ValidationError:
            return False
        return True

    block = BodyBlock()
    assert passes(block) is valid
    block.defer_required_validation()
    assert passes(block) is valid_as_draft
    block.restore_deferred_validation()


# Document


def document(value: DocumentFile | None, title: str = "") -> tuple[str, dict[str, Any]]:
    return "document", {"document": value.pk if value else None, "title": title}


def test_document_with_type_and_size(article: ArticlePage):
    file = DocumentFileFactory(title="Programm", file_size=2048)
    page = with_body(article, document(file, "Das Programm"))
    found = html(page, {"body.b0.title": "de"})
    assert (found.a["href"], text_of(found.a), found.a["lang"]) == (file.url, "Das Programm", "de")
    assert text_of(found.select_one(".document-facts")) == "TXT, 2,0\xa0KB"
    shown = api(page)[0]["document"]
    assert (shown["title"], shown["format"]) == ("Das Programm", "txt")
    assert paths(page) == ["body.b0.title"]


def test_document_under_its_own_title(article: ArticlePage):
    page = with_body(article, document(DocumentFileFactory(title="Programm")))
    assert text_of(html(page).a) == "Programm"


def test_a_document_that_is_gone_or_expired_is_not_offered(article: ArticlePage):
    expired = DocumentFileFactory(expires_on="2020-01-01")
    page = with_body(article, document(None), document(expired))
    assert html(page).find() is None
    assert [block["document"] for block in api(page)] == [None, None]


# All of them


@pytest.mark.parametrize("name", HOST_BLOCKS)
@pytest.mark.parametrize("with_files", [True, False])
def test_preview(client: Client, name: str, with_files: bool):
    if with_files:
        PictureFactory()
        DocumentFileFactory()
    block = BodyBlock().child_blocks[name]
    client.force_login(AdminFactory())
    response = client.get(f"/admin/block-preview/?id={block.definition_prefix}")
    assert response.status_code == 200
    assert block.is_previewable
    assert BeautifulSoup(response.content, "html.parser").main is not None


@pytest.mark.parametrize("name", HOST_BLOCKS)
def test_every_block_says_what_it_is(name: str):
    block = BodyBlock().child_blocks[name]
    assert block.get_description()
    assert block.meta.icon != "placeholder"
    assert block.api_schema.model_fields["type"].default == name


def test_a_body_costs_the_same_however_many_blocks_of_a_kind(article: ArticlePage, django_assert_num_queries):
    people = [PersonFactory(functions={"de": "Rat"}) for _number in range(3)]
    pictures = [PictureFactory() for _number in range(3)]
    for count in (1, 3):
        page = with_body(
            article,
            *(quote(person=person.pk) for person in people[:count]),
            *(picture(each, alt_text="x") for each in pictures[:count]),
        )
        with django_assert_num_queries(5):
            html(page)
