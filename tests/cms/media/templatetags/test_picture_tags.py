"""The picture element: every size and format, its own size, no jump."""

from html.parser import HTMLParser

import pytest
from django.template import Context, Template

from cms.media.models import Picture
from tests.factories.media import PictureFactory

SHAPE = {
    "alt": "Zwei Städte",
    "sources": [
        {"url": "/pictures/a/1/width-400/", "width": 400, "height": 225, "format": "image/webp"},
        {"url": "/pictures/b/1/width-800/", "width": 800, "height": 450, "format": "image/webp"},
        {"url": "/pictures/c/1/width-400/", "width": 400, "height": 225, "format": "image/jpeg"},
        {"url": "/pictures/d/1/width-800/", "width": 800, "height": 450, "format": "image/jpeg"},
    ],
}


class Tags(HTMLParser):
    """Names and attributes of the elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(arguments: str, picture: object) -> list[tuple[str, dict[str, str | None]]]:
    tags = Tags()
    tags.feed(
        Template("{% load picture_tags %}{% picture_element picture " + arguments + " %}").render(
            Context({"picture": picture})
        )
    )
    return tags.found


def test_the_shape_of_a_content_item() -> None:
    assert elements('sizes="10rem" lang="ru"', SHAPE) == [
        ("picture", {}),
        (
            "source",
            {
                "type": "image/webp",
                "srcset": "/pictures/a/1/width-400/ 400w, /pictures/b/1/width-800/ 800w",
                "sizes": "10rem",
            },
        ),
        (
            "img",
            {
                "src": "/pictures/d/1/width-800/",
                "srcset": "/pictures/c/1/width-400/ 400w, /pictures/d/1/width-800/ 800w",
                "sizes": "10rem",
                "width": "800",
                "height": "450",
                "alt": "Zwei Städte",
                "lang": "ru",
                "loading": "lazy",
                "decoding": "async",
            },
        ),
    ]


def test_the_first_picture_does_not_wait() -> None:
    image = elements("first=True", SHAPE)[-1][1]
    assert (image.get("loading"), image["fetchpriority"]) == (None, "high")


def test_a_decorative_use_has_neither_text_nor_language() -> None:
    image = elements('alt="" lang="ru"', SHAPE)[-1][1]
    assert (image["alt"], "lang" in image) == ("", False)


@pytest.mark.parametrize(("arguments", "alt"), [("", ""), ('alt="Eine Brücke"', "Eine Brücke")])
def test_a_picture_of_the_library(db: None, arguments: str, alt: str) -> None:
    picture: Picture = PictureFactory(file__width=1000, file__height=500)
    image = elements(arguments, picture)[-1][1]
    assert (image["width"], image["height"], image["alt"]) == ("800", "400", alt)
