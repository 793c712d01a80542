"""Users, what they may do, and how they sign in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The lowest room of the platform: it knows no other."""

    name = "gongkai.web.accounts"
    label = "accounts"
    verbose_name = "用户"
