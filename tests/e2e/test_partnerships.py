"""A visitor finds a partnership, staff record that it is suspended, a municipality confirms it."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.entities.models import Place
from partnerships.models import Confirmation, ConfirmationCampaign, MunicipalOffice, PartnershipPage
from partnerships.services.confirmation import campaigns, letters
from tests.e2e.conftest import Visit

Staff = Callable[[str], Page]

DIRECTORY = "/de/partnerschaften/"
PAIR = "Chemnitz – Wolgograd"
SUSPENDED = "Ausgesetzt seit dem 2. Mai 2024, auf Beschluss des Rates (Stand: Juni 2024)."
IN_LANGUAGES = {
    "de": SUSPENDED,
    "ru": "Приостановлено с 2 мая 2024 г. по решению совета (по состоянию на июнь 2024 г.).",
    "en": "Suspended since 2 May 2024, by decision of the council (as of June 2024).",
}


def pair() -> PartnershipPage:
    return PartnershipPage.objects.get(title=PAIR, locale__language_code="de")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that fits has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The keyboard does not reach {selector}.")


def test_by_keyboard_from_a_former_name_over_filter_and_map_to_the_profile(demo: None, visitor: Visit) -> None:
    page = visitor()
    page.goto(DIRECTORY)
    tab_to(page, "#directory-text")
    page.keyboard.type("Stalingr")
    offered = page.get_by_role("option").first
    expect(offered).to_contain_text("Wolgograd")
    expect(offered).to_contain_text("Stalingrad")
    expect(page.get_by_role("heading", name=re.compile("^1 Partnerschaft"))).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.get_by_role("heading", name=re.compile("^6 Partnerschaften"))).to_be_visible()
    tab_to(page, "[name=state][value=resting]")
    page.keyboard.press("Space")
    page.wait_for_url("**state=resting**")
    expect(page.get_by_role("heading", name=re.compile("^4 Partnerschaften"))).to_be_visible()
    # What was chosen keeps the focus, so that the keyboard goes on from there.
    assert page.evaluate("document.activeElement.value") == "resting"
    tab_to(page, ".views a[href*='view=map']")
    page.keyboard.press("Enter")
    page.wait_for_url("**view=map**")
    expect(page.locator("#directory-result .map").first).to_be_visible()
    tab_to(page, "#directory-result a[href*='chemnitz-wolgograd']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chemnitz")
    assert page.url.endswith("/de/partnerschaften/chemnitz-wolgograd/")


def test_the_same_without_scripts(demo: None, visitor: Visit) -> None:
    page = visitor(scripts=False)
    page.goto(DIRECTORY)
    page.get_by_label("Ort, Region oder Thema").fill("Сталинград")
    page.locator("[name=state][value=resting]").check()
    page.locator("#directory-form").get_by_role("button").click()
    expect(page.locator("#directory-result")).to_contain_text("Wolgograd")
    page.get_by_role("link", name="Karte", exact=True).click()
    expect(page.locator("#directory-result .map").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Chemnitz.*Wolgograd")).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wolgograd")


def test_a_suspension_with_its_source_is_seen_in_three_languages(demo: None, staff: Staff, visitor: Visit) -> None:
    profile = pair()
    desk = staff("moderator")
    desk.goto(f"/admin/partnerships/profiles/{profile.pk}/state/")
    desk.locator("[name=state]").select_option("suspended")
    desk.locator("[name=starts]").fill("2024-05-02")
    desk.locator("[name=decided_by]").select_option("council")
    desk.locator("main form [type=submit]").last.click()
    # A state without its source is refused, and what was typed is still there.
    expect(desk.locator("[name=starts]")).to_have_value("2024-05-02")
    desk.locator("[name=sources]").fill("https://www.example.org/beschluss")
    desk.locator("[name=as_of]").fill("2024-06")
    desk.locator("main form [type=submit]").last.click()
    desk.wait_for_url("**/inspect/**")
    reader = visitor()
    for code, sentence in IN_LANGUAGES.items():
        shown = PartnershipPage.objects.get(translation_key=profile.translation_key, locale__language_code=code)
        reader.goto(shown.url)
        said = reader.locator("main").inner_text().replace("\u00a0", " ")
        assert (code, sentence in said) == (code, True)
        expect(reader.get_by_role("link", name="example.org", exact=True)).to_have_attribute(
            "href", "https://www.example.org/beschluss"
        )
    answer = reader.request.get(f"/api/v1/partnerships/{profile.pk}/").json()
    assert answer["status"]["sentence"] == SUSPENDED


def test_a_municipality_confirms_by_its_link(demo: None, visitor: Visit) -> None:
    profile = pair()
    chemnitz = Place.objects.get(key="chemnitz")
    MunicipalOffice.objects.create(place=chemnitz, name="Hauptamt", email="hauptamt@chemnitz.example", language="de")
    campaign = ConfirmationCampaign.objects.create(name="2026", closes_on=timezone.localdate() + timedelta(days=30))
    campaigns.ask(campaign)
    letters.send_due()
    letter = next(message for message in mail.outbox if message.to == ["hauptamt@chemnitz.example"])
    address = re.search(r"https?://[^\s/]+(/\S+)", letter.body)[1]
    page = visitor(scripts=False)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Chemnitz")
    # Scanners of mail open links, too.
    assert not Confirmation.objects.filter(partnership=profile.translation_key).exists()
    page.get_by_role("button", name=re.compile("Alles")).click()
    expect(page.locator("main")).to_contain_text("Vielen Dank")
    confirmed = Confirmation.objects.get(partnership=profile.translation_key)
    # Readers learn who in the office it was only where the form says so.
    assert (confirmed.place, confirmed.office, confirmed.confirmed_on) == (chemnitz, "", timezone.localdate())
    page.goto(profile.url)
    expect(page.locator("main")).not_to_contain_text("Noch von keiner Seite bestätigt")
