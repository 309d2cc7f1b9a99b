"""Finding a partnership in a browser: by a former name, by filters, on the map; by keyboard and without scripts."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]

DIRECTORY = "/de/partnerschaften/"
TOTAL = "#directory-total"


def test_a_former_name_leads_to_the_place(demo: None, visitor: Visit) -> None:
    page = visitor()
    page.goto("/de/")
    box = page.get_by_role("combobox", name="Name eines Ortes")
    box.press_sequentially("Сталингр")
    option = page.get_by_role("option", name="Wolgograd (früher Сталинград) 1 Partnerschaft")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wolgograd")
    page.get_by_role("link", name="Chemnitz – Wolgograd").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chemnitz – Wolgograd")


def test_the_result_follows_typing_filters_views_and_the_history(demo: None, visitor: Visit) -> None:
    page = visitor()
    page.goto(DIRECTORY)
    plain, everything = page.url, page.locator(TOTAL).inner_text()
    box = page.get_by_role("combobox", name="Ort, Region oder Thema")
    box.press_sequentially("Stalingrad")
    expect(page).to_have_url(f"{plain}?q=Stalingrad")
    expect(page.locator(TOTAL)).to_contain_text("1 Partnerschaft (Stand")
    expect(page.locator(".pair-row__found")).to_have_text("Wolgograd (früher Stalingrad)")
    box.press("Escape")
    box.fill("")
    expect(page.locator(TOTAL)).to_have_text(everything)
    page.get_by_role("checkbox", name="ruht").check()
    expect(page.locator(TOTAL)).to_contain_text("4 Partnerschaften (Stand")
    expect(page.get_by_role("status")).to_contain_text("4 Partnerschaften (Stand")
    assert page.evaluate("document.activeElement.value") == "resting"
    russian = page.get_by_role("navigation", name="Sprache").get_by_role("link", name="Русский")
    expect(russian).to_have_attribute("href", re.compile(r"\?state=resting$"))
    page.get_by_role("link", name="Karte", exact=True).click()
    expect(page.locator(".map__sheet--wide")).to_be_visible()
    page.go_back()
    expect(page.locator(".map__sheet--wide")).to_have_count(0)
    page.get_by_role("link", name="Stand heute: ruht").click()
    expect(page.locator(TOTAL)).to_have_text(everything)
    expect(page).to_have_url(plain)


def test_the_map_is_reached_by_keyboard_and_enlarged(demo: None, visitor: Visit) -> None:
    page = visitor(width=320)
    page.goto(f"{DIRECTORY}?view=map")
    cluster = page.locator(".map__sheet--narrow a.cluster").first
    cluster.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ganze Karte zeigen")).to_be_visible()
    assert "bounds=" in page.url
    page.get_by_role("link", name="Ganze Karte zeigen").press("Enter")
    expect(page).to_have_url(f"{page.url.split('?')[0]}?view=map")


def test_everything_works_without_scripts(demo: None, visitor: Visit) -> None:
    page = visitor(width=320, scripts=False)
    page.goto(DIRECTORY)
    page.get_by_role("searchbox", name="Ort, Region oder Thema").fill("Stalingrad")
    page.get_by_role("button", name="Suchen").click()
    expect(page.locator(TOTAL)).to_contain_text("1 Partnerschaft")
    page.goto(DIRECTORY)
    page.locator("#directory-filters > summary").click()
    page.get_by_role("checkbox", name="ruht").check()
    page.get_by_role("button", name="Anzeigen").click()
    assert "state=resting" in page.url
    page.get_by_label("Reihenfolge").select_option("-since")
    page.get_by_role("button", name="Sortieren").click()
    assert set(page.url.partition("?")[2].split("&")) == {"state=resting", "order=-since", "q="}
    page.get_by_role("link", name="Tabelle", exact=True).click()
    expect(page.get_by_role("table")).to_be_visible()


def test_a_chart_is_shown_in_the_frame_of_another_page(demo: None, visitor: Visit) -> None:
    page = visitor(width=320)
    page.goto("/de/partnerships/numbers/states/embed/")
    expect(page.get_by_role("img", name="Partnerschaften nach Stand")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
