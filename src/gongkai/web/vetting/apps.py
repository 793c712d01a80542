"""The gate: what must not go out is found before anything leaves, whatever it belongs to."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class VettingConfig(AppConfig):
    """Screens any subject, keeps what was seen, and lays over it what persons decided."""

    name = "gongkai.web.vetting"
    label = "vetting"
    verbose_name = _lazy("审查")

    def ready(self) -> None:
        from gongkai.web.schedule.jobs import provide_job
        from gongkai.web.vetting.sightings import forget_old

        provide_job("旧版筛查结果", forget_old)
