"""Slugs of translations: generated from the title at the first publish, frozen after it."""

from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from cms.pages.slugs import slug_of


def fix_slug(page: Page) -> None:
    """Give a translation, as it is about to be published, the slug of its title or the one that readers know."""
    row = Page.objects.filter(pk=page.pk).first()
    if row is None or row.get_parent().is_root():
        return
    parent = row.get_parent()
    if row.first_published_at is None:
        page.slug = find_available_slug(parent, slug_of(page.title), ignore_page_id=page.pk)
        if not row.get_descendants().live().exists():
            _rename_unseen(row, page.slug, parent)
    else:
        page.slug = row.slug
    page.set_url_path(parent)


def move_below(page: Page, parent: Page) -> None:
    """Move a translation, under another slug where its own is taken; Wagtail leads readers on from the old address."""
    before, known, tried = page.get_parent(), page.slug, ""
    while tried != page.slug:
        tried = page.slug
        for above in (parent, before):
            page.slug = find_available_slug(above, page.slug, ignore_page_id=page.pk)
    if page.slug != known:
        page.save(clean=False, update_fields=["slug", "url_path"])
    page.specific.move(parent, pos="last-child")


def _rename_unseen(row: Page, slug: str, parent: Page) -> None:
    """Nobody has seen the draft's address, so its change needs no redirect."""
    before = row.url_path
    row.slug = slug
    row.set_url_path(parent)
    if row.url_path != before:
        Page.objects.filter(pk=row.pk).update(slug=row.slug, url_path=row.url_path)
        row._update_descendant_url_paths(before, row.url_path)
