"""Which pieces of what is indexed are not in the language of their page, so that no excerpt passes them off as such."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wagtail.models import Page

from cms.translation.services.states import foreign_texts

from .texts import plain


def pages_of(details: Mapping[int, Mapping[str, Any]]) -> dict[int, Page]:
    """The pages of details by page that name something foreign, which they do by the fields of models."""
    wanted = [page_id for page_id, detail in details.items() if detail["foreign_text"]]
    return {page.pk: page for page in Page.objects.filter(pk__in=wanted).specific()} if wanted else {}


def languages_of(page: Page | None, detail: Mapping[str, Any]) -> dict[str, str]:
    """{plain text: language} of texts without translation, and of names that are shown in another language."""
    found = dict(_named_otherwise(detail, detail["locale"]))
    texts = foreign_texts(page) if page else {}
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
