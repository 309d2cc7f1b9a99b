"""When a translation may be published: its source is public, and its first publish has the words that matter."""

from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from cms.pages.refusals import PublishProblem, PublishRefused
from cms.translation.slugs import slug_of
from cms.translation.units import opened, units

from .compose import blocking
from .family import source_of
from .wordings import approved, words_in


def check_words(page: Page) -> None:
    """Raise PublishRefused with what to do; nothing for pages that translate nothing."""
    source = source_of(page)
    if source is None:
        return
    if not source.live:
        message = _("The page it translates is not published. Publish that page first.")
        raise PublishRefused(page, [PublishProblem("", message)])
    # The action that publishes has set the page's own date already.
    if not Page.objects.filter(pk=page.pk, first_published_at__isnull=False).exists():
        problems = [
            PublishProblem("", _("“%(field)s” is not translated yet.") % {"field": unit.label})
            for unit in blocking(type(source), source.serializable_data(), _worded(source, page))
        ]
        if problems:
            raise PublishRefused(page, problems)


def fix_slug(page: Page) -> None:
    """Generated from the title at the first publish, frozen after it."""
    if source_of(page) is None:
        return
    row = Page.objects.filter(pk=page.pk).first()
    if row is None or row.get_parent().is_root():
        return
    if row.first_published_at is None:
        page.slug = find_available_slug(row.get_parent(), slug_of(page.title), ignore_page_id=page.pk)
    else:
        page.slug = row.slug
    page.set_url_path(row.get_parent())


def _worded(source: Page, page: Page) -> set[str]:
    """Paths that have words: approved ones, those of the latest revision, and texts unlike the source's."""
    model = type(source)
    original = {unit.path: unit.value for unit in units(model, opened(model, source.serializable_data()))}
    shown = units(model, opened(model, page.serializable_data()))
    different = {unit.path for unit in shown if unit.value and unit.value != original.get(unit.path)}
    own = set(words_in(page.latest_revision)) if page.latest_revision_id else set()
    return different | own | set(approved(page))
