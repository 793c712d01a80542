"""A clean copy of a file, and the log of what became of what."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.model import Document
from gongkai.documents.opening import open_bytes
from gongkai.documents.writers.redaction import Change, open_draft
from gongkai.screening.choosing import Masks
from gongkai.screening.errors import Unmaskable
from gongkai.screening.hidden import masked_name
from gongkai.screening.kinds import Kind, kinds, varieties
from gongkai.screening.layouts import columns_of
from gongkai.screening.leavings import Leavings
from gongkai.screening.policies import Choice, Distinct, ListPolicy
from gongkai.screening.profiles import Action, Profile, shipped_profile
from gongkai.screening.screen import mask_text, screen
from gongkai.screening.sightings import Sighting, sightings

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ROUNDS = 3
"""A mask can uncover another value (a name freed of its neighbour); so often a copy is looked at again."""
_DOUBTFUL = frozenset({"poor-page"})
"""What the boxes alone make of a page that is drawn: of one whose words were written, each place was known before."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One value that was masked: its kind, its place, what stood there and what stands there now.

    `kind` is None for a cell of a column that was dropped as a whole. `original` is personal data: a list of replacements stays inside the office.
    """

    kind: Kind | None
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
            label = kinds()[entry.kind].label if entry.kind else "整列删去"
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
    columns: Mapping[str, Choice] | None = None,
    policy: ListPolicy | Callable[[Document], ListPolicy] | None = None,
    distinct: Distinct | None = None,
) -> MaskedFile:
    """A clean copy of the file `data` called `name`: personal data masked by the profile, everything hidden left out.

    `columns` are choices by a column's head or a field's label (`gongkai.screening.preview` tells them), `policy` what
    the law leaves of them, or what tells it of the file; `distinct` tells people apart who would become the same 王某某.

    The copy is opened and screened again before it is handed over. Raises `Unmaskable` where the file carries a
    secrecy mark, or where something would remain; `ChoiceNotAllowed` for a column; a `DocumentError` where the file cannot be opened or rebuilt.
    Idempotent: a clean copy masked again stays as it is.
    """
    profile = profile or shipped_profile("county")
    shown = masked_name(name, profile)
    log: list[Replacement] = []
    draft = open_draft(data, name, limits=limits)
    document = draft.document
    left = policy(document) if callable(policy) else policy
    masks = Masks(profile, columns or {}, left, distinct)
    seen = masks.told_apart(_without_secrets(sightings(document, profile), shown))
    changes = [*_changes(seen, masks, log), *_dropped(document, masks, log)]
    was_recognised = document.recognised
    del document
    clean = draft.redact(changes)
    suffix = draft.suffix
    if suffix != ".pdf":
        changes = []
    remains: Sequence[str] = ()
    for _ in range(_ROUNDS):
        remains = _remaining(clean, f"副本{suffix}", masks, limits, log)
        nothing_found = not remains or (not was_recognised and set(remains) <= _DOUBTFUL)
        if nothing_found:
            # Words are laid over the pictures last: first the pixels by themselves must show nothing.
            notes = draft.notes
            readable = draft.readable(clean, changes, {each.original: each.masked for each in log})
            if readable is not clean and not _remaining(
                readable, f"副本{suffix}", masks, limits, log
            ):
                clean, notes, remains = readable, draft.notes, ()
        if not remains:
            stem = mask_text(name.rpartition(".")[0] or name, profile=profile)
            return MaskedFile(clean, f"{stem}{suffix}", tuple(log), tuple(dict.fromkeys(notes)))
        again = open_draft(clean, f"副本{suffix}", limits=limits)
        document = again.document
        visible: Iterable[Sighting] = sightings(document, profile)
        if document.recognised:
            leavings = _leavings(log)
            visible = [each for each in visible if not leavings.explain(each.value)]
        more = list(_changes(visible, masks, log))
        del document
        if not more:
            break
        clean = again.redact(more)
    labels = tuple(dict.fromkeys(varieties()[name].label for name in remains))
    raise Unmaskable(
        shown,
        found="遮盖后仍有" + "、".join(labels),
        next_step="请在原文件中手工删去这些内容后再试",
        remains=labels,
    )


def mask_page(
    page: bytes,
    name: str,
    *,
    profile: Profile | None = None,
    columns: Mapping[str, Choice] | None = None,
    policy: ListPolicy | None = None,
    distinct: Distinct | None = None,
) -> bytes:
    """A web page of the office's own with everything masked that a screening of it finds and a profile masks.

    As `mask_file`, but what cannot be masked (a mark of secrecy, a wrong word) stays: this is no copy to be handed out.
    """
    masks = Masks(profile or shipped_profile("county"), columns or {}, policy, distinct)
    for round_ in range(_ROUNDS):
        draft = open_draft(page, name, limits=DEFAULT_LIMITS)
        seen: Iterable[Sighting] = sightings(draft.document, masks.profile)
        dropped: Iterable[Change] = ()
        if round_ == 0:
            seen, dropped = masks.told_apart(seen), _dropped(draft.document, masks, [])
        changes = [*_changes(seen, masks, []), *dropped]
        if not changes:
            break
        page = draft.redact(changes)
    return page


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


def _changes(seen: Iterable[Sighting], masks: Masks, log: list[Replacement]) -> Iterator[Change]:
    for sighting in seen:
        if masks.choice(sighting) is Choice.DROP and masks.drops(sighting.column):
            continue
        replacement = masks.masked(sighting)
        if replacement == sighting.value:
            continue
        kind = varieties()[sighting.variety].kind
        log.append(Replacement(kind, sighting.origin.place(), sighting.value, replacement))
        yield Change(sighting.origin, sighting.text, sighting.start, sighting.end, replacement)


def _dropped(document: Document, masks: Masks, log: list[Replacement]) -> Iterator[Change]:
    """Every cell of the columns that are dropped, whatever stands in it."""
    if Choice.DROP not in masks.columns.values():
        return
    for column in columns_of(document):
        if masks.drops((column.table, column.head)):
            for cell in column.cells:
                log.append(Replacement(None, cell.origin.place(), cell.text, ""))
                yield Change(cell.origin, cell.text, 0, len(cell.text), "")


def _leavings(log: Iterable[Replacement]) -> Leavings:
    return Leavings((each.original, each.masked) for each in log)


def _remaining(
    data: bytes, name: str, masks: Masks, limits: Limits, log: Sequence[Replacement]
) -> Sequence[str]:
    """The varieties of what a copy still shows or hides, but for what the profile leaves and the columns that are kept."""
    profile = masks.profile
    left = {kind for kind, rule in profile.masks.items() if rule.action is Action.LEAVE}
    kept = masks.kept()
    document = open_bytes(data, name, limits=limits)
    found = dict.fromkeys(
        finding.variety_name
        for finding in screen(document, profile=profile).findings
        if finding.kind not in left and (finding.place.column or finding.place.field) not in kept
    )
    if found and document.recognised:
        leavings = _leavings(log)
        explained: dict[str, bool] = {}
        for sighting in sightings(document, profile):
            known = explained.get(sighting.variety, True)
            explained[sighting.variety] = known and leavings.explain(sighting.value)
        return [variety for variety in found if not explained.get(variety, False)]
    return list(found)
