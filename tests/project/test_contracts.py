"""The import contracts hold, cover every module and know no exception."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from .layers import HOST, LINTER, ROOTS, contracts_of, may_use

PACKAGES = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")}


def subpackages(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/__init__.py")}


def containers() -> Iterable[str]:
    return (name for contract in contracts_of("layers") for name in contract.get("containers", ()))


def test_every_package_is_linted():
    assert set(LINTER["root_packages"]) == PACKAGES


def test_every_app_has_layers():
    described = {f"{HOST}.{name}" for name in subpackages(settings.BASE_DIR / HOST)} | set(ROOTS)
    # Settings are held by a contract of their own: they import no project code at all.
    assert sorted(containers()) == sorted(described - {f"{HOST}.settings"})


def test_no_exceptions():
    assert LINTER["exclude_type_checking_imports"] is True
    allowed = {"name", "type", "containers", "exhaustive", "layers", "source_modules", "forbidden_modules"}
    assert {option for contract in LINTER["contracts"] for option in contract} == allowed
    assert all(contract["exhaustive"] for contract in contracts_of("layers") if "containers" in contract)


def test_contracts_hold(capsys: pytest.CaptureFixture):
    status = lint_imports(config_filename=str(settings.BASE_DIR / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize(
    ("user", "used", "allowed"),
    [
        ("news", "cms.pages", True),
        ("news", "search", True),
        ("news", None, True),
        ("news", "home", False),
        ("search", "news", False),
        ("cms.pages", "news", False),
        ("cms.translation", "cms.pages", True),
        ("cms.pages", "cms.translation", False),
        ("cms", "cms.delivery", True),
        ("cms.blocks", "cms", False),
    ],
)
def test_reading_of_the_contracts(user: str, used: str | None, allowed: bool):
    assert may_use(user, used) is allowed
