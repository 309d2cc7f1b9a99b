"""The registry refuses duplicates and late contributions, and names who is to blame."""

from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.plugins.registry import Registry


def module(**names):
    made = ModuleType("made")
    vars(made).update(names)
    return made


def test_collects_conventional_names_in_plugin_order():
    registry = Registry()
    registry.collect("one", "blocks", module(content_blocks={"one_note": int}))
    registry.collect("two", "blocks", module(content_blocks={"two_note": str}, unrelated=1))
    registry.collect("two", "demo", module(build=print))
    assert dict(registry.read("content_blocks")) == {"one_note": int, "two_note": str}
    assert dict(registry.read("demo_builders")) == {"two": print}
    assert registry.owner("content_blocks", "two_note") == "two"


def test_a_name_taken_twice_names_both_plugins():
    registry = Registry()
    registry.collect("one", "views", module(page_contexts={int: print}))
    with pytest.raises(ImproperlyConfigured) as error:
        registry.collect("two", "views", module(page_contexts={int: repr}))
    assert str(error.value) == f"Plugins one and two both register page_contexts {int!r}."


def test_a_block_must_carry_its_plugins_name():
    with pytest.raises(ImproperlyConfigured) as error:
        Registry().collect("one", "blocks", module(content_blocks={"note": int}))
    assert str(error.value) == "Plugin one names its block 'note'; it must start with one_."


def test_the_first_read_closes_the_registry():
    registry = Registry()
    registry.read("slots")
    with pytest.raises(ImproperlyConfigured) as error:
        registry.collect("late", "slots", module(slots={"site.footer": print}))
    assert str(error.value) == "Plugin late registers slots 'site.footer' after the first read."


def test_slots_of_several_plugins_stand_in_plugin_order():
    registry = Registry()
    registry.collect("one", "slots", module(slots={"site.footer": print}))
    registry.collect("two", "slots", module(slots={"site.footer": repr}))
    assert dict(registry.read("slots")) == {"site.footer": [print, repr]}
    assert registry.names_of("two", "slots") == ["site.footer"]
