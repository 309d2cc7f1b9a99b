"""Whether a page is public, and under which path."""

from wagtail.models import Page

from cms.plugins.registry import registry


def presenter_of(page: Page) -> object | None:
    """The presenter of the page's type; None for types that no active plugin presents."""
    return registry.read("presenters").get(page.specific_class)


def public_path(page: Page) -> str:
    """The path with its language, e.g. /ru/novosti/; empty when the page stands below no site."""
    parts = page.get_url_parts()
    return parts[2] or "" if parts else ""


def is_public(page: Page) -> bool:
    """Live, reachable, presented, and restricted neither itself nor by a page above it."""
    return (
        page.live
        and presenter_of(page) is not None
        and bool(public_path(page))
        and not page.get_view_restrictions().exists()
    )


def read(page_id: int) -> Page | None:
    """The page as it is stored now, with the fields of its type."""
    return Page.objects.filter(pk=page_id).select_related("locale", for_specific_subqueries=True).specific().first()
