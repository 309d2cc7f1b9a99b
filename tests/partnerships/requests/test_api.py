"""Requests as another site gets them."""

from django.test import Client

from cms.content_store.models import ContentItem
from partnerships.models import PartnerRequestPage

ROOT = "/api/v1/partnerships/requests/"


def found(client: Client, **parameters: str) -> list[int]:
    return [card["id"] for card in client.get(ROOT, parameters).json()["items"]]


def test_filters(client: Client, request_page: PartnerRequestPage) -> None:
    own = [request_page.pk]
    assert [
        found(client), found(client, kind=request_page.kind), found(client, place="musterstadt"),
        found(client, place="twer"), found(client, country="DE"), found(client, country="RU"),
        found(client, locale="ru"),
    ] == [own, own, own, [], own, [], []]  # fmt: skip
    refused = ({"kind": "love"}, {"size": "huge"}, {"colour": "red"})
    assert [client.get(ROOT, parameters).status_code for parameters in refused] == [400, 400, 400]


def test_detail_is_the_content_item_and_names_nobody(client: Client, request_page: PartnerRequestPage) -> None:
    answer = client.get(f"{ROOT}{request_page.pk}/")
    assert answer.content == bytes(ContentItem.objects.get(pk=request_page.pk).detail)
    assert "@" not in answer.content.decode()
    assert client.get(f"{ROOT}{request_page.get_parent().pk}/").status_code == 404
