"""A superuser who works in English, so that labels are the source texts."""

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from tests.factories.accounts import AdminFactory


@pytest.fixture
def staff(db: None, client: Client) -> Client:
    """A client logged in as administrator."""
    user = AdminFactory()
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client
