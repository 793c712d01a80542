"""What is done by the clock."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class ScheduleConfig(AppConfig):
    """Rooms register their jobs; one worker does them."""

    name = "gongkai.web.schedule"
    label = "schedule"
    verbose_name = _lazy("定时任务")

    def ready(self) -> None:
        from gongkai.web.office.home import provide_indicators
        from gongkai.web.schedule.alarms import indicators

        provide_indicators("schedule", indicators)
