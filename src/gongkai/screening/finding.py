"""What the screening tells: kind, level, count, place, masked excerpt, next step."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from gongkai.screening.kinds import Kind, KindEntry, Level, Variety, kinds, varieties


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands; counts from 1, None where the form has no such thing.

    `column` is the head of a table's column, or its letter; `field` the label of a form's field; `part` names what is not the text itself: the file
    name, a hidden sheet, a comment.
    """

    sheet: str | None = None
    column: str | None = None
    row: int | None = None
    page: int | None = None
    line: int | None = None
    part: str | None = None
    field: str | None = None

    def phrase(self) -> str:
        """The place as a Chinese phrase; empty where nothing is known."""
        words = []
        if self.part:
            words.append(self.part)
        if self.sheet:
            words.append(f"工作表“{self.sheet}”")
        if self.page:
            words.append(f"第{self.page}页")
        if self.column:
            words.append(f"“{self.column}”列")
        elif self.field:
            words.append(f"“{self.field}”栏")
        if self.row:
            words.append(f"第{self.row}行" + ("起" if self.column else ""))
        elif self.line:
            words.append(f"第{self.line}行")
        return "".join(words)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not go out.

    `count` is how many values it stands for: a column of a table is one finding. `excerpt` and `examples` are
    masked. `fingerprint` names the finding in a record of what was ignored; it is not derived from any value.
    `advice` is set where the list says what would be right.
    """

    variety_name: str
    count: int
    place: Place
    excerpt: str
    fingerprint: str
    examples: tuple[str, ...] = ()
    advice: str | None = None

    @property
    def variety(self) -> Variety:
        """The way in which the kind shows itself."""
        return varieties()[self.variety_name]

    @property
    def kind(self) -> Kind:
        """What it is, as in the JSON."""
        return self.variety.kind

    @property
    def level(self) -> Level:
        """How grave it is."""
        return self.variety.level

    @property
    def entry(self) -> KindEntry:
        """Why the kind matters and which law it rests on."""
        return kinds()[self.kind]

    @property
    def hint(self) -> str:
        """The next step as one Chinese sentence."""
        return self.advice or self.variety.hint

    def message(self) -> str:
        """Place, what was found, how often, next step, as one Chinese sentence."""
        often = f"{self.count}处" if self.count > 1 else ""
        place = self.place.phrase()
        shown = f"（如 {self.excerpt}）" if self.excerpt else ""
        return f"{place + '：' if place else ''}{self.variety.label}{often}{shown}；{self.hint.rstrip('。')}。"

    def as_json(self) -> dict[str, Any]:
        """The finding as JSON data, the keys those of `gongkai screen --json`; a place has `field` in forms only."""
        place = asdict(self.place)
        if self.place.field is None:
            del place["field"]
        return {
            "kind": self.kind.value,
            "variety": self.variety_name,
            "label": self.variety.label,
            "level": self.level.value,
            "count": self.count,
            "place": place,
            "excerpt": self.excerpt,
            "examples": list(self.examples),
            "hint": self.hint,
            "basis": self.entry.basis,
            "fingerprint": self.fingerprint,
        }


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding that a person decided to leave: which one, who, why, and on which day."""

    fingerprint: str
    by: str
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class Screening:
    """What was found in one file.

    `name` is the file's name with personal data masked. `ignored` are findings left aside on somebody's word;
    `notes` are Chinese sentences on what could not be looked at.
    """

    name: str
    sha256: str
    media_type: str
    findings: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, Ignored], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was found but what was ignored."""
        return not self.findings

    def as_json(self) -> dict[str, Any]:
        """The screening as JSON data."""
        return {
            "source": {"name": self.name, "sha256": self.sha256, "media_type": self.media_type},
            "findings": [finding.as_json() for finding in self.findings],
            "ignored": [
                {
                    **finding.as_json(),
                    "ignored": {"by": record.by, "why": record.why, "on": record.on.isoformat()},
                }
                for finding, record in self.ignored
            ],
            "notes": list(self.notes),
        }


def fingerprint(*facts: object) -> str:
    """Sixteen hexadecimal characters that name a finding by facts which are no personal data."""
    return sha256("\x1f".join(str(fact) for fact in facts).encode()).hexdigest()[:16]
