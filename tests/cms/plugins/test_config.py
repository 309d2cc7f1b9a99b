"""A plugin that does not fit stops the start with a sentence that names it."""

from types import MappingProxyType

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

import news
from cms.plugins.checks import check_plugin_configs
from cms.plugins.config import PluginConfig, plugin_settings


def make(**attributes):
    made = type("MadeConfig", (PluginConfig,), {"name": "news", "label": "made", **attributes})
    return made("news", news)


def test_subclasses_are_found_by_their_bare_name():
    assert (PluginConfig.default, type(make()).default) == (False, True)


def test_another_version_of_the_host_is_refused():
    with pytest.raises(ImproperlyConfigured) as error:
        make(requires_cms=">=2").ready()
    assert str(error.value) == "Plugin made 1.0 requires cms >=2; this is 1.0.0."


def test_a_missing_setting_is_named():
    with pytest.raises(ImproperlyConfigured) as error:
        make(required_settings=("token", "url")).ready()
    assert str(error.value) == "Plugin made requires CMS_PLUGIN_SETTINGS['made'] to set token, url."


def test_settings_lie_over_the_defaults(settings):
    settings.CMS_PLUGIN_SETTINGS = {"made": {"url": "mine"}}
    assert dict(plugin_settings("made", MappingProxyType({"url": "theirs", "size": 3}))) == {
        "url": "mine",
        "size": 3,
    }


def test_an_entry_that_is_no_plugin_fails_the_check(settings):
    settings.CMS_PLUGINS = ["news", "taggit"]
    assert [(message.id, message.msg) for message in check_plugin_configs()] == [
        ("cms.E001", "CMS_PLUGINS names 'taggit', which is not a plugin.")
    ]


def test_built_in_apps_use_the_contract():
    plugins = {config.label for config in apps.get_app_configs() if isinstance(config, PluginConfig)}
    assert plugins >= {"home", "news", "conference", "search"}
