"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

NIL_RETURN_SIGNED = declare("publishing.sign-nil-return", "签署本期无信息", shows=False)
QUOTA_SET = declare("publishing.set-quota", "确定月度条数要求")
QUOTA_ENDED = declare("publishing.end-quota", "停止月度条数要求")
LATENESS_EXPLAINED = declare("publishing.explain-lateness", "说明逾期原因")
