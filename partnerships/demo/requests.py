"""Three invented requests with somebody behind each who could be written to."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone

from cms.plugins.demo import DemoBuilder, DemoPage
from partnerships.models import PartnerRequestIndexPage, PartnerRequestPage, RequestSubmission, SubmissionState
from partnerships.services.requests.periods import open_until

CONTENT = Path(__file__).parent / "content"


def pages(demo: DemoBuilder) -> list[DemoPage]:
    """The section, then its requests."""
    data = demo.load(CONTENT / "requests.toml")
    index = data["index"]
    section = DemoPage(
        index["key"], PartnerRequestIndexPage, "home.home", index["words"], {**index["facts"], "show_in_menus": True},
        index["body"],
    )  # fmt: skip
    return [section, *(_request(demo, record) for record in data["request"])]


def build(demo: DemoBuilder) -> None:
    """Places, then drafts."""
    demo.load_entities(CONTENT / "entities")
    for page in pages(demo):
        demo.create(page)


def link(demo: DemoBuilder) -> None:
    """Bodies and publishing; then who is behind each, as if it had come by the form."""
    for page in pages(demo):
        demo.fill(page)
    for record in demo.load(CONTENT / "requests.toml")["request"]:
        _stand_behind(demo, record)


def _request(demo: DemoBuilder, record: Mapping[str, Any]) -> DemoPage:
    facts = {
        **record["facts"],
        "place": demo.entity("place", record["facts"]["place"]),
        "wished_country": demo.entity("country", record["country"]),
        "expire_at": open_until(timezone.localdate(), record["months"]),
    }
    relations = {
        "page_topics": [{"topic": demo.entity("topic", key)} for key in record["topics"]],
        "languages": [{"code": code} for code in record["languages"]],
    }
    return DemoPage(
        record["key"], PartnerRequestPage, "partnerships.requests", record["words"], facts, relations=relations
    )


def _stand_behind(demo: DemoBuilder, record: Mapping[str, Any]) -> None:
    page = demo.page(record["key"])
    RequestSubmission.objects.get_or_create(
        page_key=page.translation_key,
        defaults={
            "brings": page.brings,
            "state": SubmissionState.PUBLISHED,
            "told_on": timezone.localdate(),
            "language": record["languages"][0],
            "confirmed_at": timezone.now(),
            "decided_at": timezone.now(),
            "kind": page.kind,
            "place": page.place,
            "place_name": str(page.place),
            "topics": record["topics"],
            "wished_country": page.wished_country,
            "wished_size": page.wished_size,
            "languages": record["languages"],
            "about": page.lead,
            "months": record["months"],
            "office": record["office"],
            "email": record["email"],
        },
    )
