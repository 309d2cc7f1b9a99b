"""Random work on pages and their translations leaves nothing orphaned, whatever staff choose."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.pages.refusals import PublishRefused
from cms.translation.services import orphans, sections
from news.models import ArticlePage, NewsIndexPage
from tests.factories.accounts import AdminFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.site import build_site, home_of
from tests.factories.translation import locale_of, news_index, publish_family

# Per life, of which --lives says how many: 40 of them are the thousand that is promised.
STEPS = 25
SEED = 11
MOST_PAGES = 90


class Desk:
    """What staff do, each time to something else."""

    def __init__(self, client: Client, chance: random.Random) -> None:
        self.client, self.chance, self.step = client, chance, 0
        self.deeds: list[Callable[[], object]] = [
            self.create, self.create, self.create, self.publish, self.unpublish, self.move, self.move, self.delete,
            self.delete_several, self.copy, self.alias, self.translate, self.translate_section,
            self.unpublish_translation, self.delete_translation, self.move_translation, self.rename,
        ]  # fmt: skip

    def one(self, model: type[Page] = ArticlePage, language: str = "de") -> Page | None:
        found = list(model.objects.filter(locale__language_code=language, depth__gte=3).order_by("pk"))
        return self.chance.choice(found) if found else None

    def post(self, name: str, page: Page | None, *rest: int, **data: str | int) -> None:
        if page is not None:
            response = self.client.post(reverse(name, args=[page.pk, *rest]), data)
            assert response.status_code < 500

    def fate(self) -> dict[str, str]:
        """What becomes of translations, and the word that confirms a large deletion."""
        return {"translations": self.chance.choice(["keep", "delete"]), "confirm_site_name": "Dialograum"}

    def create(self) -> None:
        if Page.objects.count() < MOST_PAGES:
            made = ArticlePageFactory(parent=self.one(NewsIndexPage), title=f"Artikel {self.step}", lead="Ein Satz.")
            if self.chance.random() < 0.7:
                made.save_revision().publish()

    def publish(self) -> None:
        page = self.one()
        if page is not None and not page.alias_of_id:
            page.save_revision().publish()

    def unpublish(self) -> None:
        self.post("wagtailadmin_pages:unpublish", self.one(), include_descendants="on")

    def move(self) -> None:
        self.post("wagtailadmin_pages:move_confirm", self.one(), self.one(NewsIndexPage).pk)

    def delete(self) -> None:
        self.post("wagtailadmin_pages:delete", self.one(), **self.fate())

    def delete_several(self) -> None:
        articles = list(ArticlePage.objects.filter(locale__language_code="de").values_list("pk", flat=True))
        if len(articles) > 4:
            chosen = "&".join(f"id={pk}" for pk in self.chance.sample(articles, 2))
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
            assert self.client.post(f"{address}?{chosen}", self.fate()).status_code < 500

    def copy(self, **more: str) -> None:
        named = {"new_title": f"Kopie {self.step}", "new_slug": f"kopie-{self.step}"}
        parent = self.one(NewsIndexPage).pk
        self.post("wagtailadmin_pages:copy", self.one(), new_parent_page=parent, publish_copies="on", **named, **more)

    def alias(self) -> None:
        self.copy(alias="on")

    def translate(self) -> None:
        page = self.one()
        if page is not None:
            address = reverse("cms_translation_start", args=[page.pk, self.chance.choice(["ru", "en"])])
            assert self.client.post(address).status_code < 500

    def translate_section(self) -> None:
        run = sections.request(self.one(NewsIndexPage), locale_of("en"), None, publishes=True)
        list(sections.go_on(run.pk))

    def unpublish_translation(self) -> None:
        self.post("wagtailadmin_pages:unpublish", self.one(language="ru"))

    def delete_translation(self) -> None:
        self.post("wagtailadmin_pages:delete", self.one(language="ru"), confirm_site_name="Dialograum")

    def move_translation(self) -> None:
        target = self.one(NewsIndexPage, "ru")
        if target is not None:
            self.post("wagtailadmin_pages:move_confirm", self.one(language="ru"), target.pk)

    def rename(self) -> None:
        page = self.one()
        if page is not None and not page.alias_of_id:
            page.slug = f"s{self.step}"
            page.save()


@pytest.mark.slow
@pytest.mark.django_db
def test_nothing_is_orphaned(client: Client, pytestconfig: pytest.Config):
    build_site()
    client.force_login(AdminFactory())
    news_index(home_of("de"))
    publish_family(NewsIndexPageFactory(parent=home_of("de"), title="Archiv"), ru={"title": "Архив", "lead": "Архив."})
    desk, done = Desk(client, random.Random(SEED)), Counter()
    for step in range(STEPS * pytestconfig.getoption("--lives")):
        desk.step, deed = step, desk.chance.choice(desk.deeds)
        # A refusal is an answer, too: it leaves everything as it was.
        with suppress(PublishRefused, sections.ParentMissing), transaction.atomic():
            deed()
        done[deed.__name__] += 1
        found = {kind.name: lines for kind in orphans.KINDS if (lines := list(kind.find()))}
        assert (step, deed.__name__, found) == (step, deed.__name__, {})
    assert set(done) == {deed.__name__ for deed in desk.deeds}
    assert Page.find_problems()[0] == []
