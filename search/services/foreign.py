"""Which pieces of what is indexed are not in the language of their page, so that no excerpt passes them off as such."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wagtail.models import Page

from cms.translation.services.states import foreign_texts

from .texts import plain


def languages_of(page_id: int, detail: Mapping[str, Any]) -> dict[str, str]:
    """{plain text: language} of texts without translation, and of names that are shown in another language.

    Details name what is foreign by the fields of models, so that the page is asked for the words.
    """
    found = dict(_named_otherwise(detail, detail["locale"]))
    page = Page.objects.filter(pk=page_id).first() if detail["foreign_text"] else None
    texts = foreign_texts(page.specific) if page else {}
    return {**found, **{plain(text): language for text, language in texts.items()}}


def foreign_pieces(pieces: Iterable[str], languages: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Where those that are in another language begin and end in running text, and which that is."""
    found, position = [], 0
    for piece in filter(None, pieces):
        end = position + len(piece)
        if piece in languages:
            found.append((position, end, languages[piece]))
        position = end + 1
    return found


def _named_otherwise(value: Any, locale: str) -> Iterator[tuple[str, str]]:
    """Names of entities say in which language they are."""
    if isinstance(value, Mapping):
        name, language = value.get("name"), value.get("language")
        if isinstance(name, str) and isinstance(language, str) and language not in ("", locale):
            yield plain(name), language
        value = list(value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from _named_otherwise(part, locale)
