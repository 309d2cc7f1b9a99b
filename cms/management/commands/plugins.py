"""manage.py plugins: which plugins are active and what they contribute."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page, get_page_models

from cms.blocks.fields import OpenStreamField
from cms.plugins.config import PluginConfig
from cms.plugins.registry import ALL_KINDS, registry


class Command(BaseCommand):
    """Lists active plugins with their contributions; --usage LABEL counts what is stored of one."""

    help = "List active plugins with their contributions, or count what is stored of one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--usage", metavar="LABEL", help="count stored pages and blocks of this plugin")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["usage"]:
            self._usage(options["usage"])
        else:
            self._list()

    def _list(self) -> None:
        for config in apps.get_app_configs():
            if isinstance(config, PluginConfig):
                self.stdout.write(f"{config.label} {config.version} (requires cms {config.requires_cms or 'any'})")
                for kind in ALL_KINDS:
                    names = registry.names_of(config.label, kind)
                    if names:
                        self.stdout.write(f"  {kind}: {', '.join(names)}")

    def _usage(self, label: str) -> None:
        pages, blocks = stored_pages(label), stored_blocks(f"{label}_")
        if not pages and not blocks and label not in {config.label for config in apps.get_app_configs()}:
            raise CommandError(f"Nothing named {label} is installed or stored.")
        for name, count in sorted(pages.items()):
            self.stdout.write(f"pages {name}: {count}")
        for name, count in sorted(blocks.items()):
            self.stdout.write(f"blocks {name}: {count}")
        if any(pages.values()) or blocks:
            self.stdout.write(f"{label} cannot be removed; switched off, what is stored of it is kept and not shown.")
        else:
            self.stdout.write(f"Nothing of {label} is stored; it can be removed.")


def stored_pages(label: str) -> Counter[str]:
    """How many pages of each type of a plugin are stored, whether it is active or not."""
    counts = Counter({model._meta.label: 0 for model in get_page_models() if model._meta.app_label == label})
    known = {model._meta.label_lower: model._meta.label for model in get_page_models()}
    stored = Page.objects.filter(content_type__app_label=label)
    for name in stored.values_list("content_type__model", flat=True):
        counts[known.get(f"{label}.{name}", f"{label}.{name}")] += 1
    return counts


def stored_blocks(prefix: str) -> Counter[str]:
    """How many blocks of each name starting with prefix stand at the top of stored bodies."""
    counts: Counter[str] = Counter()
    for model in get_page_models():
        if model is Page:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, OpenStreamField):
                for stream in model.objects.values_list(field.name, flat=True):
                    counts.update(block["type"] for block in stream.raw_data if block["type"].startswith(prefix))
    return counts
