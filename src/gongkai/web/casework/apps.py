"""Casework: requests from the door to the delivered answer."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy

# Lowest first; each may use those before it.
NOUNS = ("calendars", "requests", "clock", "searches", "decisions", "letters", "counting")


class CaseworkConfig(AppConfig):
    """Stands on bodies, approvals and vetting; the portal opens its public door."""

    name = "gongkai.web.casework"
    label = "casework"
    verbose_name = _lazy("依申请公开")

    def import_models(self) -> None:
        """Models stand with their nouns; there is no hall of all of them."""
        super().import_models()
        for noun in NOUNS:
            module = import_module(f"{self.name}.{noun}.models")
            self.models_module = self.models_module or module

    def ready(self) -> None:
        from gongkai.web.casework.cases.to_dos import to_dos
        from gongkai.web.casework.permissions import LOAD_NOTICE, SEARCH, SEE_CASES, SET_PROFILE
        from gongkai.web.office.home import provide_to_dos
        from gongkai.web.office.menu import Entry, Group, provide_entry, provide_further_entry

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
