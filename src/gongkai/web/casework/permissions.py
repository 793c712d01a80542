"""Deeds on requests. Whoever searches sees what is sought and never who asked."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

LETTER_READERS = [
    Role.REQUEST_HANDLER,
    Role.FIRST_REVIEWER,
    Role.SECOND_REVIEWER,
    Role.THIRD_REVIEWER,
]
SEE_CASES = declare(
    "casework.see-cases",
    "查看办件",
    at=[*LETTER_READERS, Role.SECRECY_REVIEWER, Role.SUPERVISOR],
)
SEE_LETTERS = declare(
    "casework.see-letters", "查看办件文书", at=[*LETTER_READERS, Role.SECRECY_REVIEWER]
)
SEE_APPLICANT = declare("casework.see-applicant", "查看申请人资料", at=[Role.REQUEST_HANDLER])
HANDLE = declare("casework.handle", "办理申请", at=[Role.REQUEST_HANDLER])
SEARCH = declare("casework.search", "办理检索", at=[Role.DRAFTER, Role.REQUEST_HANDLER])
REVIEW_LETTER = declare(
    "casework.review-letter", "审核文书", at=[Role.FIRST_REVIEWER, Role.SECOND_REVIEWER]
)
CHECK_LETTER = declare("casework.check-letter", "文书保密审查", at=[Role.SECRECY_REVIEWER])
SIGN_LETTER = declare("casework.sign-letter", "签发文书", at=[Role.THIRD_REVIEWER])
HOLLOW = declare("casework.hollow", "去除保管期满的个人信息", at=[Role.THIRD_REVIEWER])
LOAD_NOTICE = declare(
    "casework.load-notice", "载入放假安排", at=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR]
)
CHOOSE = declare("casework.choose", "选择办件设置", below=[Role.COUNTY_OFFICE])
SET_PROFILE = declare(
    "casework.set-profile", "设置办件资料", at=[Role.REQUEST_HANDLER, Role.ADMINISTRATOR]
)
