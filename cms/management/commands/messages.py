"""manage.py messages extract|check|compile: gettext catalogues with Babel, templates included."""

import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

APPS = ("cms", "home", "news", "partnerships", "conference", "search")
LANGUAGES = ("de", "ru")
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3), "_": None,
}  # fmt: skip


class Command(BaseCommand):
    """Catalogues of all apps in all languages but English, whose texts are the message ids."""

    help = "Extract, check or compile the message catalogues."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=("extract", "check", "compile"))

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"run_{options['action']}")()

    def run_extract(self) -> None:
        """Bring every catalogue into line with the sources; translations stay."""
        for app in APPS:
            template = template_of(app)
            for language in LANGUAGES:
                catalog = read(app, language)
                created = catalog.creation_date
                catalog.update(template, no_fuzzy_matching=True)
                # The date of every run would be the only change of most runs.
                catalog.creation_date = created
                catalog.obsolete.clear()
                path_of(app, language).parent.mkdir(parents=True, exist_ok=True)
                with path_of(app, language).open("wb") as file:
                    write_po(file, catalog, width=110, sort_output=True, omit_header=False, no_location=True)

    def run_check(self) -> None:
        """Fail when a message is untranslated or fuzzy in a language, or two apps translate it differently."""
        missing = [
            f"{app} {language}: {message.id!r}"
            for app in APPS
            for language in LANGUAGES
            for message in untranslated(template_of(app), read(app, language))
        ]
        if missing:
            raise CommandError("Untranslated:\n" + "\n".join(missing))
        disputed = [found for language in LANGUAGES for found in contradictions(language)]
        if disputed:
            raise CommandError("Translated differently, so that one app speaks for the other:\n" + "\n".join(disputed))
        self.stdout.write("Catalogues are complete.")

    def run_compile(self) -> None:
        """Write the .mo files that are older than their .po."""
        for app in APPS:
            for language in LANGUAGES:
                source = path_of(app, language)
                target = source.with_suffix(".mo")
                if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
                    with target.open("wb") as file:
                        write_mo(file, read(app, language))
                    # What this process has read before is stale: the demo may be built next.
                    translation_file_changed(sender=None, file_path=target)


def path_of(app: str, language: str) -> Path:
    """The catalogue's file."""
    return settings.BASE_DIR / app / "locale" / language / "LC_MESSAGES" / "django.po"


def read(app: str, language: str) -> Catalog:
    """The catalogue, empty where there is no file yet."""
    path = path_of(app, language)
    if not path.exists():
        return Catalog(locale=language, project="Dialograum", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def untranslated(template: Catalog, catalog: Catalog) -> Iterator[Any]:
    """Messages of the template that the catalogue lacks."""
    for message in template:
        if not message.id:
            continue
        found = catalog.get(message.id, context=message.context)
        strings = found.string if found else ""
        complete = all(strings) if isinstance(strings, tuple | list) else bool(strings)
        if not complete or found.fuzzy:
            yield message


def contradictions(language: str) -> Iterator[str]:
    """Messages that apps translate differently: Django knows one catalogue of all of them, in which one wins."""
    known: dict[tuple, tuple[str, Any]] = {}
    for app in APPS:
        for message in read(app, language):
            if message.id:
                first, string = known.setdefault((message.context, message.id), (app, message.string))
                if string != message.string:
                    yield f"{language} {message.id!r}: {first} {string!r}, {app} {message.string!r}"


def template_of(app: str) -> Catalog:
    """All messages of an app's Python files and templates."""
    catalog = Catalog(project="Dialograum", charset="utf-8")
    folder = settings.BASE_DIR / app
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
        if {"migrations", "demo", "locale"} & set(path.relative_to(folder).parts):
            continue
        for _line, message, comments, context in messages_in(path):
            # Babel wraps plain strings; the place is left out, so that catalogues change only with texts.
            catalog.add(message, context=context, user_comments=comments)
    return catalog


def messages_in(path: Path) -> Iterator[tuple]:
    """(line, message, comments, context); templates are read as Django reads them."""
    text = path.read_text()
    if path.suffix != ".py":
        # What is left of the markup has no meaning to Python, so neither may its indentation.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    return extract(extract_python, io.BytesIO(text.encode()), KEYWORDS, (), {"encoding": "utf-8"})
