"""Deeds of supervision."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import EVERY_ROLE, Role

HAND_OVER = declare(
    "publishing.hand-over",
    "打印工作交接单",
    at=[Role.DRAFTER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR],
)
SEE_RECORDS = declare(
    "supervision.see-records",
    "查看监督保障台账",
    at=EVERY_ROLE,
    below=[Role.COUNTY_OFFICE, Role.SUPERVISOR, Role.ADMINISTRATOR],
)
KEEP_RECORDS = declare("supervision.keep-records", "登记监督保障台账", at=[Role.DRAFTER])
SIT_QUIZ = declare("supervision.sit-quiz", "参加答题", at=EVERY_ROLE)
READ_EVALUATIONS = declare(
    "supervision.read-evaluations",
    "查看评议",
    at=[Role.DRAFTER, Role.THIRD_REVIEWER, Role.PUBLISHER, Role.SUPERVISOR],
)
ANSWER_EVALUATIONS = declare("supervision.answer-evaluations", "登记和答复评议", at=[Role.DRAFTER])
PUBLISH_EVALUATIONS = declare(
    "supervision.publish-evaluations",
    "公布评议答复",
    at=[Role.THIRD_REVIEWER, Role.PUBLISHER],
)
HOLD_ACCOUNTABLE = declare(
    "supervision.hold-accountable",
    "登记追责问责",
    at=[Role.SUPERVISOR, Role.THIRD_REVIEWER],
    below=[Role.SUPERVISOR, Role.COUNTY_OFFICE],
)
REPORT_FROM_VILLAGE = declare(
    "supervision.report-from-village", "村里上报（手机）", at=[Role.DRAFTER]
)
ENABLE_HOUSEHOLDS = declare(
    "supervision.enable-households", "启用或停用到户查询", below=[Role.COUNTY_OFFICE]
)
OPEN_HOUSEHOLDS = declare(
    "supervision.open-households", "开放和关闭到户查询", at=[Role.DRAFTER, Role.PUBLISHER]
)
DISPATCH = declare(
    "supervision.dispatch", "发短信和推送到县级平台", at=[Role.DRAFTER, Role.PUBLISHER]
)
JOIN_PRACTICE = declare("supervision.join-practice", "参加演练", at=EVERY_ROLE)
SET_UP_PRACTICE = declare(
    "supervision.set-up-practice", "设立练习单位", below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR]
)
