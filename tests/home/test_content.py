"""Home and standard pages as content items."""

from wagtail.models import Site

from cms.content_store.services import reading
from tests.factories.home import StandardPageFactory
from tests.factories.news import ThemeYearPageFactory
from tests.factories.pages import draft_translation, publish
from tests.factories.site import home_of


def test_home_leads_with_the_page_in_its_own_language(site: Site) -> None:
    year = publish(ThemeYearPageFactory(parent=home_of("de"), title="Themenjahr", slug="jahr"))
    publish(draft_translation(year, "ru", home_of("ru"), title="Год", slug="god"))
    for language in ("de", "ru", "en"):
        home = home_of(language)
        home.lead_page = year
        home.claim = "Zwei Orte"
        publish(home)
    leads = {code: reading.detail_of(home_of(code).pk).data["lead_page"] for code in ("de", "ru", "en")}
    assert {code: (lead["url"], lead["locale"]) for code, lead in leads.items()} == {
        "de": ("/de/jahr/", "de"),
        "ru": ("/ru/god/", "ru"),
        "en": ("/de/jahr/", "de"),
    }


def test_home_without_a_public_lead(site: Site) -> None:
    year = ThemeYearPageFactory(parent=home_of("de"))
    home = home_of("de")
    home.lead_page = year
    publish(home)
    assert reading.detail_of(home.pk).data["lead_page"] is None


def test_standard_page(site: Site) -> None:
    page = publish(StandardPageFactory(parent=home_of("de"), title="Impressum", slug="impressum"))
    data = reading.detail("/de/impressum/").data
    assert (data["type"], data["title"], data["id"], data["hero"]) == ("home.standard", "Impressum", page.pk, None)
    assert data["breadcrumbs"] == [{"url": "/de/", "title": "Dialograum"}]
