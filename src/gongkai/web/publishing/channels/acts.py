"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

CHANNEL_OPENED = declare("publishing.open-channel", "登记发布渠道", shows=False)
CHANNEL_CHANGED = declare("publishing.change-channel", "变更发布渠道", shows=False)
CHANNEL_CHECKED = declare("publishing.check-channel", "检查发布渠道", shows=False)
CHANNEL_CLOSED = declare("publishing.close-channel", "停用发布渠道", shows=False)
POSTED = declare("publishing.post", "登记发到渠道", shows=False)
POSTING_CORRECTED = declare("publishing.correct-posting", "更正发布记录", shows=False)
POSTING_REMOVED = declare("publishing.remove-posting", "登记从渠道撤下", shows=False)
