"""The platform as a whole: settings, addresses, the home screen and the menu."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _lazy


class ProjectConfig(AppConfig):
    """The top room, which knows every other."""

    name = "gongkai.web.project"
    label = "project"
    verbose_name = _lazy("平台")

    def ready(self) -> None:
        from gongkai.web.office.home import provide_indicators
        from gongkai.web.project.indicators import reader_of_scans
        from gongkai.web.project.statistics import learn_sizes, take_statistics
        from gongkai.web.schedule.jobs import provide_job

        provide_indicators("reader", reader_of_scans)
        provide_job("数据库统计", take_statistics, daily=True)
        post_migrate.connect(learn_sizes, sender=self)
