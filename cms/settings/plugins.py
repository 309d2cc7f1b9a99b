"""How names in CMS_PLUGINS become apps: installed packages are known by their entry point, and nothing is imported."""

from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

GROUP = "dialograum.plugins"


def installed() -> dict[str, EntryPoint]:
    """Entry points of installed plugins by name; raises ImproperlyConfigured when two packages claim one."""
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=GROUP):
        if point.name in found and found[point.name].value != point.value:
            raise ImproperlyConfigured(
                f"Two installed packages offer a plugin {point.name!r}: {found[point.name].value} and {point.value}."
            )
        found[point.name] = point
    return found


def resolved(names: list[str]) -> list[str]:
    """The entries of INSTALLED_APPS for names of entry points, packages or config classes; raises on unknown ones."""
    known = installed()
    return [_app(known[name]) if name in known else _importable(name, known) for name in names]


def _app(point: EntryPoint) -> str:
    """The package ("dialograum_map") or the dotted config class ("dialograum_map.apps:MapConfig")."""
    return f"{point.module}.{point.attr}" if point.attr else point.module


def _importable(name: str, known: dict[str, EntryPoint]) -> str:
    """The name, when its outermost package exists; looking further would import it."""
    if find_spec(name.partition(".")[0]) is None:
        offers = ", ".join(sorted(known)) or "none"
        raise ImproperlyConfigured(
            f"CMS_PLUGINS names {name!r}, which is neither an installed plugin ({offers}) nor a package."
        )
    return name
