"""Supervision: training, meetings, tasks, and evidence of it all."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy

# Lowest first; each may use those before it.
NOUNS = (
    "papers",
    "training",
    "tasks",
    "meetings",
    "ledgers",
    "evaluation",
    "accountability",
    "facts",
    "demand",
    "villages",
    "broadcasts",
    "outreach",
    "households",
    "dispatches",
)


class SupervisionConfig(AppConfig):
    """Reads what the rooms below have recorded, and keeps what they do not."""

    name = "gongkai.web.supervision"
    label = "supervision"
    verbose_name = _lazy("监督保障")

    def import_models(self) -> None:
        """Models stand with their nouns; there is no hall of all of them."""
        super().import_models()
        for noun in NOUNS:
            module = import_module(f"{self.name}.{noun}.models")
            self.models_module = self.models_module or module

    def ready(self) -> None:
        from gongkai.web.journal.permissions import EXPORT_JOURNAL
        from gongkai.web.office.home import provide_to_dos
        from gongkai.web.office.menu import Entry, Group, provide_further_entry
        from gongkai.web.publishing.items.sheet_facts import provide_sheet_facts
        from gongkai.web.schedule.jobs import provide_job
        from gongkai.web.supervision.demand.hearing import heard
        from gongkai.web.supervision.demand.sources import provide_demand
        from gongkai.web.supervision.dispatches.actions import send_dispatches
        from gongkai.web.supervision.facts.on_the_sheet import facts
        from gongkai.web.supervision.households.actions import empty_expired
        from gongkai.web.supervision.permissions import (
            HAND_OVER,
            JOIN_PRACTICE,
            READ_EVALUATIONS,
            REPORT_FROM_VILLAGE,
            SEE_RECORDS,
        )
        from gongkai.web.supervision.to_dos import to_dos

        provide_to_dos("supervision", to_dos)
        provide_job("到户查询到期销毁", empty_expired, daily=True)
        provide_job("短信和推送", send_dispatches)
        provide_sheet_facts(facts)
        provide_demand("supervision", heard)
        provide_further_entry(
            13, Entry("佐证材料", "supervision:evidence", "download", EXPORT_JOURNAL)
        )
        provide_further_entry(14, Entry("工作交接", "supervision:handovers", "group", HAND_OVER))
        for group, entries in {
            Group.OVERSIGHT: (
                Entry(_lazy("培训"), "supervision:trainings", "calendar-check", SEE_RECORDS),
                Entry(_lazy("演练"), "supervision:practice", "edit", JOIN_PRACTICE),
                Entry(_lazy("会议"), "supervision:meetings", "group", SEE_RECORDS),
                Entry(_lazy("重点任务"), "supervision:tasks", "list-ul", SEE_RECORDS),
                Entry(_lazy("口径数据"), "supervision:facts", "table", SEE_RECORDS),
                Entry(_lazy("追责问责"), "supervision:accountabilities", "warning", SEE_RECORDS),
            ),
            Group.VOICES: (
                Entry(_lazy("热线信访台账"), "supervision:appeals", "mail", SEE_RECORDS),
                Entry(_lazy("舆情回应"), "supervision:issues", "comment", SEE_RECORDS),
                Entry(_lazy("社会评议"), "supervision:evaluations", "form", READ_EVALUATIONS),
                Entry(_lazy("公开需求"), "supervision:demand", "help", SEE_RECORDS),
            ),
            Group.VILLAGES: (
                Entry(
                    _lazy("手机上报"),
                    "supervision:village-desk",
                    "mobile-alt",
                    REPORT_FROM_VILLAGE,
                ),
                Entry(_lazy("公开栏和村"), "supervision:boards", "site", SEE_RECORDS),
                Entry(_lazy("到村情况"), "supervision:reach", "view", SEE_RECORDS),
                Entry(_lazy("广播"), "supervision:broadcasts", "media", SEE_RECORDS),
                Entry(_lazy("短信和推送"), "supervision:dispatches", "mail", SEE_RECORDS),
                Entry(_lazy("宣传活动"), "supervision:outreaches", "openquote", SEE_RECORDS),
                Entry(_lazy("离线包"), "supervision:offline", "download", SEE_RECORDS),
                Entry(_lazy("到户查询"), "supervision:households", "user", SEE_RECORDS),
            ),
        }.items():
            for order, entry in enumerate(entries, start=30):
                provide_further_entry(order, entry, group)
