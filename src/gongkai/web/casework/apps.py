"""Casework: requests from the door to the delivered answer."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.office.nouns import ModelsByNoun

# Lowest first; each may use those before it.
NOUNS = (
    "calendars",
    "choices",
    "requests",
    "clock",
    "searches",
    "decisions",
    "redactions",
    "letters",
    "evidence",
    "counting",
    "reminders",
)


class CaseworkConfig(ModelsByNoun, AppConfig):
    """Stands on bodies, approvals and vetting; the portal opens its public door."""

    name = "gongkai.web.casework"
    label = "casework"
    verbose_name = _lazy("依申请公开")
    nouns = NOUNS

    def ready(self) -> None:
        from gongkai.web.casework.cases.to_dos import to_dos
        from gongkai.web.casework.clock.naming import provide_names
        from gongkai.web.casework.letters.enclosing import let_go
        from gongkai.web.casework.letters.parties import consultation_names
        from gongkai.web.casework.letters.signals import answer_signed
        from gongkai.web.casework.permissions import (
            CHOOSE,
            HANDLE,
            HOLLOW,
            LOAD_NOTICE,
            SEARCH,
            SEE_CASES,
            SET_PROFILE,
        )
        from gongkai.web.casework.redactions.signals import copy_voided
        from gongkai.web.casework.reminders.sending import send_reminders
        from gongkai.web.casework.requests import held, mail
        from gongkai.web.casework.requests.signals import request_taken_in
        from gongkai.web.office.home import provide_to_dos
        from gongkai.web.office.menu import Entry, Group, provide_entry, provide_further_entry
        from gongkai.web.schedule.jobs import provide_job

        provide_names(consultation_names)
        answer_signed.connect(_freeze, dispatch_uid="casework-evidence")
        request_taken_in.connect(_contradict, dispatch_uid="casework-none-received")
        copy_voided.connect(let_go, dispatch_uid="casework-letters")
        provide_job("办件提醒", send_reminders)
        provide_job("未提交的申请到时去除", held.ASIDE.clear)
        provide_job("未登记的邮件到时去除", mail.ASIDE.clear)
        provide_to_dos("casework", to_dos)
        provide_entry(102, Entry(_lazy("依申请公开"), "casework:list", "mail", SEE_CASES))
        provide_further_entry(
            19, Entry(_lazy("待检索"), "casework:searches", "search", SEARCH), Group.CASES
        )
        provide_further_entry(
            20, Entry(_lazy("申请统计"), "casework:counts", "table", SEE_CASES), Group.CASES
        )
        provide_further_entry(
            21,
            Entry(_lazy("本月无申请"), "casework:none-received", "circle-check", SEE_CASES),
            Group.CASES,
        )
        provide_further_entry(
            22,
            Entry(_lazy("放假安排"), "casework:holiday-notices", "calendar-check", LOAD_NOTICE),
            Group.CASES,
        )
        provide_further_entry(
            23, Entry(_lazy("办件资料"), "casework:profiles", "cogs", SET_PROFILE), Group.CASES
        )
        provide_further_entry(
            26, Entry(_lazy("办件设置"), "casework:settings", "cogs", CHOOSE), Group.CASES
        )
        provide_further_entry(
            24, Entry(_lazy("期限日历"), "casework:calendar-feed", "calendar", HANDLE), Group.CASES
        )
        provide_further_entry(
            25, Entry(_lazy("保管期满"), "casework:retention", "bin", HOLLOW), Group.CASES
        )


def _contradict(sender: Any, disclosure_request: Any, by: Any, at: Any, **kwargs: Any) -> None:
    from gongkai.web.casework.counting.actions import contradict_none

    contradict_none(disclosure_request, by=by, at=at)


def _freeze(sender: Any, letter: Any, at: Any, **kwargs: Any) -> None:
    from gongkai.web.casework.evidence.actions import freeze

    freeze(letter, at=at)
