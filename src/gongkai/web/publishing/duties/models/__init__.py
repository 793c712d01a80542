"""Models of this noun."""

from gongkai.web.publishing.duties.models.demand import RowDemand
from gongkai.web.publishing.duties.models.lateness import LatenessNote
from gongkai.web.publishing.duties.models.nil_return import NilReturn
from gongkai.web.publishing.duties.models.quota import MonthlyQuota
from gongkai.web.publishing.duties.models.reminder import RowReminder

__all__ = [
    "LatenessNote",
    "MonthlyQuota",
    "NilReturn",
    "RowDemand",
    "RowReminder",
]
