"""A county's own catalogue: handed in, set beside what is there, and taken over once somebody has confirmed it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from gongkai.catalogue.comparing import Comparison, Held, Pair, compare, folded
from gongkai.catalogue.county import Line
from gongkai.catalogue.errors import NoCatalogue
from gongkai.catalogue.limits import Limit
from gongkai.catalogue.standard import standard_catalogue
from gongkai.documents.errors import DocumentError
from gongkai.statute.codelists import codelist
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import pool
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.store import digest_of
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue import acts, jobs
from gongkai.web.publishing.catalogue.actions.entries import may_manage
from gongkai.web.publishing.catalogue.actions.entry import add_row, change_row
from gongkai.web.publishing.catalogue.models import CatalogueFile, CatalogueRow, Way
from gongkai.web.publishing.catalogue.row_limits import (
    cadence_of,
    period_kind_of,
    posting_label,
    posting_of,
)

LEVELS = {"county": ("county", "county_department"), "township": ("township",), "village": ()}
HEADS = {
    "content": "公开内容（要素）",
    "basis": "公开依据",
    "time_limit": "公开时限",
    "owner": "公开主体",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "way": "公开方式",
    "levels": "公开层级",
    "county_code": "县级栏目编码",
    "lists_people": "含人员名单",
    "posting": "公示期",
    "cadence": "时限类型",
}
MOST = 3_000


@dataclass(frozen=True)
class Resolved:
    """What somebody has said of a line before it is taken over; ``posting`` as a row keeps it, ``cadence`` a code."""

    lists_people: bool
    posting: str
    cadence: str


@dataclass(frozen=True)
class Confirmed:
    """How many rows were added and changed, and how many lines were left out."""

    added: int
    changed: int
    left: int


@transaction.atomic
def hand_in_catalogue(
    county: PublicBody, data: bytes, name: str, *, acting_user: User | Platform, at: datetime
) -> CatalogueFile:
    """Read a county's catalogue and keep what was read; no row changes.

    Raises:
        FileRefused: the file cannot be opened, or has no table with the heads of a catalogue.
    """
    may_manage(acting_user, county)
    try:
        read = pool.run(jobs.catalogue_in, data, name, name=name, of=digest_of(data))
    except (DocumentError, NoCatalogue) as error:
        raise FileRefused(f"“{name}”：{error}") from error
    if len(read.lines) > MOST:
        raise FileRefused(
            gettext("“{name}”有 {lines} 项，超过 {most} 项；请分几次上传。").format(
                name=name, lines=len(read.lines), most=MOST
            )
        )
    file = CatalogueFile.objects.create(
        county=county,
        name=name[:200],
        lines=[_kept(line) for line in read.lines],
        unread=list(read.unread),
        handed_in_at=at,
    )
    record(
        acts.CATALOGUE_READ,
        by=acting_user,
        body=county,
        after={"file": file.name, "lines": len(read.lines)},
        at=at,
    )
    return file


def _kept(line: Line) -> dict[str, Any]:
    return {
        "sheet": line.sheet,
        "row": line.row,
        "code": line.code,
        "field": line.field,
        "level_1": line.level_1,
        "level_2": line.level_2,
        "contents": line.contents,
        "bases": line.bases,
        "time_limit": line.time_limit,
        "limits": [limit.as_data() for limit in line.limits],
        "owner": line.owner,
        "channels": line.channels,
        "audience": line.audience,
        "is_proactive": line.is_proactive,
        "levels": line.levels,
        "note": line.note,
        "names_people": line.names_people,
        "posting": line.posting.as_data() if line.posting else None,
        "rhythm": line.rhythm,
        "doubts": line.doubts,
    }


def _line(kept: dict[str, Any]) -> Line:
    tuples = {name: tuple(kept[name]) for name in ("contents", "bases", "channels", "levels")}
    limits = tuple(Limit.of(each) for each in kept["limits"])
    posting = Limit.of(kept["posting"]) if kept["posting"] else None
    told = {"limits": limits, "posting": posting, "doubts": tuple(kept["doubts"])}
    return Line(**{**kept, **tuples, **told})


def _columns(line: Line) -> dict[str, Any]:
    """The columns that the workbook fills; what it is silent on is not there."""
    levels = [level for each in line.levels for level in LEVELS[each]]
    columns: dict[str, Any] = {
        "content": "；".join(line.contents),
        "basis": "\n".join(line.bases),
        "time_limit": line.time_limit[:300],
        "owner": line.owner[:200],
        "channels": "、".join(line.channels)[:300],
        "audience": line.audience[:100],
        "levels": levels,
        "county_code": line.code[:40],
        "lists_people": line.names_people or _standard_names_people(line),
        "posting": posting_of(line.posting),
        "cadence": line.rhythm,
    }
    if line.is_proactive is not None:
        columns["way"] = (Way.PROACTIVE if line.is_proactive else Way.ON_REQUEST).value
    return {name: value for name, value in columns.items() if value}


def _standard_names_people(line: Line) -> bool:
    return (line.field or "", folded(line.level_1), folded(line.level_2)) in _lists_of_people()


@cache
def _lists_of_people() -> frozenset[tuple[str, str, str]]:
    """Names of the entries of the standard catalogue that are lists of persons."""
    return frozenset(
        (entry.field, folded(entry.level_1), folded(entry.level_2))
        for entry in standard_catalogue().entries
        if entry.names_people
    )


def resolved_by_the_sheet(line: Line, row: CatalogueRow | None) -> Resolved:
    """What a line says of lists, posting and rhythm; where it is silent, what its row has."""
    columns = _columns(line)
    cadence = row.cadence if row else cadence_of("", line.limits)
    return Resolved(
        lists_people=bool(columns.get("lists_people") or (row and row.lists_people)),
        posting=columns.get("posting") or (row.posting if row else ""),
        cadence=columns.get("cadence") or cadence,
    )


def _in_words(name: str, value: Any) -> str:
    if name == "levels":
        labels = codelist("catalogue_levels").codes
        return "、".join(labels[each].label for each in value if each in labels)
    if name == "way":
        return str(Way(value).label)
    if name == "lists_people":
        return gettext("是") if value else ""
    if name == "posting":
        return posting_label(value)
    if name == "cadence":
        return codelist("cadence_classes")[value].label
    return str(value)


def _held(row: CatalogueRow) -> Held:
    values = {name: _in_words(name, getattr(row, name)) for name in HEADS}
    values["content"] = "；".join(row.elements)
    return Held(row.pk, row.code, row.standard_field, row.category, row.name, values)


def comparison_of(file: CatalogueFile) -> Comparison:
    """What was read beside the county's rows."""
    lines = [_line(kept) for kept in file.lines]
    values = {
        at: {name: _in_words(name, value) for name, value in _columns(line).items()}
        for at, line in enumerate(lines)
    }
    rows = CatalogueRow.objects.filter(county=file.county)
    return compare(lines, [_held(row) for row in rows if not row.is_heading], values)


