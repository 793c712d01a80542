"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

EXPLANATION_DRAFTED = declare("publishing.draft-explanation", "起草政策解读", shows=False)
