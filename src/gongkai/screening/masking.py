"""A clean copy of a file, and the log of what became of what."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO

from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.opening import open_bytes
from gongkai.documents.writers.redaction import Change, open_draft
from gongkai.screening.errors import Unmaskable
from gongkai.screening.hidden import masked_name
from gongkai.screening.kinds import Kind, kinds, varieties
from gongkai.screening.masks import masked
from gongkai.screening.profiles import Action, Profile, shipped_profile
from gongkai.screening.screen import mask_text, screen
from gongkai.screening.sightings import Sighting, sightings

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ROUNDS = 3
"""A mask can uncover another value (a name freed of its neighbour); so often a copy is looked at again."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One value that was masked: its kind, its place, what stood there and what stands there now.

    `original` is personal data: a list of replacements stays inside the office.
    """

    kind: Kind
    place: str
    original: str = field(repr=False)
    masked: str


@dataclass(frozen=True, slots=True)
class MaskedFile:
    """A clean copy: its bytes, its name (masked, with the ending of its form), the log, and what is not in it."""

    data: bytes = field(repr=False)
    name: str
    log: tuple[Replacement, ...] = field(repr=False)
    notes: tuple[str, ...] = ()

    def log_as_csv(self) -> bytes:
        """The log for a spreadsheet program: UTF-8 with a mark, formulas disarmed. It stays inside the office."""
        stream = StringIO()
        writer = csv.writer(stream)
        writer.writerow(("种类", "位置", "原文（内部留存，不得公开）", "遮盖后"))
        for entry in self.log:
            label = kinds()[entry.kind].label
            writer.writerow(
                [_harmless(text) for text in (label, entry.place, entry.original, entry.masked)]
            )
        return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _harmless(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) or (text.isdigit() and len(text) > 11) else text


def mask_file(
    data: bytes,
    name: str,
    *,
    profile: Profile | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> MaskedFile:
    """A clean copy of the file `data` called `name`: personal data masked by the profile, everything hidden left out.

    The copy is opened and screened again before it is handed over. Raises `Unmaskable` where the file carries a
    secrecy mark, or where something would remain; a `DocumentError` where the file cannot be opened or rebuilt.
    Idempotent: a clean copy masked again stays as it is.
    """
    profile = profile or shipped_profile("county")
    shown = masked_name(name, profile)
    log: list[Replacement] = []
    draft = open_draft(data, name, limits=limits)
    seen = _without_secrets(sightings(draft.document, profile), shown)
    changes = list(_changes(seen, profile, log))
    clean = draft.redact(changes)
    suffix, notes = draft.suffix, list(draft.notes)
    del draft, changes
    for _ in range(_ROUNDS):
        remains = _remaining(clean, f"副本{suffix}", profile, limits)
        if not remains:
            stem = mask_text(name.rpartition(".")[0] or name, profile=profile)
            return MaskedFile(clean, f"{stem}{suffix}", tuple(log), tuple(dict.fromkeys(notes)))
        again = open_draft(clean, f"副本{suffix}", limits=limits)
        more = list(_changes(sightings(again.document, profile), profile, log))
        if not more:
            break
        clean = again.redact(more)
    raise Unmaskable(
        shown,
        found="遮盖后仍有" + "、".join(remains),
        next_step="请在原文件中手工删去这些内容后再试",
        remains=tuple(remains),
    )


def _without_secrets(seen: Iterable[Sighting], shown: str) -> Iterator[Sighting]:
    for sighting in seen:
        variety = varieties()[sighting.variety]
        if variety.kind is Kind.SECRECY_MARK:
            raise Unmaskable(
                shown,
                found=f"有{variety.label}（{sighting.origin.place() or '正文'}）",
                next_step="密级和内部标志不能靠遮盖来公开，请停止公开并送保密审查",
                remains=(variety.label,),
            )
        yield sighting


def _changes(
    seen: Iterable[Sighting], profile: Profile, log: list[Replacement]
) -> Iterator[Change]:
    for sighting in seen:
        kind = varieties()[sighting.variety].kind
        rule = profile.masks.get(kind)
        if rule is None or rule.action is Action.LEAVE:
            continue
        replacement = masked(
            sighting.variety,
            sighting.value,
            profile,
            whole_cell=sighting.whole and sighting.column is not None,
        )
        if replacement == sighting.value:
            continue
        log.append(Replacement(kind, sighting.origin.place(), sighting.value, replacement))
        yield Change(sighting.origin, sighting.text, sighting.start, sighting.end, replacement)


def _remaining(data: bytes, name: str, profile: Profile, limits: Limits) -> Sequence[str]:
    """The labels of what a copy still shows or hides, but for the kinds that the profile leaves."""
    left = {kind for kind, rule in profile.masks.items() if rule.action is Action.LEAVE}
    found = screen(open_bytes(data, name, limits=limits), profile=profile).findings
    return list(
        dict.fromkeys(finding.variety.label for finding in found if finding.kind not in left)
    )
