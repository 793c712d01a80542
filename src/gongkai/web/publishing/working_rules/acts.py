"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

RULE_REVIEWED = declare("publishing.review-rule", "复核工作制度", shows=False)
