"""Reading and writing of approved wordings and of the words in revisions."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page, Revision

from cms.translation.models import ApprovedWording, RevisionWords
from cms.translation.units import opened, units

from .compose import Composition, Wording, compose
from .family import facts_of

Wordings = dict[str, Wording]


def approved(page: Page) -> Wordings:
    """The approved wordings of a translation; retired ones first, for what comes back."""
    rows = ApprovedWording.objects.filter(translation_key=page.translation_key, locale_id=page.locale_id)
    return {row.path: Wording(row.value, row.source, row.binding) for row in rows.order_by("-retired", "pk")}


def approved_of(translation_key: UUID) -> dict[int, Wordings]:
    """The same for all languages of a page, by the key of the locale."""
    found: dict[int, Wordings] = defaultdict(dict)
    for row in ApprovedWording.objects.filter(translation_key=translation_key).order_by("-retired", "pk"):
        found[row.locale_id][row.path] = Wording(row.value, row.source, row.binding)
    return found


def words_in(revision: Revision) -> Wordings:
    """The words a revision brings."""
    rows = RevisionWords.objects.filter(revision=revision)
    return {row.path: Wording(row.value, row.source, row.binding) for row in rows}


def keep_words(revision: Revision, words: Mapping[str, Wording]) -> None:
    """Make these the words of the revision."""
    RevisionWords.objects.filter(revision=revision).delete()
    RevisionWords.objects.bulk_create(
        RevisionWords(revision=revision, path=path, value=word.value, source=word.source, binding=word.binding)
        for path, word in words.items()
    )


def approve(page: Page, words: Mapping[str, Wording], user: AbstractBaseUser | None) -> None:
    """Make words the approved wordings of their paths."""
    ApprovedWording.objects.bulk_create(
        [
            ApprovedWording(
                translation_key=page.translation_key,
                locale_id=page.locale_id,
                path=path,
                value=word.value,
                source=word.source,
                binding=word.binding,
                approved_by=user,
            )
            for path, word in words.items()
        ],
        update_conflicts=True,
        unique_fields=["translation_key", "locale", "path"],
        update_fields=["value", "source", "binding", "approved_by", "approved_at", "retired"],
    )


def retire_dropped(source: Page) -> None:
    """Mark wordings whose path the source no longer has; those whose path is back stand again."""
    rows = ApprovedWording.objects.filter(translation_key=source.translation_key)
    known = set(rows.values_list("path", "retired"))
    if not known:
        return
    model = type(source)
    paths = {unit.path for unit in units(model, opened(model, facts_of(source)))}
    dropped = {path for path, retired in known if not retired} - paths
    back = {path for path, retired in known if retired} & paths
    for found, retired in ((dropped, True), (back, False)):
        if found:
            rows.filter(path__in=found).update(retired=retired)


def composed(source: Page, target: Page, words: Mapping[str, Wording] | None = None) -> Composition:
    """The target's row composed anew from the source's."""
    found = {**approved(target), **(words or {})}
    derived = source.derived_texts(target.locale.language_code)
    return compose(type(source), facts_of(source), target.specific.serializable_data(), found, derived)


def written_words(source: Page, target: Page, content: dict) -> Wordings:
    """The words someone has put into content of the target, whichever form it came from.

    What differs from what the approved wordings give is theirs, said of the source text of this moment.
    """
    model = type(source)
    before = {unit.path: unit for unit in units(model, opened(model, source.serializable_data()))}
    known = compose(model, source.serializable_data(), content, approved(target)).content
    shown = {unit.path: unit.value for unit in units(model, opened(model, known))}
    return {
        unit.path: Wording(unit.value, before[unit.path].value, before[unit.path].binding)
        for unit in units(model, opened(model, content))
        if unit.path in before and unit.value and unit.value != shown.get(unit.path)
    }
