"""When a translation may be published: readers may see its source, and its first publish has the words that matter."""

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.pages.refusals import PublishProblem, PublishRefused
from cms.translation.units import opened, units

from .compose import blocking
from .family import scheduled_at, source_of
from .privacy import is_exposed
from .states import foreign_paths


def check_words(page: Page) -> None:
    """Raise PublishRefused with what to do; nothing for pages that translate nothing."""
    source = source_of(page)
    if source is None:
        return
    if not source.live and not _comes_after(page, source):
        message = _("The page it translates is not published. Publish that page first.")
        raise PublishRefused(page, [PublishProblem("", message)])
    if is_exposed(source, page):
        message = _(
            "The page it translates is private, and this one would be public. "
            "Make this page or one above it private first."
        )
        raise PublishRefused(page, [PublishProblem("", message)])
    problems = missing_words(page)
    if problems:
        raise PublishRefused(page, problems)


def missing_words(page: Page) -> list[PublishProblem]:
    """What must be translated before a language is first published, and is not yet."""
    source = source_of(page)
    # The action that publishes has set the page's own date already.
    if source is None or Page.objects.filter(pk=page.pk, first_published_at__isnull=False).exists():
        return []
    missing = blocking(type(source), source.serializable_data(), _worded(page))
    return [PublishProblem("", _("“%(field)s” is not translated yet.") % {"field": unit.label}) for unit in missing]


def wait_for_source(page: Page, revision: Revision) -> None:
    """A source that is only scheduled takes its translations with it: they are scheduled for that moment at least."""
    source = source_of(page)
    moment = scheduled_at(source) if source is not None and not source.live else None
    if moment is None:
        return
    own = revision.content.get("go_live_at")
    if own is None or parse_datetime(own) < moment:
        revision.content = {**revision.content, "go_live_at": moment.isoformat()}
        revision.save(update_fields=["content"])


def _comes_after(page: Page, source: Page) -> bool:
    """Whether the page is scheduled for a moment at which its source will be live."""
    moment = scheduled_at(source)
    return not page.live and moment is not None and page.go_live_at is not None and page.go_live_at >= moment


def _worded(page: Page) -> set[str]:
    """Paths at which the page, as it would be published, shows words of its own language."""
    shown = units(type(page), opened(type(page), page.serializable_data()))
    return {unit.path for unit in shown if unit.value} - set(foreign_paths(page))
