"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

GUIDE_SET = declare("publishing.set-guide", "确定指南公布的渠道")
GUIDE_CONFIRMED = declare("publishing.confirm-guide", "核对指南无变化")
