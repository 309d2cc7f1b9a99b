"""What is searchable of the host: uploaded documents."""

from .services.documents.source import TYPE, DocumentSource

search_sources = {TYPE: DocumentSource()}
