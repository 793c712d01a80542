"""The platform as a whole: settings, addresses, the home screen and the menu."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The top room, which knows every other."""

    name = "gongkai.web.project"
    label = "project"
    verbose_name = "平台"
