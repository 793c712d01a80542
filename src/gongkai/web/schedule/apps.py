"""What is done by the clock."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    """Rooms register their jobs; one worker does them."""

    name = "gongkai.web.schedule"
    label = "schedule"
    verbose_name = "定时任务"
