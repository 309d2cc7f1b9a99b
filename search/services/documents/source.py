"""Documents as search finds them: as long as a public page of the language shows them and everybody may have them."""

import datetime
from collections.abc import Collection, Iterable
from pathlib import PurePath
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cms.media.models import DocumentFile
from cms.media.services.rights import is_public, restricted_collections
from search.models import DocumentText
from search.records import SearchRecord, SourceCard
from search.services.spans import Span, current, next_change, of_tags

from .reading import file_of

TYPE = "media.document"


class FoundDocument(SourceCard):
    """An uploaded file in results of the search."""

    type: Literal["media.document"] = TYPE
    id: int
    format: str = Field(description="Ending of the file's name, e.g. pdf.")
    size: int = Field(description="Bytes.")
    credit: str = Field(description="May be empty.")


class DocumentSource:
    """Files by their title and text."""

    label = _("Document")
    called = _("file, PDF, download, attachment")
    follows = "documentfile"
    card_schema = FoundDocument

    def records(self, values: Collection[str], locale: str) -> Iterable[SearchRecord]:
        """Four queries for any number of documents."""
        documents = DocumentFile.objects.in_bulk([int(value) for value in values if value.isdigit()])
        restricted = restricted_collections()
        public = {pk: document for pk, document in documents.items() if is_public(document, restricted)}
        spans = of_tags([f"{self.follows}:{pk}" for pk in public], locale)
        read = DocumentText.objects.filter(document__in=public).values_list("document_id", "file", "text")
        # Of a file that was replaced, nothing is found while the new one waits to be read.
        texts = {pk: text for pk, file, text in read if file == file_of(public[pk])}
        for pk, document in public.items():
            record = self._record(document, spans.get(f"{self.follows}:{pk}", []), texts.get(pk, ""), locale)
            if record is not None:
                yield record

    def _record(self, document: DocumentFile, spans: list[Span], text: str, locale: str) -> SearchRecord | None:
        now = timezone.now()
        span = current(spans, now)
        if span is None:
            return None
        ends = [moment for moment in (span.ends, end_of(document)) if moment]
        return SearchRecord(
            key=f"{self.follows}:{document.pk}:{locale}",
            type=TYPE,
            locale=locale,
            url=document.url,
            title=document.title,
            text=text,
            date=timezone.localdate(document.created_at),
            facets={"type": {TYPE}},
            visible_from=span.begins,
            expires_at=min(ends, default=None),
            valid_until=next_change(spans, now),
            card={
                "id": document.pk,
                "format": PurePath(document.filename).suffix.lstrip(".").lower(),
                "size": document.file_size or 0,
                "credit": document.credit,
            },
        )


def end_of(document: DocumentFile) -> datetime.datetime | None:
    """The end of the last day on which the file may be shown."""
    if document.expires_on is None:
        return None
    return timezone.make_aware(
        datetime.datetime.combine(document.expires_on + datetime.timedelta(days=1), datetime.time())
    )
