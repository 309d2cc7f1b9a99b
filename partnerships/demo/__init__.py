"""The directory of the demo: places, the section, and the pairs by the same import that staff use."""

from pathlib import Path
from typing import Any

from cms.plugins.config import plugin_settings
from cms.plugins.demo import DemoBuilder, DemoPage
from partnerships.models import DirectoryPage

from . import pairs, requests

CONTENT = Path(__file__).parent / "content"
DATA = Path(__file__).resolve().parents[1] / "data"
DIRECTORY = "partnerships.directory"


def directory(demo: DemoBuilder) -> DemoPage:
    """The section below the home page."""
    data = demo.load(CONTENT / "directory.toml")
    facts = {**data["facts"], "show_in_menus": True}
    return DemoPage(DIRECTORY, DirectoryPage, "home.home", data["words"], facts, data["body"])


def build(demo: DemoBuilder) -> None:
    """Places, then the section as a draft."""
    demo.load_entities(DATA)
    demo.create(directory(demo))
    requests.build(demo)


def link(demo: DemoBuilder) -> None:
    """The section is published."""
    demo.fill(directory(demo))
    requests.link(demo)


def populate(demo: DemoBuilder) -> None:
    """The pairs; `demo_pairs` in the plugin's settings limits them, for tests."""
    most: Any = plugin_settings("partnerships").get("demo_pairs")
    pairs.bring_in(demo, demo.page(DIRECTORY), DATA / "partnerships.csv", most)
