"""Rights on profiles follow those on pages, and are asked for once of a user as loaded."""

import pytest
from django.contrib.auth import get_user_model

from partnerships.services import staff
from tests.factories.accounts import UserFactory
from tests.factories.pages import publish_section
from tests.factories.partnerships import DirectoryPageFactory
from tests.factories.site import build_site, home_of


@pytest.fixture
def _directory(db: None) -> None:
    build_site()
    publish_section(DirectoryPageFactory(parent=home_of("de")))


@pytest.mark.usefixtures("_directory")
def test_asked_once(django_assert_num_queries):
    first, user = UserFactory.create_batch(2, is_superuser=True)
    # What is remembered for all users is asked for here.
    assert staff.may_edit(first)
    with django_assert_num_queries(2):
        assert [staff.may_edit(user), staff.may_publish(user), staff.may_edit(user), staff.may_publish(user)] == [
            True
        ] * 4


@pytest.mark.usefixtures("_directory")
def test_rights_that_were_given_count_for_the_next_request():
    user = UserFactory()
    assert (staff.may_edit(user), staff.may_publish(user)) == (False, False)
    get_user_model().objects.filter(pk=user.pk).update(is_superuser=True)
    loaded = get_user_model().objects.get(pk=user.pk)
    assert (staff.may_edit(loaded), staff.may_publish(loaded)) == (True, True)
