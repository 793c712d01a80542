"""Acts of reviews, suits and complaints, for the journal."""

from gongkai.web.journal.acts import declare

OPENED = declare("disputes.open", "登记复议诉讼", shows=False, about_citizen=True)
ANSWERED = declare("disputes.answer", "提交答复、答辩", shows=False, about_citizen=True)
HEARD = declare("disputes.hear", "登记听证、开庭", shows=False, about_citizen=True)
DECIDED = declare("disputes.decide", "登记复议决定、裁判", shows=False, about_citizen=True)
APPEALED = declare("disputes.appeal", "登记上诉", shows=False, about_citizen=True)
STANDS = declare("disputes.stand", "裁判生效", shows=False, about_citizen=True)
OPINION_CAME = declare("disputes.opinion-letter", "登记复议意见书", shows=False, about_citizen=True)
OPINION_REPORTED = declare(
    "disputes.report-opinion", "报送意见书落实情况", shows=False, about_citizen=True
)
COMPLIED = declare("disputes.comply", "登记履行", shows=False, about_citizen=True)
LESSON_KEPT = declare("disputes.keep-lesson", "记录教训", shows=False, about_citizen=True)
PARTY_SEEN = declare("disputes.see-party", "查看复议诉讼当事人", shows=False, about_citizen=True)
FILE_TAKEN = declare("disputes.take-file", "取出复议诉讼材料", shows=False, about_citizen=True)
COUNTS_EXPORTED = declare("disputes.export-register", "导出复议诉讼台账", shows=False)
COMPLAINT_RECEIVED = declare(
    "disputes.receive-complaint", "登记投诉举报", shows=False, about_citizen=True
)
COMPLAINT_ASKED = declare(
    "disputes.ask-about-complaint", "要求说明投诉事项", shows=False, about_citizen=True
)
COMPLAINT_EXPLAINED = declare(
    "disputes.explain-complaint", "说明投诉事项", shows=False, about_citizen=True
)
COMPLAINT_CONCLUDED = declare(
    "disputes.conclude-complaint", "办结投诉举报", shows=False, about_citizen=True
)
COMPLAINT_RECTIFIED = declare(
    "disputes.rectify-complaint", "登记整改完成", shows=False, about_citizen=True
)
COMPLAINANT_SEEN = declare(
    "disputes.see-complainant", "查看投诉举报人", shows=False, about_citizen=True
)
