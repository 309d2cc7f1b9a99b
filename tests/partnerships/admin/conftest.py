"""Accounts of every role that read the admin in English."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.accounts.models import User
from cms.accounts.services.roles import grant_roles
from tests.factories.accounts import AdminFactory, UserFactory
from tests.partnerships.ground import (  # noqa: F401  (fixtures, in place of those built for each test)
    chemnitz,
    directory,
    ground,
    in_russian,
    page,
    saxony,
    volgograd,
)


@pytest.fixture
def account(directory: Page) -> Callable[[str], User]:  # noqa: F811  (that fixture)
    """An account of a role, which reads the admin in English."""
    grant_roles()

    def build(role: str) -> User:
        user = AdminFactory() if role == "admin" else UserFactory(role=role)
        UserProfile.objects.create(user=user, preferred_language="en")
        return user

    return build


@pytest.fixture
def signed_in(account: Callable[[str], User], client: Client) -> Callable[[str], Client]:
    """A client of a role."""

    def sign_in(role: str) -> Client:
        client.force_login(account(role))
        return client

    return sign_in


@pytest.fixture
def staff(signed_in: Callable[[str], Client]) -> Client:
    """A moderator, who may edit and publish profiles."""
    return signed_in("Moderators")
