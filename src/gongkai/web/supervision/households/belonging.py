"""Whether a payment file is that of a published list: its people must stand there, in full or masked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import words_of
from gongkai.web.supervision.households.sealing import plain_name

LEAST_SHARE = 0.8
"""So many of the people at least stand in the published list; some may have been left out of it for a reason."""
_MASKED = re.compile(r"([\u4e00-\u9fff])[*＊×Xx○〇某]{1,3}([\u4e00-\u9fff])?")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
LONGEST_NAME = 6


def words_published(item: ItemPage) -> str:
    """Everything that the item shows: title, text, files."""
    files = [each.text for each in item.attachments.all()]
    return "\n".join([item.title, *words_of(item.text), *files])


def share_named(names: Iterable[str], words: str) -> float:
    """From 0 to 1: how many of these people the words name, in full or with a part masked (王*明, 王某某)."""
    plain = plain_name(words)
    full = {
        run[at : at + length]
        for run in _HAN.findall(plain)
        for length in range(2, LONGEST_NAME + 1)
        for at in range(len(run) - length + 1)
    }
    masked = {(match[1], match[2] or "") for match in _MASKED.finditer(plain)}
    asked = [plain_name(name) for name in names]
    found = sum(
        name in full or (name[0], name[-1]) in masked or (name[0], "") in masked
        for name in asked
        if name
    )
    return found / len(asked) if asked else 0.0
