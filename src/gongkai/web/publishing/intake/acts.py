"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

FILES_RECEIVED = declare("publishing.receive-files", "收到待登记文件")
FILES_ENTERED = declare("publishing.enter-files", "登记收到的文件")
FILES_DISCARDED = declare("publishing.discard-files", "放弃收到的文件")
LIST_CREATED = declare("publishing.create-list", "设立定期名单")
LIST_CHANGED = declare("publishing.change-list", "修改定期名单")
LIST_ISSUED = declare("publishing.issue-list", "起草一期名单")
IMPORT_STARTED = declare("publishing.start-import", "开始导入存量信息")
IMPORT_COLUMNS = declare("publishing.set-import-columns", "确认导入的列")
IMPORT_STOPPED = declare("publishing.stop-import", "停止导入")
IMPORT_CONTINUED = declare("publishing.continue-import", "继续导入")
IMPORTED = declare("publishing.import-item", "导入一条信息")
IMPORT_DONE = declare("publishing.finish-import", "完成导入")
HISTORY_CONFIRMED = declare("publishing.confirm-history", "核对已公开历史信息")
HISTORY_RELEASED = declare("publishing.release-history", "登记已公开历史信息")
