"""Articles that other apps begin."""

import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from wagtail.models import Page

from cms.accounts.services.roles import EDITORS, grant_roles, translators
from cms.pages.services.factories import PageDraft, page_factory
from news.models import ArticlePage, NewsIndexPage
from tests.factories.accounts import UserFactory
from tests.factories.entities import TagFactory, TopicFactory
from tests.factories.home import StandardPageFactory
from tests.factories.news import NewsIndexPageFactory
from tests.factories.site import build_site, home_of

DRAFT = PageDraft(title="Vertrag verlängert", lead="Für fünf Jahre.")


@pytest.fixture
def home(db: None) -> Page:
    build_site()
    grant_roles()
    return home_of("de")


def test_an_article_begins_as_a_draft_with_everything_that_is_given(home: Page) -> None:
    index, editor = NewsIndexPageFactory(parent=home), UserFactory(role=EDITORS)
    about, topic, tag = StandardPageFactory(parent=home), TopicFactory(), TagFactory()
    factory = page_factory("article")
    assert factory.is_offered_to(editor)
    made = factory.create(
        PageDraft(
            title="Vertrag verlängert",
            lead="Für fünf Jahre.",
            paragraphs=("<p>Beide <b>Räte</b> stimmten zu.</p>", "<p>Mehr <script>im</script> Herbst.</p>"),
            topics=(topic, tag),
            related=(about,),
            date=date(2026, 5, 4),
        ),
        editor,
    )
    article = ArticlePage.objects.get(pk=made.pk)
    assert (article.title, article.lead, article.slug, article.date, article.live) == (
        "Vertrag verlängert",
        "Für fünf Jahre.",
        "vertrag-verlaengert",
        date(2026, 5, 4),
        False,
    )
    assert (article.get_parent().pk, article.owner, article.latest_revision.user) == (index.pk, editor, editor)
    assert [row.topic for row in article.page_topics.all()] == [topic]
    assert [row.tag for row in article.page_tags.all()] == [tag]
    assert [row.target.pk for row in article.related_page_links.all()] == [about.pk]
    (block,) = article.body.get_prep_value()
    assert block["type"] == "rich_text"
    assert "<b>Räte</b> stimmten zu.</p>" in block["value"]
    assert "script" not in block["value"]


def test_a_second_one_of_the_same_title_has_a_slug_of_its_own(home: Page) -> None:
    NewsIndexPageFactory(parent=home)
    editor = UserFactory(role=EDITORS)
    slugs = [page_factory("article").create(DRAFT, editor).slug for _time in range(2)]
    assert slugs == ["vertrag-verlaengert", "vertrag-verlaengert-1"]


def test_without_index_there_is_nothing_to_offer(home: Page) -> None:
    editor = UserFactory(role=EDITORS)
    assert page_factory("article").create(DRAFT, editor) is None
    assert not page_factory("article").is_offered_to(editor)


def test_an_index_in_another_language_takes_none(home: Page) -> None:
    NewsIndexPageFactory(parent=home_of("ru"))
    assert page_factory("article").create(DRAFT, UserFactory(role=EDITORS)) is None


@pytest.mark.parametrize("role", [None, translators("ru")])
def test_who_may_add_nothing_is_refused(home: Page, role: str | None) -> None:
    NewsIndexPageFactory(parent=home)
    user = UserFactory(role=role)
    assert not page_factory("article").is_offered_to(user)
    with pytest.raises(PermissionDenied):
        page_factory("article").create(DRAFT, user)
    assert (NewsIndexPage.objects.count(), ArticlePage.objects.count()) == (1, 0)


def test_nobody_offers_what_is_unknown() -> None:
    assert page_factory("leaflet") is None


def test_operators_see_who_offers_it(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("plugins")
    _before, _name, after = capsys.readouterr().out.partition("\nnews ")
    assert "page_factories: article" in [line.strip() for line in after.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize(("plugins", "said"), [("home", "None"), ("home,news", "ArticleFactory")])
def test_it_is_offered_while_news_are_on(plugins: str, said: str) -> None:
    code = (
        "import django; django.setup()\n"
        "from cms.pages.services.factories import page_factory\n"
        "found = page_factory('article')\n"
        "print(found and type(found).__name__)"
    )
    done = subprocess.run(  # noqa: S603  (our own code)
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "cms.settings.test", "CMS_PLUGINS": plugins},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == said, done.stderr
