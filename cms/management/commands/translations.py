"""manage.py translations add|check|forget|recount: a language more, orphans, and what is to be done."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.accounts.services.roles import grant_roles
from cms.content_store.services.writing import gathering
from cms.translation.services import orphans, sections
from cms.translation.services.along import start_published
from cms.translation.services.recounting import recount

PROGRESS_EVERY = 20


class Command(BaseCommand):
    """add LANGUAGE | check | forget | recount."""

    help = "Add a language; look for orphaned translations; forget words whose page is gone; count the words to do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        add = actions.add_parser("add", help="a home page, roles and translations for a language named in LANGUAGES")
        add.add_argument("language")
        add.add_argument("--wait", action="store_true", help="begin the translations here and now, not by the worker")
        actions.add_parser(
            "check", help="list orphans of every kind and how to mend them; exit code 1 when there are any"
        )
        actions.add_parser("forget", help="delete words whose page is gone in every language")
        actions.add_parser("recount", help="count what is to be done of every translation, page by page")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, f"run_{action}")(**options)

    def run_add(self, language: str, wait: bool, **options: Any) -> None:
        """Can be repeated at any time; what is there stays as it is."""
        if language not in dict(settings.LANGUAGES) or language == settings.LANGUAGE_CODE:
            raise CommandError(
                f"{language} is none of the languages into which pages are translated: name it in LANGUAGES first, "
                f"for example LANGUAGES={','.join([*dict(settings.LANGUAGES), language])}."
            )
        runs = self._establish(language)
        for run in runs:
            if wait:
                self._work_off(run)
            else:
                sections.work.enqueue(run.pk)
        self.stdout.write(f"/{language}/ is there; its words are those of the source until they are translated.")
        if not wait:
            self.stdout.write("The worker begins the other translations.")

    @transaction.atomic
    def _establish(self, language: str) -> list[sections.SectionRun]:
        locale, _created = Locale.objects.get_or_create(language_code=language)
        homes = Page.objects.filter(depth=2, locale__language_code=settings.LANGUAGE_CODE, live=True).order_by("path")
        with gathering():
            for home in homes.specific():
                if not home.get_translations().filter(locale=locale).exists():
                    start_published(home, locale)
        Site.clear_site_root_paths_cache()
        grant_roles()
        return [sections.request(home, locale, None, publishes=True) for home in homes]

    def _work_off(self, run: sections.SectionRun) -> None:
        of = run.pages.count()
        for number, _run in enumerate(sections.go_on(run.pk), 1):
            if number % PROGRESS_EVERY == 0 and number <= of:
                self.stdout.write(f"{number} of {of}")
        counts = sections.counts(run)
        self.stdout.write(f"{counts['begun']} translations begun, {counts['failed']} failed.")

    def run_check(self, **options: Any) -> None:
        """Per kind what is wrong, which ones, and how to mend them."""
        number = 0
        for kind in orphans.KINDS:
            found = list(kind.find())
            if not found:
                continue
            number += len(found)
            self.stdout.write(f"{kind.sentence} ({kind.name}, {len(found)})")
            for line in found:
                self.stdout.write(f"  {line}")
            self.stdout.write(f"  To mend: {kind.mend}")
        if number:
            raise CommandError(f"Orphans: {number}.")
        self.stdout.write("No orphan.")

    def run_forget(self, **options: Any) -> None:
        """Nothing else is changed."""
        self.stdout.write(f"{orphans.forget_lost_words()} rows deleted.")

    def run_recount(self, **options: Any) -> None:
        """May be stopped and run again."""
        self.stdout.write(f"{sum(1 for _title in recount())} pages counted.")
