"""Acts of this room, for the journal."""

from gongkai.web.journal.acts import declare

EVIDENCE_EXPORTED = declare("publishing.export-evidence", "导出佐证材料", shows=False)
TRAINING_PLANNED = declare("supervision.plan-training", "列入培训计划", shows=False)
TRAINING_HELD = declare("supervision.hold-training", "登记培训", shows=False)
TRAINING_CANCELLED = declare("supervision.cancel-training", "取消培训", shows=False)
QUIZ_SAT = declare("supervision.sit-quiz", "参加答题", shows=False)
MEETING_RECORDED = declare("supervision.record-meeting", "登记会议", shows=False)
TASKS_TAKEN_IN = declare("supervision.take-in-tasks", "导入重点工作清单", shows=False)
TASK_ADDED = declare("supervision.add-task", "新增任务", shows=False)
TASK_CLOSED = declare("supervision.close-task", "办结任务", shows=False)
TASK_REOPENED = declare("supervision.reopen-task", "重新打开任务", shows=False)
APPEALS_TAKEN_IN = declare("supervision.take-in-appeals", "导入热线信访台账", shows=False)
APPEAL_PARTED = declare("supervision.part-appeal", "更正重复标记", shows=False)
APPEAL_ROUTED = declare("supervision.route-appeal", "登记已告知申请渠道", shows=False)
ISSUE_ENTERED = declare("supervision.enter-issue", "登记舆情", shows=False)
ISSUE_ANSWERED = declare("supervision.answer-issue", "登记舆情回应", shows=False)
EVALUATION_RECEIVED = declare(
    "supervision.receive-evaluation", "收到评议", shows=False, about_citizen=True
)
EVALUATION_ENTERED = declare(
    "supervision.enter-evaluation", "登记评议", shows=False, about_citizen=True
)
EVALUATION_ANSWERED = declare("supervision.answer-evaluation", "答复评议", about_citizen=True)
ACCOUNTABILITY_ENTERED = declare("supervision.enter-accountability", "登记追责问责", shows=False)
ACCOUNTABILITY_CLOSED = declare("supervision.close-accountability", "办结追责问责", shows=False)
DEMAND_ACCEPTED = declare("supervision.accept-demand", "采纳公开需求", shows=False)
DEMAND_DECLINED = declare("supervision.decline-demand", "不采纳公开需求", shows=False)
FACT_ENTERED = declare("supervision.enter-fact", "登记口径数据", shows=False)
FACT_WITHDRAWN = declare("supervision.withdraw-fact", "撤回口径数据", shows=False)
PHONE_MESSAGE_TAKEN = declare("supervision.take-phone-message", "收到村里上报", shows=False)
VILLAGE_ANSWERED = declare("supervision.answer-village", "答复村里来问", shows=False)
BROADCAST_PLANNED = declare("supervision.plan-broadcast", "安排广播", shows=False)
BROADCAST_PLAYED = declare("supervision.play-broadcast", "登记已播出", shows=False)
OUTREACH_RECORDED = declare("supervision.record-outreach", "登记宣传活动", shows=False)
HOUSEHOLDS_ENABLED = declare("supervision.enable-households", "启用到户查询", shows=False)
HOUSEHOLDS_DISABLED = declare("supervision.disable-households", "停用到户查询")
HOUSEHOLDS_OPENED = declare("supervision.open-households", "开放到户查询")
HOUSEHOLDS_CLOSED = declare("supervision.close-households", "关闭到户查询")
PRACTICE_JOINED = declare("supervision.join-practice", "开始演练", shows=False)
PRACTICE_HELPED = declare("supervision.help-practice", "演练同事审核", shows=False)
