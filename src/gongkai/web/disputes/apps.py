"""Disputes: reviews, suits and complaints about what was done with requests and publication."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class DisputesConfig(AppConfig):
    """Stands on casework; reporting counts it."""

    name = "gongkai.web.disputes"
    label = "disputes"
    verbose_name = _lazy("复议诉讼")

    def ready(self) -> None:
        from gongkai.web.casework.requests.related import provide_related
        from gongkai.web.casework.retention.kinds import provide_kind
        from gongkai.web.disputes.actions.course import conclude_what_stands
        from gongkai.web.disputes.beside_cases import lessons, running, shown_beside
        from gongkai.web.disputes.permissions import (
            HOLLOW_COMPLAINTS,
            SEE_COMPLAINTS,
            SEE_DISPUTES,
        )
        from gongkai.web.disputes.retention import COMPLAINT, COMPLAINTS, DISPUTE
        from gongkai.web.disputes.to_dos import to_dos
        from gongkai.web.office.home import provide_to_dos
        from gongkai.web.office.menu import Entry, Group, provide_further_entry
        from gongkai.web.schedule.jobs import provide_job

        provide_to_dos("disputes", to_dos)
        provide_related("disputes", shown_beside, held=running, lessons=lessons)
        provide_kind(DISPUTE)
        provide_kind(COMPLAINT)
        provide_job("裁判生效", conclude_what_stands, daily=True)
        provide_further_entry(
            30, Entry(_lazy("复议诉讼"), "disputes:list", "warning", SEE_DISPUTES), Group.CASES
        )
        provide_further_entry(
            31, Entry(_lazy("复议诉讼统计"), "disputes:counts", "table", SEE_DISPUTES), Group.CASES
        )
        provide_further_entry(
            32,
            Entry(_lazy("投诉举报"), "disputes:complaints", "comment", SEE_COMPLAINTS),
            Group.CASES,
        )
        provide_further_entry(
            33,
            Entry(_lazy("投诉举报保管期满"), COMPLAINTS, "bin", HOLLOW_COMPLAINTS),
            Group.CASES,
        )
