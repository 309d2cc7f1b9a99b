"""What imports do not show keeps to the same layers: relations named by strings, template tags, includes, parents."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template import engines
from django.template.loader import get_template
from wagtail.models import Page

from .layers import ROOTS, may_use, owner_of, owner_of_file

ENGINE = engines["django"].engine
LOADERS = [inner for loader in ENGINE.template_loaders for inner in getattr(loader, "loaders", [loader])]
LOAD = re.compile(r"{%\s*load\s+([^%]+?)\s*%}")
NAMED = re.compile(r"{%\s*(?:extends|include)\s+\"([^\"]+)\"|{%\s*(?:extends|include)\s+'([^']+)'")
TEMPLATES = sorted(path for root in ROOTS for path in (settings.BASE_DIR / root).rglob("templates/**/*.html"))
MODELS = [model for model in apps.get_models(include_auto_created=True) if owner_of(model.__module__)]


def libraries(source: str) -> set[str]:
    """The modules whose tags and filters a template loads."""
    names = {word for found in LOAD.findall(source) for word in found.partition(" from ")[2].split() or found.split()}
    return {ENGINE.libraries[name] for name in names}


def named_templates(source: str) -> set[Path]:
    """The files of the templates that a template extends or includes by a constant name.

    A name belongs to the last app that has it: the host may replace a template of Wagtail without owning its name.
    """
    return {original(first or second) for first, second in NAMED.findall(source)}


def original(name: str) -> Path:
    """The file that a template's name meant before any app replaced it; raises TemplateDoesNotExist."""
    get_template(name)
    places = (Path(place.name) for loader in LOADERS for place in loader.get_template_sources(name))
    return [place for place in places if place.is_file()][-1]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_relations_go_downwards(model: type):
    user = owner_of(model.__module__)
    wrong = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in model._meta.get_fields(include_parents=False)
        if field.is_relation and not field.auto_created and field.related_model is not None
        if not may_use(user, owner_of(field.related_model.__module__))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "model", [model for model in MODELS if issubclass(model, Page)], ids=lambda model: model._meta.label
)
def test_page_types_name_no_page_of_another_app(model: type[Page]):
    named = (*(getattr(model, "parent_page_types", None) or ()), *(getattr(model, "subpage_types", None) or ()))
    owners = {name: owner_of(apps.get_model(name).__module__) for name in named}
    assert [name for name, owner in owners.items() if not may_use(owner_of(model.__module__), owner)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_templates_use_what_their_app_may_import(path: Path):
    source, user = path.read_text(encoding="utf-8"), owner_of_file(path)
    owners = {module: owner_of(module) for module in libraries(source)}
    owners |= {str(file): owner_of_file(file) for file in named_templates(source)}
    assert [used for used, owner in sorted(owners.items()) if not may_use(user, owner)] == []


def test_the_readers_see_something():
    assert libraries("{% load i18n plugin_slots %}{% load lang_of from block_tags %}") == {
        "django.templatetags.i18n",
        "cms.plugins.templatetags.plugin_slots",
        "cms.blocks.templatetags.block_tags",
    }
    assert named_templates('{% extends "cms/base.html" %}') == {settings.BASE_DIR / "cms/templates/cms/base.html"}
    assert len(TEMPLATES) > 20
    assert len(MODELS) > 30
