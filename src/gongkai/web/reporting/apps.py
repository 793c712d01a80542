"""Reporting: the annual reports of the bodies, counted, written, checked, handed in, collected and added up."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy

# Lowest first; each may use those before it.
NOUNS = ("registers", "counting", "writing", "rectifying", "assessing")


class ReportingConfig(AppConfig):
    """Counts what the lower rooms record; is read by the portal."""

    name = "gongkai.web.reporting"
    label = "reporting"
    verbose_name = _lazy("年度报告")

    def import_models(self) -> None:
        """The report itself stands in `models`; registers, figures and the like with their nouns."""
        super().import_models()
        for noun in NOUNS:
            import_module(f"{self.name}.{noun}.models")

    def ready(self) -> None:
        from gongkai.web.casework.counting.choices import provide_choices
        from gongkai.web.office.home import provide_to_dos
        from gongkai.web.office.menu import Entry, provide_entry, provide_further_entry
        from gongkai.web.publishing.items.elsewhere import provide_recogniser
        from gongkai.web.reporting.counting import disputes
        from gongkai.web.reporting.counting.choices import choices_of
        from gongkai.web.reporting.permissions import COLLECT, SEE_REPORTS
        from gongkai.web.reporting.recognition import where_reports_go
        from gongkai.web.reporting.to_dos import to_dos
        from gongkai.web.reporting.writing.opening import open_years
        from gongkai.web.schedule.jobs import provide_job

        provide_entry(102, Entry(_lazy("年度报告"), "reporting:list", "form", SEE_REPORTS))
        provide_entry(103, Entry(_lazy("年报收集"), "reporting:board", "group", COLLECT))
        provide_further_entry(
            30, Entry(_lazy("政务公开自评"), "reporting:assessments", "table", SEE_REPORTS)
        )
        provide_to_dos("reporting", to_dos)
        provide_recogniser(where_reports_go)
        disputes.connect()
        provide_choices(choices_of)
        provide_job("建立上一年度的年报", open_years, daily=True)
