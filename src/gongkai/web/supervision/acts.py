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
