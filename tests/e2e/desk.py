"""What staff handle in the admin: the form of a page and its choosers, the translator's words, moderation."""

import re

from playwright.sync_api import Locator, Page, expect


def type_rich_text(holder: Locator, text: str) -> None:
    """Replace a rich text by typing; it reaches the form a quarter of a second later."""
    holder.get_by_role("textbox").first.click()
    holder.page.keyboard.press("Control+a")
    holder.page.keyboard.type(text)
    holder.page.wait_for_function(
        "([holder, text]) => [...holder.querySelectorAll('input')].some(input => input.value.includes(text))",
        arg=[holder.element_handle(), text],
    )


class PageForm:
    """The editing form of a page, in German."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def title(self) -> Locator:
        """The field of the page's title."""
        return self.section("Titel*").get_by_role("textbox")

    def section(self, name: str) -> Locator:
        """A panel by its heading."""
        return self.page.get_by_role("region", name=name, exact=True)

    def add_row(self, section: str, kind: str) -> Locator:
        """A new row of a list of rows, the last of its kind."""
        panel = self.section(section)
        panel.get_by_role("button", name=f"{kind} hinzufügen").click()
        return panel.get_by_role("region", name=re.compile(rf"^{kind} \d+")).last

    def choose(self, button: Locator, search: str, choice: str) -> None:
        """Open a chooser, search in it, take what it finds; the window is closed afterwards."""
        button.click()
        window = self.page.get_by_role("dialog").filter(has=self.page.get_by_role("heading", level=1)).last
        window.get_by_role("textbox", name="Suchbegriff").fill(search)
        window.get_by_role("link", name=choice).first.click()
        expect(window).to_be_hidden()

    def add_block(self, kind: str) -> Locator:
        """A new block at the end of the body."""
        body = self.section("Haupttext")
        body.get_by_role("button", name="Einen Block einfügen").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        return body.get_by_role("region", name=re.compile(f"^{kind}")).last

    def type_into(self, block: Locator, text: str) -> None:
        """Replace a rich text by typing."""
        type_rich_text(block, text)

    def actions(self) -> list[str]:
        """What the menu at the foot of the form offers, its main button first."""
        foot = self.page.get_by_role("navigation", name="Aktionen (Fußzeile)")
        more = foot.get_by_role("button", name="Mehr Aktionen")
        more.click()
        expect(foot.get_by_role("tooltip")).to_be_visible()
        texts = [text.strip() for text in foot.get_by_role("button").all_inner_texts()]
        more.click()
        expect(foot.get_by_role("tooltip")).to_be_hidden()
        return [text for text in texts if text not in {"", "Mehr Aktionen"}]

    def act(self, action: str) -> None:
        """Save, submit, publish: the button in the menu at the foot, and wait for the answer."""
        foot = self.page.get_by_role("navigation", name="Aktionen (Fußzeile)")
        button = foot.get_by_role("button", name=action, exact=True)
        if not button.is_visible():
            foot.get_by_role("button", name="Mehr Aktionen").click()
        with self.page.expect_navigation(wait_until="load"):
            button.click()


class WordsForm:
    """The translator's editor: each text of the source beside a field for its translation."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def row(self, label: str) -> Locator:
        """The part of the form about one text."""
        return self.page.get_by_role("region", name=re.compile(f"^{label}", re.IGNORECASE)).first

    def write(self, label: str, text: str) -> None:
        """Translate a plain or a rich text."""
        area = self.row(label).get_by_role("textbox").first
        if area.evaluate("field => 'value' in field"):
            area.fill(text)
            return
        type_rich_text(self.row(label), text)

    def act(self, name: str) -> None:
        """One of the buttons action-save, action-submit, action-publish."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(f"button[name={name}]").click()
