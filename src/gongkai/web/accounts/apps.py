"""Users, what they may do, and how they sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class AccountsConfig(AppConfig):
    """The lowest room of the platform: it knows no other."""

    name = "gongkai.web.accounts"
    label = "accounts"
    verbose_name = _lazy("用户")
