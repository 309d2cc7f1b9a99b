"""How much of a translation is to be done, and since when: kept beside the page, so that lists need not compose it."""

from collections import Counter

from django.utils import timezone
from wagtail.models import Page

from cms.translation.models import TranslationProgress

from .compose import OUTDATED, UNTRANSLATED, WITHHELD, Composition


def keep_progress(
    target: Page, shown: Composition, worked: Composition | None = None, stored: TranslationProgress | None = None
) -> None:
    """Remember what is to be done of a translation as it is `shown`, and in words as it is `worked` on in a draft.

    `stored` is what is remembered, where it has been read already.
    """
    states, words = Counter(shown.states.values()), (worked or shown).words_to_do
    counts = {
        "outdated": states[OUTDATED], "untranslated": states[UNTRANSLATED] + states[WITHHELD], "words": words,
    }  # fmt: skip
    row = stored or TranslationProgress.objects.filter(page_id=target.pk).first()
    row = row or TranslationProgress(page_id=target.pk)
    if all(getattr(row, name) == number for name, number in counts.items()):
        return
    for name, number in counts.items():
        setattr(row, name, number)
    row.since = (row.since or timezone.now()) if row.outdated or row.untranslated else None
    TranslationProgress.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["page"], update_fields=[*counts, "since"]
    )


def keep_words(target: Page, worked: Composition) -> None:
    """The same after a draft was saved, which changes what readers see of no live page."""
    if target.live:
        TranslationProgress.objects.filter(page_id=target.pk).update(words=worked.words_to_do)
    else:
        keep_progress(target, worked)
