"""App config of cms.accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Labelled cms_accounts, which decides its tables' names."""

    name = "cms.accounts"
    label = "cms_accounts"
    verbose_name = "Accounts and roles"
    default_auto_field = "django.db.models.BigAutoField"
