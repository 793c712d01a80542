"""What a clean copy of a file would show: each column and field with its values before and after, and what may be chosen.

`preview(document, on=…)` is a function of the document, the day, the profile and what was chosen; it writes nothing. What
a person then chooses goes to `mask_file(columns=…, policy=…, distinct=…)` under the `key` of each field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.documents.model import Document, Origin, Paragraph
from gongkai.screening.choosing import Masks
from gongkai.screening.errors import ChoiceNotAllowed
from gongkai.screening.kinds import Kind, kinds, varieties
from gongkai.screening.layouts import columns_of
from gongkai.screening.policies import CHOICES, Choice, Distinct, ListPolicy, policy_for
from gongkai.screening.profiles import Profile, shipped_profile
from gongkai.screening.sightings import Sighting, sightings

_SAMPLES = 3
_CLIP = 60
_TITLE_LENGTH = 60
_NOT_MASKED = frozenset({Kind.SECRECY_MARK, Kind.WORDING, Kind.HIDDEN_DATA, Kind.METADATA})


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice for a field: what it would make of the samples, and of how many cells.

    `after` runs beside `FieldPreview.before`. `proposed`: what the policy proposes for the kind. `chosen`: what becomes of
    the field now; where nobody chose that is the mask. A mask that comes to the same as another choice is not offered
    beside it.
    """

    choice: Choice
    label: str
    proposed: bool
    chosen: bool
    after: tuple[str, ...]
    cells: int


@dataclass(frozen=True, slots=True)
class FieldPreview:
    """A column of a list, a field of a form, or (without `key`) what of one kind stands in running text.

    `key` is what `mask_file(columns=…)` takes: the head, the letter of a column without one, or the label. `kind` is the
    kind that most of its values are of, None where nothing in the column was found; `kinds` are all of them. `values`
    counts what was found, `cells` the cells (paragraphs) with any of it, `filled` the cells with text. `before` are
    samples as the file has them: personal data that stays inside the office. `offers` are the choices that the law
    leaves; running text has one, the mask. `cite` is the law that they rest on.
    """

    key: str | None
    head: str
    sheet: str | None
    kind: Kind | None
    kinds: tuple[Kind, ...]
    label: str
    values: int
    cells: int
    filled: int
    before: tuple[str, ...] = field(repr=False)
    offers: tuple[Offer, ...] = field(repr=False)
    cite: str

    @property
    def chosen(self) -> Choice:
        """What becomes of the field now."""
        return next(offer.choice for offer in self.offers if offer.chosen)


@dataclass(frozen=True, slots=True)
class Preview:
    """A file's fields in reading order, those of running text last, and the policy that left the choices.

    `distinct` are the ways in which people may be told apart; `alike` is how many of them would share their masked name
    with another as things are chosen. `forbidden` are labels of secrecy marks: with one no copy is made.
    """

    policy: ListPolicy
    fields: tuple[FieldPreview, ...]
    distinct: tuple[Distinct, ...]
    alike: int
    forbidden: tuple[str, ...]

    def of(self, key: str) -> FieldPreview:
        """The field with this key; raises `KeyError`."""
        for each in self.fields:
            if each.key == key:
                return each
        raise KeyError(key)


def policy_of(document: Document, *, on: date) -> ListPolicy:
    """The policy for the lists of `document` on the day `on`, told by its name, its first lines and its sheets."""
    first = [
        block.text
        for block in document.blocks[:8]
        if isinstance(block, Paragraph) and len(block.text) <= _TITLE_LENGTH
    ]
    tables = list(document.tables())[:4]
    tops = [
        cell.text for table in tables for cell in table.cells[:2] if len(cell.text) <= _TITLE_LENGTH
    ]
    sheets = [table.origin.sheet or "" for table in tables]
    return policy_for(" ".join([document.source.name, *first, *tops, *sheets]), on=on)


def preview(
    document: Document,
    *,
    on: date,
    profile: Profile | None = None,
    columns: Mapping[str, Choice] | None = None,
    policy: ListPolicy | None = None,
    distinct: Distinct | None = None,
    samples: int = _SAMPLES,
) -> Preview:
    """What a clean copy of `document` would show as things are chosen.

    `policy` is found by `policy_of` where it is not given. Raises `ChoiceNotAllowed` for a choice in `columns`, or a way
    of telling people apart, that the policy does not leave.
    """
    profile = profile or shipped_profile("county")
    policy = policy or policy_of(document, on=on)
    masks = Masks(profile, columns or {}, policy, distinct)
    seen = list(masks.told_apart(list(sightings(document, profile))))
    gathered: dict[str | Kind, _Gathered] = {}
    for column in columns_of(document):
        known = gathered.setdefault(column.head, _Gathered(column.head, column.head, column.sheet))
        known.filled += len(column.cells)
        for cell in column.cells[:samples]:
            known.texts.setdefault((cell.origin, cell.text), [])
    forbidden: dict[str, None] = {}
    beside: dict[tuple[Origin, str], list[Sighting]] = {}
    for sighting in seen:
        variety = varieties()[sighting.variety]
        if variety.kind is Kind.SECRECY_MARK:
            forbidden[variety.label] = None
        if variety.kind in _NOT_MASKED:
            continue
        head = sighting.head
        key: str | Kind = head if head else variety.kind
        beside.setdefault((sighting.origin, sighting.text), []).append(sighting)
        known = gathered.setdefault(
            key, _Gathered(head, head or kinds()[variety.kind].label, sighting.origin.sheet)
        )
        known.add(sighting, variety.kind)
    fields = [each.shown(masks, policy, samples, beside) for each in gathered.values()]
    return Preview(
        policy=policy,
        fields=tuple(sorted(fields, key=lambda each: each.key is None)),
        distinct=policy.distinct,
        alike=masks.alike(seen),
        forbidden=tuple(forbidden),
    )


