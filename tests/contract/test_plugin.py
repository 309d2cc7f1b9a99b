"""A plugin installed like any other: what it adds, what is left when it is off, and how a broken one is told of."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.databases import CACHE, digest, migration_sources

SOURCE = Path(__file__).parents[1] / "plugins" / "walks"
DEFAULT = "home,news,conference"
WALKS, INDEX, HOME, ARTICLE = ["/de/irrweg/", "/de/rundgang/"], "/de/aktuelles/", "/de/", "/de/aktuelles/bericht/"
HEADING = {"id": "b0", "type": "heading", "text": "Titel", "level": 2}
STORED = [
    {"type": "heading", "value": {"text": "Titel", "level": "2"}, "id": "b0"},
    {"type": "walks_stop", "value": {"text": "Alte Brücke"}, "id": "b1"},
]
WITH_WALKS = {
    "lists": {
        "api": [*WALKS, INDEX, HOME, ARTICLE], "related": ["/de/rundgang/"], "search": True, "sitemap": True,
        "feed": False, "navigation": ["/de/rundgang/"], "menu": True, "foot": True,
    },
    "bodies": {
        "html": ["<h2>Titel</h2>", '<p class="stop">Alte Brücke</p>'],
        "api": [HEADING, {"id": "b1", "type": "walks_stop", "text": "Alte Brücke"}],
        "stored": STORED,
    },
}  # fmt: skip


def install(site: Path, **changes: str) -> Path:
    """Build the package into a folder as an installer does; `changes` appends code to its modules."""
    folder = site.with_name(f"{site.name}-source")
    shutil.copytree(SOURCE, folder)
    for module, code in changes.items():
        with (folder / "dialograum_walks" / f"{module}.py").open("a") as file:
            file.write(code)
    site.mkdir()
    build = "import setuptools; setuptools.setup()"
    steps = ["egg_info", "--egg-base", str(site), "build_py", "--build-lib", str(site)]
    command = [sys.executable, "-W", "ignore", "-c", build, "-q", *steps]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603  (our own package)
    return site


def run(site: Path, plugins: str, *command: str, **environment: str) -> subprocess.CompletedProcess:
    """A process of the host that finds what is installed in the folder."""
    return subprocess.run(  # noqa: S603  (our own commands)
        [sys.executable, "-W", "ignore", *command],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "CMS_PLUGINS": plugins,
            "DATABASE_URL": f"sqlite:///{site.with_name('site.sqlite3')}",
            "MEDIA_ROOT": str(site.with_name("media")),
            "PYTHONPATH": str(site),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def scene(site: Path, plugins: str, name: str) -> dict[str, Any]:
    done = run(site, plugins, "-m", "tests.contract.plugin_scenes", name)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the plugin is installed; beside it a database, migrated already where one is at hand."""
    folder = tmp_path_factory.mktemp("plugin")
    migrated = CACHE / f"migrated-{digest(migration_sources())}.sqlite3"
    if migrated.exists():
        shutil.copyfile(migrated, folder / "site.sqlite3")
    return install(folder / "site")


