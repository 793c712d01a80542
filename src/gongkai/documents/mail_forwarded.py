"""A mail that somebody passes on: the head of the mail before it, as mail programs quote it in the text."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from gongkai.documents.mail_heads import moment_in, sender_in

_SUBJECT = re.compile(
    r"^\s*(?:\[[^\]]{1,20}\]\s*|【[^】]{1,20}】\s*)?(?:转发|轉發|转寄|轉寄|fwd?)\s*[:：]", re.I
)
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_LINE = re.compile(
    r"^\W{0,3}(?P<label>发\s?件\s?人|寄件者|发送时间|发送日期|日\s?期|时\s?间|收\s?件\s?人|收件者|抄\s?送|主\s?题|主旨|"
    r"from|sent|date|to|cc|subject)\W{0,3}[:：]\W{0,2}\s*(?P<value>.*)$",
    re.I,
)
_FROM = frozenset({"发件人", "寄件者", "from"})
_WHEN = frozenset({"发送时间", "发送日期", "日期", "时间", "sent", "date"})
_SUBJECTS = frozenset({"主题", "主旨", "subject"})
_WITHIN = 60
"""Lines before the quoted head: what the one who passes it on writes, and a signature."""


class Quoted(NamedTuple):
    """The mail before this one: who sent it, when, under what subject, and its text."""

    sender: str
    address: str
    subject: str
    sent_at: datetime | None
    text: str


def is_forward(subject: str) -> bool:
    """Whether the subject says that a mail is passed on."""
    return bool(_SUBJECT.match(subject))


def quoted_mail(text: str) -> Quoted | None:
    """The first mail quoted with a head of its own: a sender, and a time, a recipient or a subject next to it."""
    lines = text.split("\n")
    for start, line in enumerate(lines[:_WITHIN]):
        match = _LINE.match(_QUOTE.sub("", line))
        if match is None:
            continue
        heads, end = _heads(lines, start)
        who = _first(heads, _FROM)
        if not who or len(heads) < 2:
            continue
        sender, address = sender_in(heads[who].encode())
        when, about = _first(heads, _WHEN), _first(heads, _SUBJECTS)
        rest = (_QUOTE.sub("", each) for each in lines[end:])
        return Quoted(
            sender,
            address,
            heads.get(about, ""),
            moment_in(heads[when].encode()) if when else None,
            "\n".join(rest).strip(),
        )
    return None


def _heads(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """The labelled lines from `start`, by label, and the line after them; single empty lines between are skipped."""
    heads: dict[str, str] = {}
    at = start
    while at < len(lines):
        bare = _QUOTE.sub("", lines[at])
        match = _LINE.match(bare)
        if match is None:
            following = _QUOTE.sub("", lines[at + 1]) if at + 1 < len(lines) else ""
            if bare.strip() or not _LINE.match(following):
                break
        elif _label(match) in heads:
            break
        else:
            heads[_label(match)] = match["value"].strip()
        at += 1
    return heads, at


def _label(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match["label"]).lower()


def _first(heads: dict[str, str], labels: frozenset[str]) -> str:
    return next((label for label in heads if label in labels), "")
