"""manage.py demo: real content in three languages; what exists is never touched."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.accounts.services.roles import grant_roles
from cms.content_store.services.writing import gathering
from cms.management.demo.accounts import create_accounts
from cms.management.demo.entities import EntityLoader
from cms.management.demo.pages import Builder
from cms.plugins.registry import registry


class Command(BaseCommand):
    """Builds languages, entities, pages with translations, roles and accounts, each only where missing."""

    help = "Build the demo; run again, it adds what is missing and changes nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        self.quiet = options["verbosity"] == 0
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        loader = EntityLoader()
        loader.load()
        demo = Builder(loader, self.say)
        self.build(demo)
        for populate in registry.read("demo_populators").values():
            populate(demo)
        grant_roles()
        create_accounts()
        self.say("The demo is ready." if demo.created else "The demo is there; nothing was changed.")

    @transaction.atomic
    def build(self, demo: Builder) -> None:
        """The pages: all of them or none. Items are rendered at the end, when what they show of each other is there."""
        with gathering():
            for build in registry.read("demo_builders").values():
                build(demo)
            if demo.created:
                self.say("Building the demo:")
                self.take_over_site(demo)
                for link in registry.read("demo_linkers").values():
                    link(demo)
                self.translate(demo)

    @transaction.atomic
    def take_over_site(self, demo: Builder) -> None:
        """The default site starts at our home page; Wagtail's welcome page goes."""
        home = demo.page("home.home")
        site = demo.site(home)
        placeholder = site.root_page
        if placeholder.pk != home.pk and placeholder.specific_class is Page:
            Site.objects.filter(pk=site.pk).update(
                root_page=home, hostname="localhost", port=80, site_name="Dialograum"
            )
            Site.clear_site_root_paths_cache()
            placeholder.delete()
            # The tree has moved up: paths read before are stale.
            demo.forget_pages()

    def translate(self, demo: Builder) -> None:
        """All pages, parents first."""
        for key in demo.created:
            demo.translate(demo.page(key), demo.words[key])
            self.say(f"  {key} (translations)")

    def say(self, text: str) -> None:
        if not self.quiet:
            self.stdout.write(text)
            self.stdout.flush()
