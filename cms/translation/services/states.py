"""What state the words of a page are in, and which of its texts are in another language."""

from collections.abc import Sequence

from django.conf import settings
from wagtail.models import Page

from cms.translation.units import opened, units

from .compose import OUTDATED, UNTRANSLATED
from .family import source_of
from .wordings import composed, written_words


def path_states(page: Page) -> dict[str, str]:
    """{path: approved | outdated | source | withheld}; empty for pages that translate nothing."""
    source = source_of(page)
    return composed(source, page).states if source is not None else {}


def foreign_paths(page: Page) -> dict[str, str]:
    """{path: language} of texts shown in the source language; the page as given counts, drafts included."""
    source = source_of(page)
    if source is None:
        return {}
    model, content = type(source), page.serializable_data()
    own = written_words(source, page, content)
    states = composed(source, page).states
    untranslated = {path for path, state in states.items() if state == UNTRANSLATED and path not in own}
    shown = {unit.path for unit in units(model, opened(model, content)) if unit.value}
    return dict.fromkeys(sorted(untranslated & shown), settings.LANGUAGE_CODE)


def foreign_paths_for(pages: Sequence[Page]) -> dict[int, dict[str, str]]:
    """foreign_paths of several pages by their ids."""
    return {page.pk: foreign_paths(page) for page in pages}


def outdated_paths(page: Page) -> list[str]:
    """Paths whose source has changed since their words were approved."""
    return [path for path, state in path_states(page).items() if state == OUTDATED]
