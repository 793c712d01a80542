"""Acts on annual reports, for the journal."""

from gongkai.web.journal.acts import declare

REPORT_FILED = declare("reporting.file", "存入年度报告文件", shows=False)
FINDING_ANSWERED = declare("reporting.answer-finding", "说明年度报告的问题", shows=False)
REPORT_SUBMITTED = declare("reporting.submit", "报送年度报告", shows=False)
REPORT_RETURNED = declare("reporting.return", "退回年度报告", shows=False)
REPORT_ACCEPTED = declare("reporting.accept", "接收年度报告", shows=True)
REPORT_REOPENED = declare("reporting.reopen", "更正已接收的年度报告", shows=True)
REPORT_DEMANDED = declare("reporting.demand", "催报年度报告", shows=False)
DEMAND_ANSWERED = declare("reporting.answer-demand", "答复催报", shows=False)
DUE_DAY_SET = declare("reporting.set-due-day", "规定年度报告报送日期", shows=False)
