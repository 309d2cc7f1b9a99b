"""Sections of the site stand below any page that holds sections, so that apps need not name each other."""

from conference.models import EditionPage, SeriesPage
from home.models import HomePage, StandardPage
from news.models import ArticlePage, NewsIndexPage, ThemeYearPage
from partnerships.models import DirectoryPage, PartnerRequestIndexPage


def test_sections_of_all_apps_stand_below_the_home_page():
    allowed = HomePage.allowed_subpage_models()
    assert [model for model in allowed if getattr(model, "is_section", False)] == [
        NewsIndexPage,
        ThemeYearPage,
        DirectoryPage,
        PartnerRequestIndexPage,
        SeriesPage,
    ]


def test_named_parents_stay():
    assert ThemeYearPage.clean_parent_page_models() == [NewsIndexPage, HomePage]
    assert ArticlePage.clean_parent_page_models() == [NewsIndexPage]
    assert EditionPage.clean_parent_page_models() == [SeriesPage]
    assert StandardPage.clean_parent_page_models() == [HomePage, StandardPage]
