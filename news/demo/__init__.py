"""Theme year and articles of the demo."""

from pathlib import Path
from typing import Any

from cms.plugins.demo import DemoBuilder, DemoChild, DemoPage
from news.models import ArticlePage, NewsIndexPage, ThemeYearPage

CONTENT = Path(__file__).parent / "content"
ARTICLES = (
    "announcement-2018",
    "press-invitation-2021",
    "closing-2018",
    "krasnodar-2017",
    "hamburg-petersburg",
    "portal",
)


def pages(demo: DemoBuilder) -> list[DemoPage]:
    """All pages of this plugin, parents first."""
    index = demo.load(CONTENT / "index.toml")
    year = demo.load(CONTENT / "theme-year-2017-2018.toml")
    made = [
        DemoPage(
            "news.index", NewsIndexPage, "home.home", index["words"], {"slug": "aktuelles", "show_in_menus": True}
        ),
        theme_year(demo, year),
    ]
    return made + [article(demo, demo.load(CONTENT / f"{name}.toml")) for name in ARTICLES]


def theme_year(demo: DemoBuilder, data: dict[str, Any]) -> DemoPage:
    """The theme year below the home page."""
    facts = {**data["facts"], "show_in_menus": True, **picture(demo, data)}
    relations = {
        "page_topics": [{"topic": demo.entity("topic", key)} for key in data.get("topics", [])],
        "page_tags": [{"tag": demo.entity("topic", key)} for key in data.get("tags", [])],
        "patrons": [{"person": demo.entity("person", key)} for key in data.get("patrons", [])],
    }
    return DemoPage(data["key"], ThemeYearPage, "home.home", data["words"], facts, data["body"], relations)


def article(demo: DemoBuilder, data: dict[str, Any]) -> DemoPage:
    """An article below the index; its theme year is set in the second pass."""
    facts = {name: value for name, value in data["facts"].items() if name not in ("theme_year", "dateline_place")}
    if "dateline_place" in data["facts"]:
        facts["dateline_place"] = demo.entity("place", data["facts"]["dateline_place"])
    relations = {
        "page_topics": [{"topic": demo.entity("topic", key)} for key in data.get("topics", [])],
        "page_tags": [{"tag": demo.entity("topic", key)} for key in data.get("tags", [])],
    }
    late = {"theme_year": data["facts"]["theme_year"]} if "theme_year" in data["facts"] else {}
    links = [
        DemoChild(row["key"], {"url": row["url"]} if "url" in row else {}, {"label": row["label"]}, link_target(row))
        for row in data.get("links", [])
    ]
    contacts = [
        DemoChild(
            row["key"],
            {"organisation": demo.entity("organisation", row["organisation"]), "email": row["email"]},
            {"label": row["label"]},
        )
        for row in data.get("contacts", [])
    ]
    translated = {"links": links, "contacts": contacts}
    facts |= picture(demo, data)
    return DemoPage(
        data["key"], ArticlePage, "news.index", data["words"], facts, data["body"], relations, translated, late,
        {"related_page_links": data.get("related", [])},
    )  # fmt: skip


def link_target(row: dict[str, Any]) -> dict[str, str]:
    """The page a link leads to, by its key."""
    return {"target": row["page"]} if "page" in row else {}


def picture(demo: DemoBuilder, data: dict[str, Any]) -> dict[str, Any]:
    """The main picture, where the page has one."""
    key = data["facts"].pop("hero_picture", None)
    return {"hero_picture": demo.picture(key)} if key else {}


def build(demo: DemoBuilder) -> None:
    """Pictures, then drafts."""
    for record in demo.load(CONTENT / "pictures.toml")["picture"]:
        demo.add_picture(record["key"], record["title"], record["credit"], record["licence"])
    for page in pages(demo):
        demo.create(page)


def link(demo: DemoBuilder) -> None:
    """Bodies, links and publishing."""
    for page in pages(demo):
        demo.fill(page)
