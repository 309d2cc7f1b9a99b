"""Searching in a browser: by keyboard from the header of any page, among kinds, and without scripts."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def test_the_header_offers_names_while_one_types(demo: None, visitor: Visit) -> None:
    page = visitor(width=1280)
    page.goto("/de/aktuelles/")
    box = page.get_by_role("combobox", name="Ort, Thema oder Wort")
    box.press_sequentially("stalingr")
    option = page.get_by_role("option", name="Stalingrad → Wolgograd Ort")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wolgograd")


def test_a_misspelt_name_is_read_and_kinds_are_chosen(demo: None, visitor: Visit) -> None:
    page = visitor(width=1280)
    page.goto("/de/")
    box = page.get_by_role("combobox", name="Ort, Thema oder Wort")
    box.fill("wolgogrod")
    box.press("Enter")
    expect(page.locator(".search-note")).to_contain_text("Ergebnisse für Wolgograd.")
    kinds = page.get_by_role("navigation", name="Arten von Treffern")
    expect(kinds.locator("[aria-current]")).to_contain_text("Alle")
    kinds.get_by_role("link", name="Ort").click()
    expect(page).to_have_url("/de/search/?q=wolgogrod&type=partnerships.place")
    assert set(page.locator(".result__meta").all_inner_texts()) == {"Ort"}
