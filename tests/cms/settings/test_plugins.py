"""Installed plugins are known by their entry point, active by CMS_PLUGINS, and not imported by the settings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.settings.plugins import installed, resolved


def install(folder: Path, package: str, *points: str) -> None:
    """What pip leaves behind of a package with entry points; importing it is an error."""
    (folder / package).mkdir()
    (folder / package / "__init__.py").write_text("raise AssertionError('imported by the settings')")
    metadata = folder / f"{package}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("\n".join(["[dialograum.plugins]", *points]))


@pytest.fixture
def site_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_a_name_leads_to_package_or_config(site_packages: Path):
    install(site_packages, "dialograum_map", "map = dialograum_map", "atlas = dialograum_map.apps:AtlasConfig")
    assert resolved(["news", "atlas", "map"]) == ["news", "dialograum_map.apps.AtlasConfig", "dialograum_map"]
    assert "dialograum_map" not in sys.modules


def test_installed_is_not_active(site_packages: Path):
    install(site_packages, "dialograum_map", "map = dialograum_map")
    assert "map" in installed()
    assert resolved(["home"]) == ["home"]


def test_packages_and_config_classes_need_no_entry_point():
    names = ["conference", "tests.plugins.notes", "news.apps.NewsConfig"]
    assert resolved(names) == names


def test_an_unknown_name_is_refused_with_what_there_is(site_packages: Path):
    install(site_packages, "dialograum_map", "map = dialograum_map")
    with pytest.raises(
        ImproperlyConfigured, match=r"names 'mpa', which is neither an installed plugin \(.*map.*\) nor"
    ):
        resolved(["home", "mpa"])


def test_two_packages_may_not_claim_one_name(site_packages: Path):
    install(site_packages, "dialograum_map", "map = dialograum_map")
    install(site_packages, "other_map", "map = other_map")
    with pytest.raises(ImproperlyConfigured, match="Two installed packages offer a plugin 'map'"):
        resolved(["home"])


@pytest.mark.slow
def test_a_site_starts_with_a_plugin_named_by_its_entry_point(tmp_path: Path):
    install(tmp_path, "unused", "remarks = tests.plugins.notes")
    script = (
        "import django; django.setup()\n"
        "from django.apps import apps\n"
        "print(type(apps.get_app_config('notes')).__name__)\n"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "CMS_PLUGINS": "home,news,conference,remarks",
        "PYTHONPATH": str(tmp_path),
    }
    done = subprocess.run(  # noqa: S603  (our own script)
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "NotesConfig\n"), done.stderr
