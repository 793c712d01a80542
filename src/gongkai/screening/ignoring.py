"""A record of findings that somebody decided to leave, with who, why and when; kept beside the file as TOML."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

from gongkai.screening.errors import IgnoringInvalid
from gongkai.screening.finding import Ignored

SUFFIX = ".ignored.toml"


def record_beside(path: Path) -> Path:
    """Where the record of the file at `path` is kept."""
    return path.with_name(path.name + SUFFIX)


def read_ignored(path: Path) -> tuple[Ignored, ...]:
    """The records in the file at `path`; none where there is no such file. Raises `IgnoringInvalid`."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise IgnoringInvalid(path.name, "文件", "读不到") from error
    try:
        entries = tomllib.loads(text).get("ignored", [])
    except tomllib.TOMLDecodeError as error:
        raise IgnoringInvalid(path.name, "全文", "不是TOML") from error
    records = []
    for number, entry in enumerate(entries, start=1):
        for key, form in (("fingerprint", str), ("by", str), ("why", str), ("on", date)):
            if not isinstance(entry.get(key), form) or entry[key] == "":
                raise IgnoringInvalid(
                    path.name, f"ignored[{number}].{key}", "没有填写，或者类型不对"
                )
        records.append(Ignored(entry["fingerprint"], entry["by"], entry["why"], entry["on"]))
    return tuple(records)


def add_ignored(path: Path, record: Ignored) -> None:
    """Append one record; nothing that is in the file is changed."""
    entry = "\n".join(
        (
            "[[ignored]]",
            f"fingerprint = {json.dumps(record.fingerprint)}",
            f"by = {json.dumps(record.by, ensure_ascii=False)}",
            f"why = {json.dumps(record.why, ensure_ascii=False)}",
            f"on = {record.on.isoformat()}",
            "",
            "",
        )
    )
    with path.open("a", encoding="utf-8") as stream:
        stream.write(entry)
