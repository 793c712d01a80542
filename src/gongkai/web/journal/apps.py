"""The record of every act."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _lazy


class JournalConfig(AppConfig):
    """Listens to accounts; is written by every room above."""

    name = "gongkai.web.journal"
    label = "journal"
    verbose_name = _lazy("留痕")

    def ready(self) -> None:
        from gongkai.web.journal import listeners, triggers
        from gongkai.web.journal.anchors import JOB, export_anchor
        from gongkai.web.journal.indicators import indicators
        from gongkai.web.journal.logs import mask_tracebacks
        from gongkai.web.journal.nightly import check
        from gongkai.web.office.home import provide_indicators
        from gongkai.web.schedule.jobs import provide_job

        mask_tracebacks()
        listeners.connect()
        provide_job(JOB, export_anchor, daily=True)
        provide_job("留痕核验", check, daily=True)
        provide_indicators("journal", indicators)
        post_migrate.connect(triggers.after_migrate, sender=self)
