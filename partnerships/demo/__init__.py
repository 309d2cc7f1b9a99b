"""The directory of the demo: places, the section, the pairs by the same import that staff use, stories, requests."""

from pathlib import Path
from typing import Any

from cms.plugins.config import plugin_settings
from cms.plugins.demo import DemoBuilder, DemoPage
from partnerships.models import DirectoryPage

from . import pairs, requests, stories

CONTENT = Path(__file__).parent / "content"
DATA = Path(__file__).resolve().parents[1] / "data"
DIRECTORY = "partnerships.directory"


def directory(demo: DemoBuilder) -> DemoPage:
    """The section below the home page."""
    data = demo.load(CONTENT / "directory.toml")
    facts = {**data["facts"], "show_in_menus": True}
    return DemoPage(DIRECTORY, DirectoryPage, "home.home", data["words"], facts, data["body"])


def build(demo: DemoBuilder) -> None:
    """Places and pictures, then the section as a draft."""
    demo.load_entities(DATA)
    for record in demo.load(CONTENT / "pictures.toml")["picture"]:
        demo.add_picture(record["key"], record["title"], record["credit"], record["licence"])
    demo.create(directory(demo))
    requests.build(demo)


def link(demo: DemoBuilder) -> None:
    """The section is published."""
    demo.fill(directory(demo))
    requests.link(demo)


def populate(demo: DemoBuilder) -> None:
    """The pairs and their stories; `demo_pairs` in the plugin's settings limits them, for tests."""
    told = [demo.load(CONTENT / f"{name}.toml") for name in stories.NAMES]
    most: Any = plugin_settings("partnerships").get("demo_pairs")
    content = pairs.table(DATA / "partnerships.csv", CONTENT / "details.csv", most)
    brought = pairs.bring_in(demo, demo.page(DIRECTORY), content)
    if stories.tell(demo, told) or brought:
        pairs.show()
