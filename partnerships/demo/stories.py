"""Stories of some pairs, in three languages, where nobody has touched the profile since its import."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction

from cms.content_store.services.writing import gathering
from cms.plugins.demo import DemoBuilder, DemoPage
from partnerships.models import ImportRow, PartnershipPage

NAMES = ("chemnitz-wolgograd", "hamburg-sankt-petersburg", "erlangen-wladimir", "luedenscheid-taganrog")


def tell(demo: DemoBuilder, stories: Iterable[dict[str, Any]]) -> int:
    """Lead, body, picture and related pages; returns how many were told."""
    told = 0
    with transaction.atomic(), gathering() as gathered:
        # What shows the profiles is rendered by the sweep that follows.
        gathered.inline = 0
        for data in stories:
            profile = untouched(data["places"])
            if profile is not None:
                facts = {**data["facts"], "hero_picture": demo.picture(data["facts"]["hero_picture"])}
                related = {"related_page_links": data["related"]}
                page = DemoPage(
                    data["key"], PartnershipPage, "", data["words"], facts, data["body"], page_lists=related
                )
                demo.tell(profile, page)
                told += 1
    return told


def untouched(places: list[str]) -> PartnershipPage | None:
    """The profile of these places as the import has left it."""
    pages = PartnershipPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    for key in places:
        pages = pages.filter(places__place__key=key)
    page = pages.first()
    if page is None:
        return None
    row = ImportRow.objects.filter(partnership=page.translation_key).order_by("-pk").first()
    return page if row is not None and row.trace.get("revision") == page.latest_revision_id else None
