"""The desk that every room shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class OfficeConfig(AppConfig):
    """Base screens, the home screen, the menu; rooms register what they show."""

    name = "gongkai.web.office"
    label = "office"
    verbose_name = _lazy("工作台")
