"""Acts of this room, for the journal."""

from gongkai.web.journal.acts import declare

CATALOGUE_LOADED = declare("publishing.load-catalogue", "载入公开目录")
CATALOGUE_TRIMMED = declare("publishing.trim-catalogue", "确定本单位公开目录")
DRAFTED = declare("publishing.draft", "起草")
REVISED = declare("publishing.revise", "修改")
ATTACHED = declare("publishing.attach", "添加附件")
ATTACHMENT_CLEANED = declare("publishing.clean-attachment", "附件改用脱敏副本")
SUBMITTED = declare("publishing.submit", "提交审核")
APPROVED = declare("publishing.approve", "审核通过")
RETURNED = declare("publishing.return", "退回修改")
SKIP_PROPOSED = declare("publishing.propose-skip", "申请跳过审核环节")
SKIPPED = declare("publishing.skip", "同意跳过审核环节")
RECALLED = declare("publishing.recall", "撤回送审")
SCREENED = declare("publishing.screen", "筛查")
OVERRIDDEN = declare("publishing.override", "确认保留筛查发现的内容")
SCHEDULED = declare("publishing.schedule", "定时发布")
RELEASED = declare("publishing.release", "发布")
WITHDRAWN = declare("publishing.withdraw", "撤下")
ZERO_SIGNED = declare("publishing.sign-zero", "签署本期无信息")
