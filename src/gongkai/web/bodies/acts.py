"""Acts of this room, for the journal."""

from gongkai.web.journal.acts import declare

SITE_CREATED = declare("bodies.create-site", "建立平台站点")
BODY_ESTABLISHED = declare("bodies.establish-body", "设立机构")
BODY_REORGANISED = declare("bodies.reorganise-body", "调整机构")
BODY_ABOLISHED = declare("bodies.abolish-body", "撤销机构")
CONTACTS_CHANGED = declare("bodies.change-contacts", "变更联系方式")
POST_CREATED = declare("bodies.create-post", "设置职务")
POST_CHANGED = declare("bodies.change-post", "修改职务")
APPOINTED = declare("bodies.appoint", "任职")
POST_LEFT = declare("bodies.leave-post", "免职")
GROUP_COMPOSED = declare("bodies.compose-group", "确定领导小组名单")
ROLE_GIVEN = declare("bodies.give-role", "授予岗位角色")
ROLE_WITHDRAWN = declare("bodies.withdraw-role", "收回岗位角色")
POWER_ASKED = declare("bodies.ask-power", "提出授权", shows=False)
POWER_CONFIRMED = declare("bodies.confirm-power", "确认授权", shows=False)
POWER_REFUSED = declare("bodies.refuse-power", "不同意授权", shows=False)
POWER_ALONE = declare("bodies.power-alone", "依例外单独授权")
EXCEPTION_GRANTED = declare("bodies.grant-exception", "批准人少机构例外")
EXCEPTION_ENDED = declare("bodies.end-exception", "终止人少机构例外")
MATTER_ASSIGNED = declare("bodies.assign-matter", "确定责任分工")
