"""Deeds on items. Nobody releases by role alone: a release goes its whole way."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import REVIEWERS, Role

SEE_DRAFTS = declare(
    "publishing.see-drafts",
    "查看未发布信息",
    at=[Role.DRAFTER, *REVIEWERS, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERVISOR],
    below=[Role.COUNTY_OFFICE, Role.SUPERVISOR],
)
DRAFT = declare("publishing.draft", "起草主动公开信息", at=[Role.DRAFTER])
FIRST_REVIEW = declare("publishing.first-review", "一审一校", at=[Role.FIRST_REVIEWER])
SECOND_REVIEW = declare("publishing.second-review", "二审二校", at=[Role.SECOND_REVIEWER])
THIRD_REVIEW = declare("publishing.third-review", "三审三校", at=[Role.THIRD_REVIEWER])
CHECK_SECRECY = declare("publishing.check-secrecy", "保密审查", at=[Role.SECRECY_REVIEWER])
RELEASE = declare("publishing.release", "发布", at=[Role.PUBLISHER])
# Only a command of the machine's owner takes over what was public before.
TAKE_OVER = declare("publishing.take-over", "移入历史信息")
HAND_OVER = declare(
    "publishing.hand-over",
    "打印工作交接单",
    at=[Role.DRAFTER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR],
)
OVERRIDE = declare(
    "publishing.override", "确认保留筛查发现的内容", at=[Role.SECRECY_REVIEWER, Role.THIRD_REVIEWER]
)
APPROVE_ATTRIBUTE = declare(
    "publishing.approve-attribute",
    "批准公开属性",
    at=[Role.SECRECY_REVIEWER, Role.THIRD_REVIEWER],
)
WITHDRAW = declare("publishing.withdraw", "撤下已发布信息", at=[Role.PUBLISHER])
CHANGE_VALIDITY = declare(
    "publishing.change-validity", "变更已发布文件的有效性", at=[Role.PUBLISHER]
)
POST = declare("publishing.post", "登记发到渠道和从渠道撤下", at=[Role.DRAFTER, Role.PUBLISHER])
MANAGE_CHANNELS = declare(
    "publishing.manage-channels",
    "维护发布渠道",
    at=[Role.PUBLISHER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE],
)
MANAGE_CATALOGUE = declare(
    "publishing.manage-catalogue",
    "维护公开目录",
    below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR],
)
TRIM_CATALOGUE = declare(
    "publishing.trim-catalogue",
    "确定本单位公开目录",
    at=[Role.DRAFTER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE],
)
SET_GUIDE = declare(
    "publishing.set-guide",
    "确定指南公布的渠道",
    at=[Role.DRAFTER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE],
)
SET_RULE = declare(
    "publishing.set-rule",
    "确定发布规则",
    at=[Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR],
)
SCAN = declare(
    "publishing.scan",
    "排查已发布信息",
    at=[Role.SECRECY_REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR],
)
SEE_OPINIONS = declare(
    "publishing.see-opinions",
    "查看公众意见",
    at=[Role.DRAFTER, *REVIEWERS, Role.PUBLISHER, Role.SUPERVISOR],
)
HANDLE_OPINIONS = declare("publishing.handle-opinions", "办理意见征集", at=[Role.DRAFTER])
REVIEW_RULES = declare(
    "publishing.review-rules", "复核工作制度", at=[Role.DRAFTER, Role.THIRD_REVIEWER]
)
