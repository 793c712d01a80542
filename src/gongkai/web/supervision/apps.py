"""Supervision: evidence of a period, and what a successor is handed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class SupervisionConfig(AppConfig):
    """Reads what the rooms below have recorded."""

    name = "gongkai.web.supervision"
    label = "supervision"
    verbose_name = _lazy("监督保障")

    def ready(self) -> None:
        from gongkai.web.journal.permissions import EXPORT_JOURNAL
        from gongkai.web.office.menu import Entry, provide_further_entry
        from gongkai.web.supervision.permissions import HAND_OVER

        provide_further_entry(
            13, Entry("佐证材料", "supervision:evidence", "download", EXPORT_JOURNAL)
        )
        provide_further_entry(14, Entry("工作交接", "supervision:handovers", "group", HAND_OVER))
