"""The directory as a data set, as schema.org has it."""

from typing import Any

from django.urls import reverse

from cms.content_store.presenters import absolute
from cms.schemas.pages import PageCard
from cms.tables import XLSX_TYPE
from partnerships.models import DATA_LICENCE

from .sources import licence_url

SCHEMA = "https://schema.org"
FORMATS = {
    "csv": "text/csv",
    "xlsx": XLSX_TYPE,
    "json": "application/json",
    "geojson": "application/geo+json",
}

JsonObject = dict[str, Any]


def directory_json_ld(card: PageCard) -> JsonObject:
    """A data set that can be downloaded; under the directory's own language."""
    return {
        "@context": SCHEMA,
        "@type": "Dataset",
        "@id": absolute(card.url),
        "url": absolute(card.url),
        "name": card.title,
        "description": card.lead or card.title,
        "inLanguage": card.locale,
        "license": licence_url(DATA_LICENCE),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": absolute(reverse(f"partnerships:directory_{extension}")),
            }
            for extension, media_type in FORMATS.items()
        ],
    }
