"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

EVIDENCE_EXPORTED = declare("publishing.export-evidence", "导出佐证材料", shows=False)
