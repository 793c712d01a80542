"""How everything looks: the tokens and components that the portal, the office, the sign-in and the printed pages share."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class LookConfig(AppConfig):
    """Stylesheets only; ``/office/style/`` shows each component in all its states."""

    name = "gongkai.web.look"
    label = "look"
    verbose_name = _lazy("外观")
