"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

CATALOGUE_LOADED = declare("publishing.load-catalogue", "载入公开目录")
CATALOGUE_TRIMMED = declare("publishing.trim-catalogue", "确定本单位公开目录")
ROW_ADDED = declare("publishing.add-row", "增加公开事项")
ROW_CHANGED = declare("publishing.change-row", "修改公开事项")
CATALOGUE_IMPORTED = declare("publishing.import-catalogue", "导入公开目录")
STANDARD_ADOPTED = declare("publishing.adopt-standard", "换用标准目录")
CATALOGUE_READ = declare("publishing.read-catalogue", "上传本县目录待确认")
