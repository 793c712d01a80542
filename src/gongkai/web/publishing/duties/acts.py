"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

NIL_RETURN_SIGNED = declare("publishing.sign-nil-return", "签署本期无信息", shows=False)
QUOTA_SET = declare("publishing.set-quota", "确定月度条数要求")
QUOTA_ENDED = declare("publishing.end-quota", "停止月度条数要求")
ROW_DEMANDED = declare("publishing.demand-row", "督办", shows=False)
ROW_DEMAND_ANSWERED = declare("publishing.answer-row-demand", "答复督办", shows=False)
LATENESS_EXPLAINED = declare("publishing.explain-lateness", "说明逾期原因")