@pytest.mark.slow
def test_on_off_and_on_again(site: Path):
    """One story in three processes, since plugins are fixed at the start."""
    assert scene(site, f"{DEFAULT},walks", "on") == {
        **WITH_WALKS,
        # What fails is one page and one operation; a slot that fails is left out.
        "status": {"/de/rundgang/": 200, "/de/irrweg/": 500, "/api/v1/walks/broken/": 500, "/de/?q=broken-slot": 200},
        "api of the broken page": 200,
        "slot broken": False,
        "shown": [
            '<p class="hours">2,0</p>', '<p class="stop">Alte Brücke</p>', '<p class="walks">Gehen Sie mit!</p>',
        ],
        "detail": {
            "type": "walks.walk", "minutes": 120, "url": "/de/rundgang/",
            "body": [
                HEADING, {"id": "b1", "type": "walks_stop", "text": "Alte Brücke"},
                {"id": "b2", "type": "unavailable", "name": "walks_stop", "value": None},
            ],
        },
        "own": WALKS,
        "filtered": WALKS,
        "described": ["WalkCard", "WalkCardList", "WalkDetail", "WalkStop"],
        "union": [
            "Accordion", "CallToAction", "ContactShape", "DocumentShape", "FactBox", "Gallery", "Heading",
            "Latest", "LinkList", "PageListShape", "PersonListShape", "PictureShape", "PlaceListShape",
            "Quote", "Table", "Text", "Timeline", "Unavailable", "Video", "WalkStop",
        ],
        "facet": [True, False],
        "address": WALKS,
        "plugins": [
            "walks 1.2.0 (requires cms >=1.0,<2)", "content_blocks: walks_stop", "presenters: WalkPage",
            "page_contexts: WalkPage", "search_profiles: walks.walk", "slots: site.footer", "routers: walks",
            "urlpatterns: walks",
        ],
    }  # fmt: skip
    off(scene(site, DEFAULT, "off"))
    assert scene(site, f"{DEFAULT},walks", "again") == {
        **WITH_WALKS, "status": {"/de/rundgang/": 200}, "check": ["No difference."],
    }  # fmt: skip


def off(seen: dict[str, Any]) -> None:
    """Nothing of it is shown, nothing is lost, and the admin says why it cannot be worked on."""
    redirected = {"edit", "move", "copy"}
    admin = seen.pop("admin")
    assert admin == {name: 302 if name in redirected else 200 for name in admin}
    assert seen == {
        "at once": {"/de/rundgang/": 404, "/walks.txt": 404, "/api/v1/walks/walks/": 404, ARTICLE: 200},
        "later": {"/de/rundgang/": 410, "/api/v1/pages/": 404, "/api/v1/resolve/?url=/de/rundgang/": 410},
        "lists": {
            "api": [INDEX, HOME, ARTICLE], "related": [], "search": False, "sitemap": False, "feed": False,
            "navigation": [], "menu": False, "foot": False,
        },
        "bodies": {
            "html": ["<h2>Titel</h2>"],
            "api": [HEADING, {"id": "b1", "type": "unavailable", "name": "walks_stop", "value": None}],
            "stored": STORED,
        },
        "saved in the form": STORED,
        "check": ["No difference."],
        "usage": [
            # Two walks and an article, each begun in three languages.
            "pages walks.walkpage: 6", "blocks walks_stop: 3",
            "walks cannot be removed; switched off, what is stored of it is kept and not shown.",
        ],
        "deleted": 302, "unpublished": 302, "deleted above": 302, "deleted in bulk": 302, "told": True, "kept": 1,
    }  # fmt: skip


def boot(tmp_path: Path, plugins: str = f"{DEFAULT},walks", **changes: str) -> str:
    """What the start says last when it stops; the whole of it must be a traceback."""
    done = run(install(tmp_path / "site", **changes), plugins, "manage.py", "check")
    assert done.returncode == 1, done.stdout
    assert done.stderr.startswith("Traceback")
    return done.stderr


@pytest.mark.slow
def test_a_module_that_cannot_be_imported_stops_the_start_with_its_own_traceback(tmp_path: Path):
    said = boot(tmp_path, slots="\nimport dialograum_of_nobody\n")
    assert said.splitlines()[-1] == "ModuleNotFoundError: No module named 'dialograum_of_nobody'"
    assert "dialograum_walks/slots.py" in said


def test_an_unknown_name_is_told_with_those_that_are_known(tmp_path: Path):
    assert boot(tmp_path, f"{DEFAULT},waks").splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: "
        "CMS_PLUGINS names 'waks', which is neither an installed plugin (walks) nor a package."
    )


@pytest.mark.slow
def test_a_plugin_for_another_host_stops_the_start(tmp_path: Path):
    assert boot(tmp_path, apps='\n\nWalksConfig.requires_cms = ">=2"\n').splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: Plugin walks 1.2.0 requires cms >=2; this is 1.0.0."
    )
