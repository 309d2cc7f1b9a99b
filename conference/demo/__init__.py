"""The conference series and two editions of the demo."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cms.plugins.demo import DemoBuilder, DemoChild, DemoPage
from conference.models import EditionPage, SeriesPage

CONTENT = Path(__file__).parent / "content"
EDITIONS = ("edition-14", "edition-16")


def pages(demo: DemoBuilder) -> list[DemoPage]:
    """All pages of this plugin, parents first."""
    series = demo.load(CONTENT / "series.toml")
    facts = {"slug": "staedtepartnerkonferenz", "show_in_menus": True}
    made = [DemoPage("conference.series", SeriesPage, "home.home", series["words"], facts, series["body"])]
    return made + [edition(demo, demo.load(CONTENT / f"{name}.toml")) for name in EDITIONS]


def edition(demo: DemoBuilder, data: dict[str, Any]) -> DemoPage:
    """An edition with its places, organisations and translatable children."""
    facts = {name: value for name, value in data["facts"].items() if name not in ("theme_year", "hero_picture")}
    facts["hero_picture"] = demo.picture(data["facts"]["hero_picture"])
    late = {"theme_year": data["facts"]["theme_year"]} if "theme_year" in data["facts"] else {}
    relations = {
        "host_places": [{"place": demo.entity("place", key)} for key in data["host_places"]],
        "organisations": [
            {"organisation": demo.entity("organisation", row["organisation"]), "role": row["role"]}
            for row in data["organisations"]
        ],
        "page_topics": [{"topic": demo.entity("topic", key)} for key in data.get("topics", [])],
        "page_tags": [{"tag": demo.entity("topic", key)} for key in data.get("tags", [])],
    }
    translated = {
        "deadlines": [deadline(row) for row in data.get("deadlines", [])],
        "working_groups": [working_group(demo, row) for row in data.get("working_groups", [])],
        "sister_events": [sister_event(demo, row) for row in data.get("sister_events", [])],
    }
    return DemoPage(
        data["key"], EditionPage, "conference.series", data["words"], facts, data["body"], relations, translated, late
    )


def deadline(row: dict[str, Any]) -> DemoChild:
    """Written in local time of its own zone."""
    moment = datetime.fromisoformat(row["moment"]).replace(tzinfo=ZoneInfo(row["time_zone"]))
    facts = {"audience": row["audience"], "mode": row["mode"], "moment": moment, "time_zone": row["time_zone"]}
    return DemoChild(row["key"], facts, {"label": row["label"]})


def working_group(demo: DemoBuilder, row: dict[str, Any]) -> DemoChild:
    """With its coordinator."""
    facts = {"number": row["number"], "coordinator": demo.entity("organisation", row["coordinator"])}
    return DemoChild(row["key"], facts, {"title": row["title"]})


def sister_event(demo: DemoBuilder, row: dict[str, Any]) -> DemoChild:
    """With its two places."""
    facts = {name: row[name] for name in ("number", "starts_on", "ends_on", "in_person", "digital") if name in row}
    for name in ("place", "closing_place"):
        if name in row:
            facts[name] = demo.entity("place", row[name])
    return DemoChild(row["key"], facts, {"title": row["title"]})


def build(demo: DemoBuilder) -> None:
    """Drafts."""
    for page in pages(demo):
        demo.create(page)


def link(demo: DemoBuilder) -> None:
    """Bodies and publishing."""
    for page in pages(demo):
        demo.fill(page)
