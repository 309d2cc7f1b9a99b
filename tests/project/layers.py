"""The import contracts of pyproject.toml, read for what an import linter cannot see: strings and templates."""

import tomllib
from pathlib import Path

from django.conf import settings

PYPROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
LINTER = PYPROJECT["tool"]["importlinter"]
ROOTS = [root for root in LINTER["root_packages"] if root != "tests"]
HOST = "cms"


def contracts_of(kind: str) -> list[dict]:
    """The contracts of a type ("layers", "forbidden")."""
    return [contract for contract in LINTER["contracts"] if contract["type"] == kind]


def modules_of(layer: str) -> list[str]:
    """The modules of one layer, without the signs that say how they may import each other."""
    return [name.strip().strip("()") for name in layer.replace("|", ":").split(":")]


def ranks(contract: dict, prefix: str = "") -> dict[str, tuple[int, bool]]:
    """{module: (height, may import its neighbours)}; the lowest layer has height 0."""
    return {
        f"{prefix}{name}": (height, ":" in layer)
        for height, layer in enumerate(reversed(contract["layers"]))
        for name in modules_of(layer)
    }


APPS = ranks(next(contract for contract in contracts_of("layers") if "containers" not in contract))
PARTS = ranks(next(contract for contract in contracts_of("layers") if contract.get("containers") == [HOST]), f"{HOST}.")


def owner_of(dotted: str) -> str | None:
    """The app or part of the host that a module belongs to; None for libraries. The host's own modules are "cms"."""
    root, _, rest = dotted.partition(".")
    if root not in ROOTS:
        return None
    part = f"{root}.{rest.partition('.')[0]}"
    return part if part in PARTS else root


def owner_of_file(path: Path) -> str | None:
    """The app or part of the host that a file belongs to."""
    if not path.is_relative_to(settings.BASE_DIR):
        return None
    return owner_of(".".join(path.relative_to(settings.BASE_DIR).parts[:2]))


def may_use(user: str, used: str | None) -> bool:
    """Whether the contracts allow `user` to import `used`."""
    if used is None or user == used:
        return True
    if user.partition(".")[0] != used.partition(".")[0]:
        return APPS[user.partition(".")[0]][0] > APPS[used.partition(".")[0]][0]
    # What stands in the host's own folder (its templates) is as high as its addresses.
    height, _ = PARTS[f"{HOST}.urls" if user == HOST else user]
    other, neighbours = PARTS[f"{HOST}.urls" if used == HOST else used]
    return height > other or (height == other and neighbours)
