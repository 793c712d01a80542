"""Reporting: the annual reports of the bodies, checked, handed in, collected and added up."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class ReportingConfig(AppConfig):
    """Reads what bodies file; is read by the portal."""

    name = "gongkai.web.reporting"
    label = "reporting"
    verbose_name = _lazy("年度报告")

    def ready(self) -> None:
        from gongkai.web.office.home import provide_to_dos
        from gongkai.web.office.menu import Entry, provide_entry
        from gongkai.web.reporting.permissions import COLLECT, SEE_REPORTS
        from gongkai.web.reporting.to_dos import to_dos

        provide_entry(102, Entry(_lazy("年度报告"), "reporting:list", "form", SEE_REPORTS))
        provide_entry(103, Entry(_lazy("年报收集"), "reporting:board", "group", COLLECT))
        provide_to_dos("reporting", to_dos)
