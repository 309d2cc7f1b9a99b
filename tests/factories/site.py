"""The tree every test of pages stands on: a site with one home page per language."""

from collections.abc import Sequence

from wagtail.models import Locale, Page, Site

from home.models import HomePage

HOME_TITLES = {"de": "Dialograum", "ru": "Пространство диалога", "en": "Space for dialogue"}


def build_site(locales: Sequence[str] = ("de", "ru", "en")) -> Site:
    """A default site whose root is the first language's home page; the others share its translation key.

    The test databases begin with the one of all languages, so that tests need not wait for it.
    """
    if site := untouched_site(locales):
        return site
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for stray in root.get_children():
        stray.delete()
    root.refresh_from_db()
    source: HomePage | None = None
    for language in locales:
        locale, _created = Locale.objects.get_or_create(language_code=language)
        home = HomePage(title=HOME_TITLES.get(language, language), slug=f"home-{language}", locale=locale, live=False)
        home.lead = home.title
        if source is not None:
            home.translation_key = source.translation_key
        root.add_child(instance=home)
        source = source or home
    site = Site.objects.create(
        hostname="localhost", port=80, root_page=source, is_default_site=True, site_name="Dialograum"
    )
    for home in HomePage.objects.order_by("path"):
        home.save_revision().publish()
    return site


def untouched_site(locales: Sequence[str]) -> Site | None:
    """The site that is there, unless it is another one or something has been added to it."""
    homes = HomePage.objects.filter(live=True).order_by("path").select_related("locale")
    site = Site.objects.filter(site_name="Dialograum").first()
    if site is None or [home.locale.language_code for home in homes] != list(locales):
        return None
    if Page.objects.count() != len(locales) + 1 or site.root_page_id != homes[0].pk:
        return None
    Site.clear_site_root_paths_cache()
    site.root_page = homes[0]
    return site


def home_of(language: str) -> HomePage:
    """The home page of a language, freshly read."""
    return HomePage.objects.get(locale__language_code=language)
