"""Models of this noun."""

from gongkai.web.publishing.intake.models.importing import (
    ColumnImport,
    ImportLine,
    ImportState,
    LineState,
)
from gongkai.web.publishing.intake.models.intake import Intake, IntakeFile
from gongkai.web.publishing.intake.models.recurring import ListIssue, RecurringList

__all__ = [
    "ColumnImport",
    "ImportLine",
    "ImportState",
    "Intake",
    "IntakeFile",
    "LineState",
    "ListIssue",
    "RecurringList",
]
