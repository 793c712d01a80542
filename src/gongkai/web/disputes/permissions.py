"""Deeds on reviews, suits and complaints. The body complained of learns what is said, not who says it."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role
from gongkai.web.casework.permissions import LETTER_READERS

SEE_DISPUTES = declare(
    "disputes.see-disputes", "查看复议诉讼", at=[*LETTER_READERS, Role.SUPERVISOR]
)
# Who disputes is who asked: seen by those who see applicants.
SEE_PARTY = declare("disputes.see-party", "查看复议诉讼当事人和材料", at=[Role.REQUEST_HANDLER])
HANDLE_DISPUTES = declare("disputes.handle", "办理复议诉讼", at=[Role.REQUEST_HANDLER])
HANDLE_COMPLAINTS = declare(
    "disputes.handle-complaints",
    "办理投诉举报",
    at=[Role.COUNTY_OFFICE],
    below=[Role.COUNTY_OFFICE],
)
HOLLOW_COMPLAINTS = declare(
    "disputes.hollow-complaints",
    "去除保管期满的投诉举报人信息",
    at=[Role.COUNTY_OFFICE],
    below=[Role.COUNTY_OFFICE],
)
SEE_COMPLAINTS = declare(
    "disputes.see-complaints",
    "查看投诉举报",
    at=[Role.COUNTY_OFFICE, Role.REQUEST_HANDLER, Role.SUPERVISOR],
    below=[Role.COUNTY_OFFICE],
)
EXPLAIN_COMPLAINTS = declare(
    "disputes.explain-complaints", "说明投诉事项", at=[Role.REQUEST_HANDLER]
)