class _Gathered:
    """What was found under one head, or of one kind in running text."""

    def __init__(self, key: str | None, head: str, sheet: str | None) -> None:
        self.key, self.head, self.sheet = key, head, sheet
        self.kinds: Counter[Kind] = Counter()
        self.filled = 0
        self.texts: dict[tuple[Origin, str], list[Sighting]] = {}

    def add(self, sighting: Sighting, kind: Kind) -> None:
        if not sighting.continued:
            self.kinds[kind] += 1
        self.texts.setdefault((sighting.origin, sighting.text), []).append(sighting)

    def shown(
        self,
        masks: Masks,
        policy: ListPolicy,
        samples: int,
        beside: Mapping[tuple[Origin, str], list[Sighting]],
    ) -> FieldPreview:
        hits = {place: found for place, found in self.texts.items() if found}
        shown = list((hits or self.texts).items())[:samples]
        told = [kind for kind, _ in self.kinds.most_common()]
        return FieldPreview(
            key=self.key,
            head=self.head,
            sheet=self.sheet,
            kind=told[0] if told else None,
            kinds=tuple(told),
            label="、".join(kinds()[kind].label for kind in told) or "没有发现",
            values=self.kinds.total(),
            cells=len(hits),
            filled=max(self.filled, len(hits)),
            before=tuple(_clipped(text, found) for (_, text), found in shown),
            # A sentence comes out with everything in it masked, whatever kind it is shown for.
            offers=tuple(
                self._offers(
                    masks,
                    policy,
                    told,
                    shown if self.key is not None else [(at, beside[at]) for at, _ in shown],
                )
            ),
            cite=policy.cite,
        )

    def _offers(
        self,
        masks: Masks,
        policy: ListPolicy,
        told: list[Kind],
        shown: list[tuple[tuple[Origin, str], list[Sighting]]],
    ) -> Iterable[Offer]:
        allowed = _allowed(policy, told) if self.key is not None else (Choice.MASK,)
        chosen = masks.columns.get(self.key or "", Choice.MASK)
        if chosen not in allowed:
            raise ChoiceNotAllowed(self.head, choice=chosen, allowed=allowed, cite=policy.cite)
        proposed = policy.allowed(told[0])[0] if told else Choice.MASK
        found_in = sum(1 for found in self.texts.values() if found)
        same = next((each for each in allowed if self._comes_to_the_mask(each, masks)), None)
        if same is not None:
            allowed = tuple(each for each in allowed if each is not Choice.MASK)
            chosen = same if chosen is Choice.MASK else chosen
            proposed = same if proposed is Choice.MASK else proposed
        for choice in allowed:
            tried = masks.with_columns({**masks.columns, self.key: choice} if self.key else {})
            emptied = choice is Choice.DROP
            yield Offer(
                choice=choice,
                label=CHOICES[choice],
                proposed=choice is proposed,
                chosen=choice is chosen,
                after=tuple(
                    "" if emptied else _clipped(text, found, tried) for (_, text), found in shown
                ),
                cells={Choice.DROP: self.filled, Choice.KEEP: 0}.get(choice, found_in),
            )

    def _comes_to_the_mask(self, choice: Choice, masks: Masks) -> bool:
        """Whether a choice makes of every cell what the mask makes of it."""
        if choice in (Choice.MASK, Choice.KEEP) or self.key is None or not self.texts:
            return False
        if choice is Choice.DROP and self.filled > len(self.texts):
            return False
        other = masks.with_columns({**masks.columns, self.key: choice})
        mask = masks.with_columns({**masks.columns, self.key: Choice.MASK})
        return all(
            found
            and all(
                mask.masked(each) == other.masked(each)
                and (each.whole or choice is not Choice.DROP)
                for each in found
            )
            for found in self.texts.values()
        )


def _allowed(policy: ListPolicy, told: list[Kind]) -> tuple[Choice, ...]:
    if not told:
        return (Choice.MASK, Choice.DROP)
    left = [choice for choice in CHOICES if all(choice in policy.allowed(kind) for kind in told)]
    return tuple(dict.fromkeys([Choice.MASK, *left]))


def _clipped(text: str, found: list[Sighting], masks: Masks | None = None) -> str:
    """`text` with its values masked (None: as they are), a long one only around the first of them."""
    pieces: list[str] = []
    at = first = 0
    for number, sighting in enumerate(sorted(found, key=lambda each: each.start)):
        if sighting.start < at:
            continue
        pieces.append(text[at : sighting.start])
        if number == 0:
            first = sighting.start
        pieces.append(sighting.value if masks is None else masks.masked(sighting))
        at = sighting.end
    whole = "".join([*pieces, text[at:]])
    if len(whole) <= _CLIP:
        return whole
    begin = max(0, first - _CLIP // 3)
    end = begin + _CLIP
    return ("…" if begin else "") + whole[begin:end] + ("…" if end < len(whole) else "")
