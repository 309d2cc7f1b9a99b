"""A translator's words as a revision."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Page, Revision

from cms.translation.units import opened, units

from . import progress
from .compose import Wording, compose
from .family import flowing, lock
from .wordings import approved, keep_words, words_in


def pending_words(target: Page) -> dict[str, Wording]:
    """The words of the latest revision that are not public yet."""
    if not target.latest_revision_id or target.latest_revision_id == target.live_revision_id:
        return {}
    return words_in(target.latest_revision)


@transaction.atomic
def save_draft(source: Page, target: Page, texts: dict[str, str], user: AbstractBaseUser | None) -> Revision:
    """A revision with these words beside those already in work; an empty text takes back a word in work."""
    lock(source)
    model, content = type(source), source.serializable_data()
    before = {unit.path: unit for unit in units(model, opened(model, content))}
    row = Page.objects.select_related("locale").specific().get(pk=target.pk)
    words = {path: word for path, word in pending_words(row).items() if path in before and path not in texts}
    words |= {
        path: Wording(text, before[path].value, before[path].binding)
        for path, text in texts.items()
        if path in before and text
    }
    derived = source.derived_texts(row.locale.language_code)
    composition = compose(model, content, row.serializable_data(), {**approved(row), **words}, derived)
    with flowing():
        revision = row.with_content_json(composition.content).save_revision(user=user, clean=False, log_action=True)
    keep_words(revision, words)
    progress.keep_words(row, composition)
    return revision


def publish_words(source: Page, target: Page, texts: dict[str, str], user: AbstractBaseUser | None = None) -> Page:
    """Save words and publish them; permission is the caller's matter. Raises PublishRefused."""
    revision = save_draft(source, target, texts, user)
    revision.publish(user=user)
    return Page.objects.get(pk=target.pk).specific
