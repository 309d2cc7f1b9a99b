"""Galleries: pictures with caption and credit, those that may not be shown left out."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.media.models import Picture
from news.models import ArticlePage
from tests.cms.blocks.presented import api, html, paths, refused, rows, text_of, with_body
from tests.factories.media import PictureFactory

pytestmark = pytest.mark.django_db


def use(picture: Picture, alt_text: str = "Brücke", caption: str = "") -> dict[str, Any]:
    return {"picture": picture.pk, "alt_text": alt_text, "caption": caption}


def gallery(*uses: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "gallery", {"title": "Eröffnung", "pictures": rows(*uses)}


def test_pictures_with_caption_and_credit(article: ArticlePage):
    expired = PictureFactory(expires_on="2020-01-01")
    page = with_body(article, gallery(use(PictureFactory(), caption="Am Fluss"), use(expired), use(PictureFactory())))
    found = html(page, {"body.b0.pictures.i0.alt_text": "ru", "body.b0.pictures.i0.caption": "ru"})
    assert found.section["aria-label"] == "Eröffnung"
    assert [(figure.img["alt"], figure.img.get("lang")) for figure in found.select("figure")] == [
        ("Brücke", "ru"), ("Brücke", None),
    ]  # fmt: skip
    assert text_of(found.figcaption) == "Am Fluss Bildnachweis: Forum / A. Muster"
    assert [(one["alt"], one["caption"], one["credit"]) for one in api(page)[0]["pictures"]] == [
        ("Brücke", "Am Fluss", "Forum / A. Muster"), ("Brücke", "", "Forum / A. Muster"),
    ]  # fmt: skip
    assert paths(page) == [
        *("body.b0.pictures.i0.alt_text", "body.b0.pictures.i0.caption"),
        *("body.b0.pictures.i1.alt_text", "body.b0.pictures.i2.alt_text", "body.b0.title"),
    ]


def test_a_picture_of_a_gallery_needs_its_words():
    said = refused(gallery(use(PictureFactory(), alt_text=""), use(PictureFactory())))
    assert said["pictures"]["blockErrors"][0]["blockErrors"] == {"alt_text": {"messages": ["This field is required."]}}


@pytest.mark.parametrize("count", [2, 4])
def test_the_pictures_of_a_gallery_are_read_at_once(
    article: ArticlePage, count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    page = with_body(article, gallery(*(use(PictureFactory()) for _number in range(count))))
    with django_assert_num_queries(2):
        assert len(html(page).select("figure")) == count
