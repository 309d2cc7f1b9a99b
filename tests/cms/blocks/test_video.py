"""Videos elsewhere: known addresses only, nothing fetched by itself, words as text."""

from typing import Any

import pytest
from django.conf import settings

from cms.blocks.video import PROVIDERS, VideoBlock
from news.models import ArticlePage
from tests.cms.blocks.presented import api, html, paths, refused, text_of, with_body
from tests.factories.media import PictureFactory

pytestmark = pytest.mark.django_db
YOUTUBE = "https://www.youtube-nocookie.com/embed/{}?autoplay=1&rel=0"
KEY, HEX = "dQw4w9WgX-_", "0123456789abcdef0123456789abcdef"


def video(url: str = f"https://youtu.be/{KEY}", **fields: Any) -> tuple[str, dict[str, Any]]:
    return "video", {"url": url, "title": "Auftakt", "poster": None, "transcript": "<p>Grußwort</p>", **fields}


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (f"https://www.youtube.com/watch?v={KEY}", ("YouTube", YOUTUBE.format(KEY))),
        (f"https://www.youtube.com/watch?t=5&v={KEY}&list=x", ("YouTube", YOUTUBE.format(KEY))),
        (f"https://m.youtube.com/watch?v={KEY}", ("YouTube", YOUTUBE.format(KEY))),
        (f"https://www.youtube.com/shorts/{KEY}", ("YouTube", YOUTUBE.format(KEY))),
        (f"https://youtu.be/{KEY}?si=x", ("YouTube", YOUTUBE.format(KEY))),
        ("https://vimeo.com/123456789", ("Vimeo", "https://player.vimeo.com/video/123456789?autoplay=1&dnt=1")),
        (f"https://rutube.ru/video/{HEX}/", ("RuTube", f"https://rutube.ru/play/embed/{HEX}?autoplay=1")),
        (f"http://youtu.be/{KEY}", ("", "")),
        (f"https://youtu.be.example.org/{KEY}", ("", "")),
        (f"https://example.org/?u=https://youtu.be/{KEY}", ("", "")),
        (f"https://www.youtube.com/watch?v={KEY}abc", ("", "")),
        ("https://www.youtube.com/@forum", ("", "")),
        ("", ("", "")),
    ],
)
def test_players(address: str, player: tuple[str, str]):
    assert VideoBlock().to_python(video(address)[1]).player == player


def test_every_player_may_stand_in_a_frame():
    hosts = {"/".join(provider.frame.split("/")[:3]) for provider in PROVIDERS}
    assert hosts == set(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"])


def test_nothing_is_fetched_before_it_is_asked_for(article: ArticlePage):
    page = with_body(article, video(poster=PictureFactory().pk))
    found = html(page, {"body.b0.transcript": "ru"})
    assert found.select("iframe, video, object, embed") == []
    assert {element["src"].split("/")[1] for element in found.select("[src]")} == {"pictures", "static"}
    start = found.select_one(".video__start a")
    assert (start["href"], start["data-player"], start["data-title"], text_of(start)) == (
        f"https://youtu.be/{KEY}", YOUTUBE.format(KEY), "Auftakt", "Bei YouTube abspielen",
    )  # fmt: skip
    assert found.img["alt"] == ""
    assert (text_of(found.details.div), found.details.div["lang"]) == ("Grußwort", "ru")
    shown = api(page)[0]
    assert (shown["provider"], shown["embed_url"], shown["transcript"]) == (
        "YouTube", YOUTUBE.format(KEY), "<p>Grußwort</p>",
    )  # fmt: skip
    assert shown["poster"]["credit"] == "Forum / A. Muster"
    assert paths(page) == ["body.b0.title", "body.b0.transcript"]


def test_a_still_that_has_expired_is_not_shown(article: ArticlePage):
    page = with_body(article, video(poster=PictureFactory(expires_on="2020-01-01").pk))
    assert html(page).select("img, .credit") == []
    assert api(page)[0]["poster"] is None


def test_an_unknown_address_is_refused_and_the_words_are_required():
    assert refused(video("https://example.org/film")) == {
        "url": {"messages": ["Give the address of a video's page at YouTube, Vimeo or RuTube."]}
    }
    assert refused(video(transcript="")) == {"transcript": {"messages": ["This field is required."]}}
    assert refused(video(transcript=""), draft=True) is None
