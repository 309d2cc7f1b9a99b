"""Demo accounts, one per role; the password is printed, since the demo is for one's own machine."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from cms.accounts.models import User

DEMO_PASSWORD = "dialograum-demo"  # noqa: S105  (printed by the command; never made outside the demo)


@dataclass(frozen=True)
class Account:
    """One demo account: its group, or None for the superuser, and the language of its admin."""

    username: str
    group: str | None
    language: str


ACCOUNTS = (
    Account("editor", "Editors", "de"),
    Account("moderator", "Moderators", "de"),
    Account("translator-ru", "Translators (ru)", "ru"),
    Account("translator-en", "Translators (en)", "en"),
    Account("admin", None, "en"),
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
            first_name=account.username.capitalize(),
            is_superuser=account.group is None,
            is_staff=account.group is None,
        )
        if account.group:
            user.groups.add(Group.objects.get(name=account.group))
        UserProfile.objects.create(user=user, preferred_language=account.language)
        created += 1
    return created
