"""What must not stand in short words that somebody types or lists: a notice for everybody, the title of a decision."""

from __future__ import annotations

from gongkai.screening.kinds import Level as Grave
from gongkai.screening.kinds import kinds
from gongkai.screening.screen import screen_text

LONGEST = 500


def personal_in(words: str) -> str:
    """It by its kinds; empty where nothing. Of longer words the beginning is looked at."""
    found = [
        kinds()[each.kind].label
        for each in screen_text(words[:LONGEST])
        if each.variety.level is Grave.ERROR
    ]
    return "、".join(dict.fromkeys(found))
