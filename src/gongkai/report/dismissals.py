"""Findings that somebody decided to leave, with the reason, who and when; kept beside the report as TOML.

A dismissal names a finding by its code and a fingerprint of its place, its cells and what was found. Changes elsewhere
in the report leave it in force; another figure at the same place is another finding and comes back.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from gongkai.report.checks.finding import Finding
from gongkai.report.checks.registry import REDIRECTS
from gongkai.report.errors import DismissalInvalid

SUFFIX = ".gongkai.toml"

_WHERE_IN_THE_FILE = re.compile(
    r"（?第\d+(?:页|行|列|段)(?:第?\d+(?:页|行|列|段))*）?|第\d+[页行列段]"
)


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding left on somebody's word: its code, its fingerprint, why, by whom (may be empty) and on which day.

    `place` is for the reader of the file only.
    """

    code: str
    fingerprint: str
    reason: str
    by: str
    on: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A finding with the dismissal that takes it out of the count."""

    finding: Finding
    dismissal: Dismissal


def fingerprint(finding: Finding) -> str:
    """Sixteen hexadecimal characters that name a finding among those of its code, wherever the file moves it.

    Pages and lines take no part, nor do shares such as a likeness of 0.913, which every other word changes.
    """
    facts = (
        _WHERE_IN_THE_FILE.sub("", finding.place),
        *finding.cells,
        *(
            "" if isinstance(value, float) else _WHERE_IN_THE_FILE.sub("", str(value))
            for value in (finding.found, finding.expected)
        ),
        finding.about,
    )
    return sha256("\x1f".join(facts).encode()).hexdigest()[:16]


def sidecar_beside(path: Path) -> Path:
    """Where the dismissals of the report at `path` are kept: `柳河镇.docx.gongkai.toml`."""
    return path.with_name(path.name + SUFFIX)


def read_dismissals(path: Path) -> tuple[Dismissal, ...]:
    """The dismissals in the file at `path`; none where there is no such file. Raises `DismissalInvalid`."""
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("dismissed", [])
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise DismissalInvalid(path.name, "文件", "读不到") from error
    except tomllib.TOMLDecodeError as error:
        raise DismissalInvalid(path.name, "全文", "不是TOML") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DismissalInvalid(path.name, "dismissed", "应写成 [[dismissed]]")
    found = []
    for number, entry in enumerate(entries, start=1):
        for key, form in (("code", str), ("fingerprint", str), ("reason", str), ("on", date)):
            value = entry.get(key)
            if not isinstance(value, form) or (isinstance(value, str) and not value.strip()):
                raise DismissalInvalid(
                    path.name, f"dismissed[{number}].{key}", "没有填写，或者类型不对"
                )
        found.append(
            Dismissal(
                code=REDIRECTS.get(entry["code"], entry["code"]),
                fingerprint=entry["fingerprint"],
                reason=entry["reason"],
                by=str(entry.get("by", "")),
                on=entry["on"],
                place=str(entry.get("place", "")),
            )
        )
    return tuple(found)


def add_dismissal(path: Path, dismissal: Dismissal) -> None:
    """Append one entry; nothing that is in the file is changed. Raises `DismissalInvalid` where it has no reason."""
    if not dismissal.reason.strip():
        raise DismissalInvalid(path.name, "reason", "没有填写")
    before = path.read_text("utf-8") if path.exists() else ""
    entry = "\n".join(
        (
            *([""] if before and not before.endswith("\n") else []),
            "[[dismissed]]",
            f"code = {_quoted(dismissal.code)}",
            f"place = {_quoted(dismissal.place)}",
            f"fingerprint = {_quoted(dismissal.fingerprint)}",
            f"reason = {_quoted(dismissal.reason)}",
            f"by = {_quoted(dismissal.by)}",
            f"on = {dismissal.on.isoformat()}",
            "",
            "",
        )
    )
    with path.open("a", encoding="utf-8") as stream:
        stream.write(entry)


def set_apart(
    findings: Iterable[Finding], dismissals: Iterable[Dismissal]
) -> tuple[tuple[Finding, ...], tuple[Dismissed, ...]]:
    """The findings that stay, and those that were dismissed, each in their order."""
    known = {(item.code, item.fingerprint): item for item in dismissals}
    kept: list[Finding] = []
    gone: list[Dismissed] = []
    for finding in findings:
        dismissal = known.get((finding.code, fingerprint(finding))) if known else None
        if dismissal is None:
            kept.append(finding)
        else:
            gone.append(Dismissed(finding, dismissal))
    return tuple(kept), tuple(gone)


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.replace("\x7f", " ").split()), ensure_ascii=False)
