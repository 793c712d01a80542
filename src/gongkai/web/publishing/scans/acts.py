"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

SCAN_STARTED = declare("publishing.start-scan", "开始存量排查", shows=False)
SCAN_STOPPED = declare("publishing.stop-scan", "暂停存量排查", shows=False)
SCAN_CONTINUED = declare("publishing.continue-scan", "继续存量排查", shows=False)
SCAN_FINISHED = declare("publishing.finish-scan", "完成存量排查", shows=False)
SCAN_EXPORTED = declare("publishing.export-scan", "导出排查清单", shows=False)
