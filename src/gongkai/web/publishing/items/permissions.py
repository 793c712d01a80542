"""Deeds on items. Nobody releases by role alone: a release goes its whole way."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import REVIEWERS, Role

FIRST_REVIEW = declare("publishing.first-review", "一审一校", at=[Role.FIRST_REVIEWER])
SECOND_REVIEW = declare("publishing.second-review", "二审二校", at=[Role.SECOND_REVIEWER])
THIRD_REVIEW = declare("publishing.third-review", "三审三校", at=[Role.THIRD_REVIEWER])
CHECK_SECRECY = declare("publishing.check-secrecy", "保密审查", at=[Role.SECRECY_REVIEWER])
CONFIRM_HISTORY = declare(
    "publishing.confirm-history", "核对导入的信息以前确已公开", at=[*REVIEWERS]
)
RELEASE = declare("publishing.release", "发布", at=[Role.PUBLISHER])
DISMISS = declare(
    "publishing.dismiss",
    "对不拦发布的筛查发现不再提示",
    at=[Role.DRAFTER, *REVIEWERS],
)
OVERRIDE = declare(
    "publishing.override", "确认保留筛查发现的内容", at=[Role.SECRECY_REVIEWER, Role.THIRD_REVIEWER]
)
# Whoever masks, and whoever answers for what is kept, holds the copy against what came in.
SEE_ORIGINALS = declare(
    "publishing.see-originals",
    "查看脱敏前的原件",
    at=[Role.DRAFTER, Role.THIRD_REVIEWER, Role.SECRECY_REVIEWER],
)
# Whoever works on a draft, answers for what it keeps, or watches over it. A reviewer besides these opens what has come to
# his stage.
OPEN_DRAFT_FILES = declare(
    "publishing.open-draft-files",
    "审核轮到以前打开未发布信息的附件",
    at=[
        Role.DRAFTER,
        Role.THIRD_REVIEWER,
        Role.SECRECY_REVIEWER,
        Role.ADMINISTRATOR,
        Role.SUPERVISOR,
    ],
    below=[Role.COUNTY_OFFICE, Role.SUPERVISOR],
)
APPROVE_ATTRIBUTE = declare(
    "publishing.approve-attribute",
    "批准公开属性",
    at=[Role.SECRECY_REVIEWER, Role.THIRD_REVIEWER],
)
WITHDRAW = declare("publishing.withdraw", "撤下已发布信息", at=[Role.PUBLISHER])
# Whoever sees a leak takes it down at once; a second person confirms.
PULL = declare("publishing.pull", "紧急撤下", at=[Role.DRAFTER, *REVIEWERS, Role.PUBLISHER])
CHANGE_VALIDITY = declare(
    "publishing.change-validity", "变更已发布文件的有效性", at=[Role.PUBLISHER]
)
SET_RULE = declare(
    "publishing.set-rule",
    "确定发布规则",
    at=[Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR],
)
