"""The content store from the command line: rebuild it, compare it with fresh renderings, show one item."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.content_store.models import ContentItem
from cms.content_store.services import sweeping

PROGRESS_EVERY = 100


class Command(BaseCommand):
    """rebuild | sweep | check | show PATH."""

    help = "Rebuild, sweep, check or show the public read model."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("rebuild", help="render every page anew; can be repeated at any time")
        actions.add_parser("sweep", help="render what the worker would render now")
        check = actions.add_parser("check", help="compare items with fresh renderings; exit code 1 when any differs")
        check.add_argument("--page", type=int, action="append", dest="pages", help="only this page (repeatable)")
        show = actions.add_parser("show", help="print the item of a public path, e.g. /ru/")
        show.add_argument("path")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, f"run_{action}")(**options)

    def run_rebuild(self, **options: Any) -> None:
        """All pages, in two passes."""
        done = of = 0
        for done, of in sweeping.rebuild():
            if done % PROGRESS_EVERY == 0:
                self.stdout.write(f"{done} of {of}")
        self.stdout.write(f"{done} of {of}; {ContentItem.objects.filter(public=True).count()} items are public.")

    def run_sweep(self, **options: Any) -> None:
        """Dirty items and renderings past their time."""
        self.stdout.write(f"{sweeping.sweep()} items rendered.")

    def run_check(self, pages: list[int] | None, **options: Any) -> None:
        """Every difference on a line of its own."""
        found = 0
        for drift in sweeping.drift(pages):
            found += 1
            self.stdout.write(f"{drift.path} (page {drift.page_id}): {drift.what}")
        if found:
            raise CommandError(f"{found} differences; 'manage.py content_store rebuild' mends them.")
        self.stdout.write("No difference.")

    def run_show(self, path: str, **options: Any) -> None:
        """The item with what it depends on."""
        item = ContentItem.objects.filter(url_path=path).order_by("removed_at").first()
        if item is None:
            raise CommandError(f"Nothing was ever public at {path}.")
        state = "public" if item.public else f"removed {item.removed_at}"
        self.stdout.write(f"{item.type}, page {item.pk}, {state}, etag {item.etag}, valid until {item.valid_until}")
        tags = item.dependency_tags.order_by("tag").values_list("tag", flat=True)
        self.stdout.write(f"depends on: {', '.join(tags)}")
        if item.public:
            self.stdout.write(json.dumps(json.loads(bytes(item.detail)), ensure_ascii=False, indent=2))
