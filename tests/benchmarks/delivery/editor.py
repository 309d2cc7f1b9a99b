"""An editor in a process of their own: drafts of articles, published over and over, each time as another version.

python -m tests.benchmarks.delivery.editor PAGES DRAFTS prints `[[id, address], ...]` of the drafts; each line
`[id, version]` publishes, and is answered with the seconds that took when it is done.
"""

import json
import sys
from datetime import date, timedelta
from time import perf_counter

import django

django.setup()

from news.models import ArticlePage, NewsIndexPage  # noqa: E402
from tests.factories.news import ArticlePageFactory  # noqa: E402

from . import articles  # noqa: E402

FIRST_DAY = date(2026, 1, 1)


def drafts(count: int) -> list[ArticlePage]:
    """Newer than all other articles, with their picture, place, topic and theme year."""
    index, pattern = NewsIndexPage.objects.get(locale__language_code="de"), ArticlePage.objects.earliest("pk")
    return [
        ArticlePageFactory(
            parent=index, slug=f"fassungen-{number}", date=FIRST_DAY + timedelta(days=number),
            theme_year=pattern.theme_year, dateline_place=pattern.dateline_place, hero_picture=pattern.hero_picture,
            hero_picture_alt="Eine Brücke",
        )
        for number in range(count)
    ]  # fmt: skip


def publish(pk: int, version: int) -> None:
    """Every text of the page names the version and, since other pages show its title, the page."""
    text = f"Fassung {version} von {pk}"
    page = ArticlePage.objects.get(pk=pk)
    page.title, page.lead, page.hero_caption = text, f"{text}: kurz.", f"{text} im Bild"
    page.body = [("heading", {"text": text, "level": "2"}), *(("rich_text", f"<p>{text}, lang.</p>") for _ in range(9))]
    page.save_revision().publish()


def main(pages: int, count: int) -> None:
    """Fill, then publish what is asked for until nothing is."""
    articles.fill(pages)
    print(json.dumps([[page.pk, page.get_url()] for page in drafts(count)]), flush=True)  # noqa: T201
    for line in sys.stdin:
        begun = perf_counter()
        publish(*json.loads(line))
        print(perf_counter() - begun, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
