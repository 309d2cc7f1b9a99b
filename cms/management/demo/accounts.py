"""Demo accounts, one per role; the password is printed, since the demo is for one's own machine."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from cms.accounts.models import User

DEMO_PASSWORD = "dialograum-demo"  # noqa: S105  (printed by the command; never made outside the demo)


@dataclass(frozen=True)
class Account:
    """One demo account: the name its colleagues see, its group, or None for the superuser, and its admin's language."""

    username: str
    name: str
    group: str | None
    language: str


ACCOUNTS = (
    Account("editor", "Redaktion", "Editors", "de"),
    Account("moderator", "Moderation", "Moderators", "de"),
    Account("translator-ru", "Перевод (ru)", "Translators (ru)", "ru"),
    Account("translator-en", "Translation (en)", "Translators (en)", "en"),
    Account("admin", "Administration", None, "en"),
)


def create_accounts() -> int:
    """Create the missing accounts; returns how many."""
    created = 0
    for account in ACCOUNTS:
        if User.objects.filter(username=account.username).exists():
            continue
        user = User.objects.create_user(
            account.username,
            f"{account.username}@example.org",
            DEMO_PASSWORD,
            first_name=account.name,
            is_superuser=account.group is None,
            is_staff=account.group is None,
        )
        if account.group:
            user.groups.add(Group.objects.get(name=account.group))
        UserProfile.objects.create(user=user, preferred_language=account.language)
        created += 1
    return created
