"""Deeds on annual reports."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import EVERY_ROLE, Role

SEE_REPORTS = declare(
    "reporting.see",
    "查看年度报告",
    at=EVERY_ROLE,
    below=[Role.COUNTY_OFFICE, Role.SUPERVISOR],
)
FILE_REPORT = declare(
    "reporting.file", "编制年度报告", at=[Role.DRAFTER], below=[Role.COUNTY_OFFICE]
)
REVIEW_REPORT = declare(
    "reporting.review", "审核年度报告", at=[Role.FIRST_REVIEWER, Role.SECOND_REVIEWER]
)
SUBMIT_REPORT = declare(
    "reporting.submit", "审签并报送年度报告", at=[Role.THIRD_REVIEWER, Role.PUBLISHER]
)
COLLECT = declare(
    "reporting.collect", "收集年度报告", at=[Role.COUNTY_OFFICE], below=[Role.COUNTY_OFFICE]
)
SEE_PERSONS = declare(
    "reporting.see-persons",
    "查看人员的自评得分",
    at=[Role.THIRD_REVIEWER, Role.PUBLISHER, Role.COUNTY_OFFICE],
    below=[Role.COUNTY_OFFICE, Role.SUPERVISOR],
)
