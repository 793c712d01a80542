"""The standard catalogue: entries of the twenty-six fields with the evidence for each."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.catalogue.errors import StandardDataError
from gongkai.catalogue.limits import UNKNOWN, WITHIN, Limit, in_words

SEEN, INFERRED, HEADING = "seen", "inferred", "heading"
OWNERS = {
    "department": "县级主管部门",
    "township": "乡镇人民政府、街道办事处",
    "village": "村（居）民委员会",
    "county": "县级人民政府",
    "tenderer": "招标人、采购人及其代理机构",
}
NOT_STATED = "目录未写明时限，按《政府信息公开条例》第二十六条在形成或者变更之日起20个工作日内公开"
BY_EVENT = "目录未定天数（{words}），最迟不超过《政府信息公开条例》第二十六条的20个工作日"


@dataclass(frozen=True, slots=True)
class Basis:
    """A law or paper that an entry rests on; `superseded_by` says what became of it, or None."""

    name: str
    superseded_by: str | None = None

    def __str__(self) -> str:
        return f"{self.name}（已失效：{self.superseded_by}）" if self.superseded_by else self.name


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the standard catalogue.

    `code` is for life: `standard.` + field + number. `levels` are county, township, village; `owners` and `channels`
    are codes. `inferred` names the columns that were filled from neighbouring rows.
    """

    code: str
    field: str
    number: int
    level_1: str
    level_2: str
    contents: tuple[str, ...]
    bases: tuple[Basis, ...]
    limits: tuple[Limit, ...]
    posting: Limit | None
    owners: tuple[str, ...]
    channels: tuple[str, ...]
    other_channels: tuple[str, ...]
    audience: str
    is_proactive: bool
    levels: tuple[str, ...]
    names_people: bool
    recurring: str
    variant: str | None
    note: str
    inferred: tuple[str, ...]
    confidence: str
    evidence: str

    @property
    def time_limit(self) -> str:
        """The time limit in words; empty where none was seen."""
        return "" if self.no_limit_reason == NOT_STATED else in_words(self.limits)

    @property
    def no_limit_reason(self) -> str:
        """Why the entry has no number of days of its own, in words; empty where it has one."""
        if all(limit.kind == UNKNOWN for limit in self.limits):
            return NOT_STATED
        if any(limit.value for limit in self.limits):
            return ""
        return BY_EVENT.format(words=in_words(self.limits))


@dataclass(frozen=True, slots=True)
class Variant:
    """Another wording of a field; `replaces` are the numbers of the field's entries that it makes needless."""

    label: str
    is_enabled: bool
    field: str
    replaces: frozenset[int]


@dataclass(frozen=True, slots=True)
class Field:
    """One of the fields, the kind of department that leads it, and the paper that set its guide, if seen."""

    code: str
    label: str
    lead: str
    guide: str | None


@dataclass(frozen=True, slots=True)
class StandardCatalogue:
    """All entries, in the order of the fields; `seen_on` is the day on which they were last looked up."""

    label: str
    seen_on: str
    fields: tuple[Field, ...]
    variants: tuple[Variant, ...]
    entries: tuple[Entry, ...]

    @property
    def usual_variants(self) -> frozenset[str]:
        """Labels of the variants that a body starts with."""
        return frozenset(each.label for each in self.variants if each.is_enabled)

    @property
    def all_variants(self) -> tuple[str, ...]:
        """Labels of all variants, in the order of the entries."""
        return tuple(dict.fromkeys(each.variant for each in self.entries if each.variant))

    def enabled(self, variants: Collection[str] | None = None) -> tuple[Entry, ...]:
        """The entries in use with these variants (the usual ones without any said): one for each matter.

        A variant goes before the guide's own wording of the same matter, and before what it replaces.
        """
        wanted = self.usual_variants if variants is None else frozenset(variants)
        replaced = {
            (each.field, number)
            for each in self.variants
            if each.label in wanted
            for number in each.replaces
        }
        chosen: dict[tuple[str, str, str], Entry] = {}
        for entry in self.entries:
            if entry.variant is not None and entry.variant not in wanted:
                continue
            if entry.variant is None and (entry.field, entry.number) in replaced:
                continue
            chosen[entry.field, entry.level_1, entry.level_2] = entry
        return tuple(chosen.values())

    def of_level(self, level: str) -> tuple[Entry, ...]:
        """What a body of a level (county, township, village) starts from."""
        return tuple(entry for entry in self.enabled() if level in entry.levels)


@cache
def standard_catalogue() -> StandardCatalogue:
    """The standard catalogue as shipped. Raises `StandardDataError` where the data contradict themselves."""
    return read_standard(
        tomllib.loads(files("gongkai.catalogue").joinpath("standard.toml").read_text("utf-8"))
    )


def read_standard(data: dict[str, Any]) -> StandardCatalogue:
    """The standard catalogue from its data."""
    superseded = {each["basis"]: each["by"] for each in data["superseded"]}
    entries = tuple(_entry(row, superseded) for row in data["row"])
    fields = tuple(
        Field(each["id"], each["label"], each["lead"], each.get("guide")) for each in data["field"]
    )
    variants = tuple(
        Variant(each["label"], each["enabled"], each["field"], frozenset(each["replaces"]))
        for each in data["variant"]
    )
    repeated = [code for code, times in Counter(e.code for e in entries).items() if times > 1]
    if repeated:
        raise StandardDataError(f"standard.toml：事项“{repeated[0]}”出现两次；请改正 number。")
    known = {field.code for field in fields}
    for entry in entries:
        if entry.field not in known:
            raise StandardDataError(f"standard.toml：事项“{entry.code}”的领域不在 [[field]] 之列。")
        if not entry.limits:
            raise StandardDataError(
                f"standard.toml：事项“{entry.code}”没有时限；请填写，未见的写 unknown。"
            )
        if entry.confidence != HEADING and not entry.contents:
            raise StandardDataError(f"standard.toml：事项“{entry.code}”没有要素；请填写。")
    labels = {entry.variant for entry in entries}
    for variant in variants:
        if variant.label not in labels:
            raise StandardDataError(f"standard.toml：没有事项属于口径“{variant.label}”。")
    return StandardCatalogue(data["label"], str(data["seen"]), fields, variants, entries)


def _entry(row: dict[str, Any], superseded: dict[str, str]) -> Entry:
    posting = row.get("posting")
    return Entry(
        code=f"standard.{row['field']}.{row['number']:02}",
        field=row["field"],
        number=row["number"],
        level_1=row["level_1"],
        level_2=row["level_2"],
        contents=tuple(row["contents"]),
        bases=tuple(Basis(name, superseded.get(name)) for name in row["basis"]),
        limits=tuple(Limit.of(each) for each in row["time_limit"]),
        posting=Limit(WITHIN, posting["value"], posting["unit"]) if posting else None,
        owners=tuple(row["owner"]),
        channels=tuple(row["channels"]),
        other_channels=tuple(row.get("channels_other", ())),
        audience=row.get("audience_note") or ("全社会" if row["audience"] == "all" else "特定群体"),
        is_proactive=row["way"] == "proactive",
        levels=tuple(row["levels"]),
        names_people=row["names_people"],
        recurring=row["recurring"],
        variant=row.get("variant"),
        note=row.get("note", ""),
        inferred=tuple(row.get("inferred", ())),
        confidence=row["confidence"],
        evidence=row["evidence"],
    )
