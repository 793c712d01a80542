"""Acts of casework, for the journal."""

from gongkai.web.journal.acts import declare

RECEIVED = declare("casework.receive", "收到申请", shows=False, about_citizen=True)
REGISTERED = declare("casework.register", "登记申请", shows=False, about_citizen=True)
UNREACHED_KEPT = declare(
    "casework.keep-unreached", "登记联系不上的来信", shows=False, about_citizen=True
)
CALL_LOGGED = declare("casework.log-call", "记录联系申请人", shows=False, about_citizen=True)
APPLICANT_SEEN = declare(
    "casework.see-applicant", "查看申请人资料", shows=False, about_citizen=True
)
ELECTRONIC_AGREED = declare(
    "casework.agree-electronic", "登记同意电子送达", shows=False, about_citizen=True
)
TRIAGED = declare("casework.triage", "分类申请", shows=False, about_citizen=True)
SPLIT = declare("casework.split", "拆分申请", shows=False, about_citizen=True)
EVENT_RECORDED = declare("casework.record-event", "记录办理情况", shows=False, about_citizen=True)
EVENT_STRUCK = declare(
    "casework.strike-event", "划去登记错的办理情况", shows=False, about_citizen=True
)
REGISTRATION_CORRECTED = declare(
    "casework.correct-registration", "更正申请登记", shows=False, about_citizen=True
)
MERGED = declare("casework.merge", "合并办理", shows=False, about_citizen=True)
PAPER_RECORDED = declare(
    "casework.record-paper-letter", "补登纸质文书", shows=False, about_citizen=True
)
HOLLOWED = declare("casework.hollow", "去除期满的个人信息", shows=False, about_citizen=True)
PROACTIVE_DECIDED = declare(
    "casework.decide-proactive", "决定是否转为主动公开", shows=False, about_citizen=True
)
SEARCH_ASKED = declare("casework.ask-search", "布置检索", shows=False, about_citizen=True)
SEARCH_RETURNED = declare("casework.return-search", "反馈检索", shows=False, about_citizen=True)
REDACTION_STARTED = declare("casework.start-redaction", "开始遮盖", shows=False, about_citizen=True)
REDACTION_FINISHED = declare(
    "casework.finish-redaction", "生成遮盖副本", shows=False, about_citizen=True
)
REDACTION_ANSWERED = declare(
    "casework.let-stay-in-copy", "说明副本保留内容的理由", shows=False, about_citizen=True
)
REDACTION_VOIDED = declare("casework.void-redaction", "作废遮盖", shows=False, about_citizen=True)
DECISION_DRAFTED = declare(
    "casework.draft-decision", "拟定处理意见", shows=False, about_citizen=True
)
LETTER_DRAFTED = declare("casework.draft-letter", "起草文书", shows=False, about_citizen=True)
LETTER_REVISED = declare("casework.revise-letter", "修改文书", shows=False, about_citizen=True)
LETTER_DISCARDED = declare(
    "casework.discard-letter", "作废文书草稿", shows=False, about_citizen=True
)
LETTER_SUBMITTED = declare("casework.submit-letter", "送审文书", shows=False, about_citizen=True)
LETTER_APPROVED = declare("casework.approve-letter", "审核文书", shows=False, about_citizen=True)
LETTER_RETURNED = declare("casework.return-letter", "退回文书", shows=False, about_citizen=True)
LETTER_RECALLED = declare("casework.recall-letter", "撤回文书", shows=False, about_citizen=True)
LETTER_SKIP_PROPOSED = declare(
    "casework.propose-skip", "申请跳过文书审核", shows=False, about_citizen=True
)
LETTER_SKIPPED = declare("casework.skip", "跳过文书审核", shows=False, about_citizen=True)
LETTER_SIGNED = declare("casework.sign-letter", "签发文书", shows=False, about_citizen=True)
LETTER_SENT = declare("casework.send-letter", "送达文书", shows=False, about_citizen=True)
LETTER_ARRIVED = declare("casework.letter-arrived", "登记文书送到", shows=False, about_citizen=True)
LETTER_CAME_BACK = declare(
    "casework.letter-came-back", "登记文书退回", shows=False, about_citizen=True
)
EVIDENCE_TAKEN = declare("casework.take-evidence", "导出证据", shows=False, about_citizen=True)
REGISTER_IMPORTED = declare("casework.import-register", "导入申请台账", shows=False)
FEED_MADE = declare("casework.make-calendar-feed", "生成期限日历地址", shows=False)
NOTICE_LOADED = declare("casework.load-notice", "载入放假安排", shows=False)
CLOCK_MOVED = declare("casework.move-clock", "重算期限", shows=False, about_citizen=True)
NONE_CONTRADICTED = declare(
    "casework.contradict-none", "本月无申请的确认不再作数", shows=False, about_citizen=True
)
MOVE_SEEN = declare("casework.see-moved-day", "知悉截止日变动", shows=False, about_citizen=True)
NONE_SIGNED = declare("casework.sign-none", "确认本月无申请", shows=False)
PROFILE_SET = declare("casework.set-profile", "设置办件资料", shows=False)
REGISTER_EXPORTED = declare("casework.export-register", "导出申请台账", shows=False)
SETTING_CHOSEN = declare("casework.choose-setting", "选择办件设置", shows=False)
