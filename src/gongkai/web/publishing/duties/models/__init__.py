"""Models of this noun."""

from gongkai.web.publishing.duties.models.lateness import LatenessNote
from gongkai.web.publishing.duties.models.quota import MonthlyQuota
from gongkai.web.publishing.duties.models.zero import ZeroStatement

__all__ = [
    "LatenessNote",
    "MonthlyQuota",
    "ZeroStatement",
]
