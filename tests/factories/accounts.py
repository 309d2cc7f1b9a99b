"""Users, with a role where one is named: UserFactory(role="Editors")."""

from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from cms.accounts.models import User


class UserFactory(DjangoModelFactory):
    """An account without rights; `role` names an existing group; the password is "password"."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"user-{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, password="password", **kwargs)

    @factory.post_generation
    def role(self, create: bool, name: str | None, **kwargs: Any) -> None:
        """Join the group; grant_roles() must have run."""
        if name:
            self.groups.add(Group.objects.get(name=name))


class AdminFactory(UserFactory):
    """A superuser."""

    username = factory.Sequence(lambda number: f"admin-{number}")
    is_superuser = True
    is_staff = True
