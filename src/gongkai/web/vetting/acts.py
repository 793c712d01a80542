"""Acts of this room, for the journal."""

from gongkai.web.journal.acts import declare

WORDS_ADDED = declare("vetting.add-words", "装入规范表述词表", shows=False)
WORDS_CLOSED = declare("vetting.close-words", "停用规范表述词表", shows=False)
