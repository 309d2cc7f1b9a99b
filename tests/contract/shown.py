"""Public pages with marks of their own beside the hidden ones: what every list must show."""

from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import Page

from cms.entities.models import Topic
from conference.models import EditionPage
from home.models import StandardPage
from news.models import ArticlePage, ThemeYearPage
from partnerships.models import PartnerRequestIndexPage, PartnerRequestPage
from tests.contract.marks import Marks
from tests.factories.conference import EditionPageFactory
from tests.factories.entities import PlaceFactory
from tests.factories.home import StandardPageFactory
from tests.factories.news import ArticlePageFactory, ThemeYearPageFactory
from tests.factories.pages import add_topics, draft_translation, publish
from tests.factories.requests import behind, partner_request
from tests.factories.site import home_of


def build_shown_pages(marks: Marks, index: Page, series: Page, topic: Topic) -> None:
    """An article, a theme year, a standard page and a partner request in every language, an edition in every state."""
    home = home_of("de")
    article = ArticlePageFactory(parent=index, **_words(marks, ArticlePage))
    add_topics(article, topic)
    year = ThemeYearPageFactory(parent=home, **_words(marks, ThemeYearPage))
    lasting = StandardPageFactory(parent=home, show_in_menus=True, **_words(marks, StandardPage))
    editions = _editions(marks, series)
    requests = PartnerRequestIndexPage.objects.filter(live=True).first()
    sought = partner_request(requests, **_words(marks, PartnerRequestPage), place=PlaceFactory())
    behind(sought)
    for page in (article, year, lasting, sought, *editions):
        publish(page)
    for language in ("ru", "en"):
        for page in (article, year, lasting, sought, editions[0]):
            words = _words(marks, type(page))
            publish(draft_translation(page, language, home_of(language), **words))


def _words(marks: Marks, model: type) -> dict[str, str]:
    mark = marks.new(f"shown{model.__name__}")
    return {"title": mark, "lead": mark, "slug": mark}


def _editions(marks: Marks, series: Page) -> list[EditionPage]:
    """Past, running, announced, postponed and cancelled."""
    today, days = timezone.localdate(), timedelta(days=3)
    times: list[tuple[date, str]] = [(today - 9 * days, "scheduled"), (today, "scheduled")]
    times += [(today + 9 * days, status) for status in ("scheduled", "postponed", "cancelled")]
    return [
        EditionPageFactory(
            parent=series, number=80 + order, starts_on=first, ends_on=first + days, status=status,
            **_words(marks, EditionPage),
        )
        for order, (first, status) in enumerate(times)
    ]  # fmt: skip