def rows_in(pairs: Sequence[Pair]) -> dict[int, CatalogueRow]:
    """The rows that pairs stand for, by number."""
    return CatalogueRow.objects.in_bulk([pair.held.key for pair in pairs if pair.held])


@transaction.atomic
def confirm_catalogue(
    file: CatalogueFile,
    *,
    acting_user: User | Platform,
    at: datetime,
    chosen: Collection[int],
    resolved: Mapping[int, Resolved] | None = None,
) -> Confirmed:
    """Take over the lines that were chosen, by their place in `comparison_of`: new ones are added, others changed.

    ``resolved`` is what somebody has said of a line instead of the sheet. A file is confirmed once.
    """
    may_manage(acting_user, file.county)
    file = CatalogueFile.objects.select_for_update().get(pk=file.pk)
    if file.confirmed_at is not None:
        raise ActionError(
            gettext("“{name}”已经导入过；如有更改请重新上传。").format(name=file.name)
        )
    added = changed = 0
    pairs = comparison_of(file).pairs
    rows = rows_in(pairs)
    for at_place, pair in enumerate(pairs):
        if at_place not in chosen:
            continue
        row = rows.get(pair.held.key) if pair.held else None
        said = (resolved or {}).get(at_place) or resolved_by_the_sheet(pair.line, row)
        if row is None:
            _add(file.county, pair.line, said, acting_user, at)
            added += 1
        elif pair.changes:
            _change(row, pair, said, acting_user, at)
            changed += 1
    file.confirmed_at = at
    file.save(update_fields=["confirmed_at"])
    record(
        acts.CATALOGUE_IMPORTED,
        by=acting_user,
        body=file.county,
        after={"file": file.name, "added": added, "changed": changed},
        at=at,
    )
    return Confirmed(added, changed, len(pairs) - added - changed)


def _add(
    county: PublicBody, line: Line, said: Resolved, acting_user: User | Platform, at: datetime
) -> None:
    columns = {"content": "", **_columns(line), **asdict(said)}
    add_row(
        acting_user=acting_user,
        at=at,
        county=county,
        category=line.level_1[:100],
        name=line.level_2[:200],
        standard_field=line.field or "",
        period_kind=period_kind_of(line.field or "", line.limits),
        **columns,
    )


def _change(
    row: CatalogueRow, pair: Pair, said: Resolved, acting_user: User | Platform, at: datetime
) -> None:
    columns = _columns(pair.line)
    wanted = {name: columns[name] for name in pair.changes} | asdict(said)
    if "time_limit" in pair.changes:
        wanted["period_kind"] = period_kind_of(pair.line.field or "", pair.line.limits)
    change_row(row, acting_user=acting_user, at=at, **wanted)
