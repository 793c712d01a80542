"""What a version changes against the last one that went this way."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.screening.policies import Choice
from gongkai.web.publishing.items.actions.clean_text import masked_fields
from gongkai.web.publishing.items.actions.draft import FIELDS, working_copy
from gongkai.web.publishing.items.models import ItemPage, Release
from gongkai.web.publishing.items.prose import words_of


@dataclass(frozen=True)
class Change:
    """One field; for long texts ``pieces`` are (``same``/``out``/``in``, text)."""

    label: str
    before: str
    after: str
    pieces: tuple[tuple[str, str], ...] = ()


def compare(release: Release) -> list[Change] | None:
    """Changes against the version of the release before this one; ``None`` for a first version."""
    earlier = release.item.releases.filter(pk__lt=release.pk).select_related("revision").first()
    if earlier is None:
        return None
    return differences(earlier.version, release.version)


def differences(before: ItemPage, after: ItemPage) -> list[Change]:
    """Fields and files that differ."""
    found = []
    for name in FIELDS:
        field = ItemPage._meta.get_field(name)
        was, now = _shown(before, name), _shown(after, name)
        if was != now:
            pieces = _pieces(was, now) if name in {"text", "summary"} else ()
            found.append(Change(str(field.verbose_name), was, now, pieces))
    files_before = {each.sha256: each.name for each in before.attachments.all()}
    files_after = {each.sha256: each.name for each in after.attachments.all()}
    if set(files_before) != set(files_after):
        found.append(
            Change("附件", "、".join(files_before.values()), "、".join(files_after.values()))
        )
    return found


def masking(item: ItemPage, on: date, columns: Mapping[str, Choice] | None = None) -> list[Change]:
    """What masking the words of the working copy would change; nothing is saved."""
    before, after = working_copy(item), working_copy(item)
    for name, value in masked_fields(before, on, columns).items():
        setattr(after, name, value)
    return differences(before, after)


def _shown(item: ItemPage, name: str) -> str:
    display = getattr(item, f"get_{name}_display", None)
    value = display() if display else getattr(item, name)
    if name == "text":
        return "\n".join(words_of(str(value)))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _pieces(was: str, became: str) -> tuple[tuple[str, str], ...]:
    pieces: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, was, became, autojunk=False)
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", was[a1:a2]))
            continue
        if a2 > a1:
            pieces.append(("out", was[a1:a2]))
        if b2 > b1:
            pieces.append(("in", became[b1:b2]))
    return tuple(pieces)
