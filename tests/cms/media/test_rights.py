"""Which files readers may see, and what the forms of staff ask for."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.template import Context, Template
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from cms.accounts.services.roles import grant_roles
from cms.media.services.rights import is_public, restricted_collections
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.media import DocumentFileFactory, PictureFactory
from tests.factories.site import build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed() -> Collection:
    """A collection below one that only some may see."""
    above = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=above, restriction_type=CollectionViewRestriction.LOGIN)
    return above.add_child(name="Presse")


def test_a_picture_with_credit_is_public():
    assert is_public(PictureFactory())


@pytest.mark.parametrize(("until", "public"), [("2020-01-01", False), ("2999-12-31", True), (None, True)])
def test_expiry(until: str | None, public: bool):
    picture = PictureFactory(expires_on=until)
    picture.refresh_from_db()
    assert is_public(picture) is public


def test_restricted_collections_and_those_below(closed: Collection):
    assert restricted_collections() == {closed.pk, closed.get_parent().pk}
    assert not is_public(PictureFactory(collection=closed))


def test_the_rights_of_many_files_cost_one_query(closed: Collection, django_assert_num_queries):
    pictures = [PictureFactory(collection=closed), PictureFactory(), PictureFactory()]
    restricted = restricted_collections()
    with django_assert_num_queries(0):
        assert [is_public(picture, restricted) for picture in pictures] == [False, True, True]


@pytest.mark.parametrize(("until", "status"), [("2020-01-01", 404), ("2999-12-31", 200)])
def test_an_expired_document_is_not_handed_out(client: Client, until: str, status: int):
    document = DocumentFileFactory(expires_on=until)
    response = client.get(document.url)
    assert response.status_code == status
    response.close()


def test_staff_still_open_an_expired_document(client: Client):
    client.force_login(AdminFactory())
    response = client.get(DocumentFileFactory(expires_on="2020-01-01").url)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"Programm")
    response.close()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/admin/images/add/", ["credit", "licence", "licence_note", "expires_on"]),
        ("/admin/documents/add/", ["credit", "licence", "licence_note", "expires_on"]),
    ],
)
def test_the_form_asks_for_rights(client: Client, address: str, fields: list[str]):
    build_site()
    grant_roles()
    client.force_login(UserFactory(role="Editors"))
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert [name for name in fields if page.select_one(f"[name={name}]")] == fields
    assert Group.objects.filter(name="Editors").exists()


def test_a_picture_is_offered_in_every_size_and_format_it_can_have():
    picture = PictureFactory(file__width=1000, file__height=500)
    template = Template('{% load picture_tags %}{% picture_element picture alt="Eine Brücke" lang="de" %}')
    html = BeautifulSoup(template.render(Context({"picture": picture})), "html.parser")
    widths = [address.rsplit(" ", 1)[1] for address in html.img["srcset"].split(", ")]
    assert widths == ["400w", "800w", "1000w"]
    assert [(source["type"], source["srcset"].count("w,")) for source in html.select("source")] == [("image/webp", 2)]
    assert (html.img["width"], html.img["height"], html.img["alt"], html.img["lang"]) == (
        "800",
        "400",
        "Eine Brücke",
        "de",
    )
