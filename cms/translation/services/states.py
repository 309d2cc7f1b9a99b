"""Which texts of a page are in another language."""

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page, TranslatableMixin

from cms.pages.models import ForumPage
from cms.translation.models import ApprovedWording, RevisionWords
from cms.translation.richtext import words_of
from cms.translation.units import Unit, relations_with_words, signature_of, stream_fields, units, word_fields

from .family import is_source_locale, is_translation


def foreign_paths(page: ForumPage) -> dict[str, str]:
    """{path: language} of the texts of the page as given, row or revision, that are not in its language.

    A text is in the page's language when it was approved or published there, in a revision also when any
    revision's words say it. Everything else came from the source, whatever went wrong since.
    """
    return {unit.path: settings.LANGUAGE_CODE for unit in _foreign(page)}


def foreign_texts(page: ForumPage) -> dict[str, str]:
    """{text: language} of the same, as they are stored."""
    return {unit.value: settings.LANGUAGE_CODE for unit in _foreign(page)}


def _foreign(page: ForumPage) -> list[Unit]:
    if is_source_locale(page):
        return []
    texts = [unit for unit in units(type(page), _texts(page)) if unit.value]
    if not texts or not is_translation(page):
        return []
    worded = _worded(page)
    return [unit for unit in texts if (signature_of(unit.path), words_of(unit.value)) not in worded]


def _worded(page: ForumPage) -> set[tuple[str, str]]:
    """(path without ids, words) of everything that was ever said here in the page's language.

    The words of the live revision count before they are approved, which happens while its publish is told.
    """
    revisions = Q(revision_id=page.live_revision_id)
    if page.from_revision:
        revisions = Q(revision__object_id=str(page.pk), revision__base_content_type=page.get_base_content_type())
    approved = ApprovedWording.objects.filter(translation_key=page.translation_key, locale_id=page.locale_id)
    rows = [
        *approved.values_list("path", "value"),
        *RevisionWords.objects.filter(revisions).values_list("path", "value"),
    ]
    return {(signature_of(path), words_of(value)) for path, value in rows}


def _texts(page: Page) -> dict:
    """What `units` reads of a page, without its other children."""
    model = type(page)
    content = {field.name: getattr(page, field.attname) for field in model._meta.concrete_fields}
    for field in stream_fields(model):
        content[field.name] = field.stream_block.get_prep_value(content[field.name])
    for name in (relation.get_accessor_name() for relation in relations_with_words(model)):
        content[name] = [_row(row) for row in getattr(page, name).all()]
    return content


def _row(row: TranslatableMixin) -> dict:
    words = {field.name: getattr(row, field.attname) for field in word_fields(type(row))}
    return {"translation_key": str(row.translation_key), **words}
