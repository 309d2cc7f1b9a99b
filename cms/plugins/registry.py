"""What plugins contribute, by kind; refuses duplicates and closes at the first read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType, ModuleType
from typing import Any

from django.core.exceptions import ImproperlyConfigured

MAPPINGS = {
    ("blocks", "content_blocks"): "content_blocks",
    ("content", "presenters"): "presenters",
    ("views", "page_contexts"): "page_contexts",
    ("search_profiles", "search_profiles"): "search_profiles",
    ("search_profiles", "search_sources"): "search_sources",
    ("slots", "slots"): "slots",
    ("page_factories", "page_factories"): "page_factories",
}
SINGLES = {
    ("api", "router"): "routers",
    ("demo", "build"): "demo_builders",
    ("demo", "link"): "demo_linkers",
    ("demo", "populate"): "demo_populators",
    ("urls", "urlpatterns"): "urlpatterns",
    ("views", "public_addresses"): "public_addresses",
}
MANY_PER_NAME = {"slots"}
ALL_KINDS = (*MAPPINGS.values(), *SINGLES.values())


@dataclass
class Registry:
    """Contributions by kind: {kind: {name: value}}; values of slots are lists in plugin order."""

    _stores: dict[str, dict[Any, Any]] = field(default_factory=dict)
    _owners: dict[tuple, str] = field(default_factory=dict)
    _closed: bool = False

    def collect(self, label: str, module_name: str, module: ModuleType) -> None:
        """Take the conventional names of one module of the plugin `label`."""
        for (module_wanted, attribute), kind in MAPPINGS.items():
            if module_wanted == module_name and hasattr(module, attribute):
                for name, value in getattr(module, attribute).items():
                    self.add(label, kind, name, value)
        for (module_wanted, attribute), kind in SINGLES.items():
            if module_wanted == module_name and hasattr(module, attribute):
                self.add(label, kind, label, getattr(module, attribute))

    def add(self, label: str, kind: str, name: Any, value: Any) -> None:
        """Register one contribution; raises ImproperlyConfigured when late, misnamed or taken."""
        if self._closed:
            raise ImproperlyConfigured(f"Plugin {label} registers {kind} {name!r} after the first read.")
        if kind == "content_blocks" and not str(name).startswith(f"{label}_"):
            raise ImproperlyConfigured(f"Plugin {label} names its block {name!r}; it must start with {label}_.")
        store = self._stores.setdefault(kind, {})
        if kind in MANY_PER_NAME:
            store.setdefault(name, []).append(value)
            self._owners[kind, name, label] = label
            return
        if name in store:
            raise ImproperlyConfigured(f"Plugins {self._owners[kind, name]} and {label} both register {kind} {name!r}.")
        store[name] = value
        self._owners[kind, name] = label

    def read(self, kind: str) -> Mapping[Any, Any]:
        """All contributions of a kind, in plugin order; closes the registry."""
        self._closed = True
        return MappingProxyType(self._stores.get(kind, {}))

    def owner(self, kind: str, name: Any) -> str:
        """The label of the plugin that contributed `name`; raises KeyError."""
        return self._owners[kind, name]

    def names_of(self, label: str, kind: str) -> list[str]:
        """What one plugin contributed of a kind, as words for people."""
        names = [key[1] for key, owner in self._owners.items() if owner == label and key[0] == kind]
        return [getattr(name, "__name__", str(name)) for name in names]


registry = Registry()
