"""The desk that every room shares."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Base screens, the home screen, the menu; rooms register what they show."""

    name = "gongkai.web.office"
    label = "office"
    verbose_name = "工作台"
