"""The home page and the standard pages of the demo."""

from pathlib import Path

from cms.plugins.demo import DemoBuilder, DemoPage
from home.models import HomePage, SiteSettings, StandardPage

CONTENT = Path(__file__).parent / "content"
STANDARD = ("about", "accessibility", "privacy", "imprint")


def pages(demo: DemoBuilder) -> list[DemoPage]:
    """All pages of this plugin, parents first."""
    home = demo.load(CONTENT / "home.toml")
    lead = home["facts"]["lead_page"]
    made = [
        DemoPage("home.home", HomePage, "", home["words"], {"slug": "home-de"}, home["body"], late={"lead_page": lead})
    ]
    for name in STANDARD:
        data = demo.load(CONTENT / f"{name}.toml")
        facts = {"slug": data["facts"]["slug"], "show_in_menus": True}
        made.append(DemoPage(data["key"], StandardPage, "home.home", data["words"], facts, data["body"]))
    return made


def build(demo: DemoBuilder) -> None:
    """Drafts, so that other plugins can hang their pages below."""
    for page in pages(demo):
        demo.create(page)


def link(demo: DemoBuilder) -> None:
    """Bodies and publishing; the site's name and footer."""
    for page in pages(demo):
        demo.fill(page)
    site = demo.site(demo.page("home.home"))
    data = demo.load(CONTENT / "site.toml")
    SiteSettings.objects.get_or_create(site=site, defaults=data["settings"])
