"""The package for the county: a manifest for machines and one for people, each item in a folder."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell, write
from gongkai.web.publishing.channels.renderings.plain import as_text
from gongkai.web.publishing.channels.renderings.source import Source
from gongkai.web.publishing.channels.renderings.web_page import as_page
from gongkai.web.publishing.items.models import Attachment, ItemPage

MANIFEST = "manifest.json"
FORM = "gongkai-submission/1"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 40
COLUMNS: tuple[tuple[str, str, float], ...] = (
    ("number", "序号", 6),
    ("index_number", "索引号", 22),
    ("title", "标题", 44),
    ("document_number", "文号", 24),
    ("issuing_body", "发文机关", 24),
    ("formed_on", "成文日期", 12),
    ("published_on", "发布日期", 12),
    ("row", "公开事项", 28),
    ("county_code", "县网站栏目编码", 16),
    ("attribute", "公开属性", 12),
    ("validity", "有效性", 10),
    ("keywords", "关键词", 20),
    ("summary", "内容概述", 44),
    ("folder", "文件夹", 30),
    ("files", "附件", 40),
    ("address", "本平台网址", 40),
    ("receipt_url", "刊登网址（县级填写）", 40),
    ("receipt_on", "刊登日期（县级填写）", 16),
)


@dataclass(frozen=True)
class Entry:
    """An item to be packed, with what it says and the county's code of its column."""

    item: ItemPage
    source: Source
    county_code: str
    attachments: tuple[Attachment, ...]


def write_package(
    stream: IO[bytes], entries: Sequence[Entry], *, body: str, made_at: datetime
) -> None:
    """Write the zip; one file is held in memory at a time."""
    lines = [_line(number, entry) for number, entry in enumerate(entries, start=1)]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for line, entry in zip(lines, entries, strict=True):
            folder = line["folder"]
            _put(archive, f"{folder}/正文.html", as_page(entry.source).encode(), made_at)
            _put(archive, f"{folder}/正文.txt", as_text(entry.source).encode(), made_at)
            for told, attachment in zip(line["files"], entry.attachments, strict=True):
                with attachment.file.storage.open(attachment.file.name) as file:
                    _put(archive, f"{folder}/{told['path']}", file.read(), made_at)
        manifest = {
            "form": FORM,
            "body": body,
            "made_at": made_at.isoformat(timespec="seconds"),
            "items": lines,
        }
        _put_manifests(archive, manifest, made_at)


def write_without(
    stream: IO[bytes], package: IO[bytes], gone: Mapping[str, str], *, made_at: datetime
) -> None:
    """Copy a package without items that are no longer to be read; ``gone``: by index number what is said instead.

    Both manifests are written anew; of such an item they keep its number, its index number and that sentence.
    """
    with (
        zipfile.ZipFile(package) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        manifest = json.loads(old.read(MANIFEST))
        lines = manifest["items"]
        left = [line for line in lines if line["index_number"] not in gone]
        kept = tuple(f"{line['folder']}/" for line in left)
        for entry in old.infolist():
            if entry.filename.startswith(kept):
                with old.open(entry) as source, archive.open(_copied(entry), "w") as target:
                    shutil.copyfileobj(source, target)
        manifest["items"] = [
            line
            if line["index_number"] not in gone
            else {
                "number": line["number"],
                "index_number": line["index_number"],
                "gone": gone[line["index_number"]],
            }
            for line in lines
        ]
        _put_manifests(archive, manifest, made_at)
        told = [f"{index_number}：{why}" for index_number, why in sorted(gone.items())]
        text = "以下信息在报送后已撤下或不再有效，请一并从贵单位网站撤下或更正：\r\n" + "\r\n".join(
            told
        )
        _put(archive, "撤下说明.txt", text.encode("utf-8-sig"), made_at)


def _copied(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(entry.filename, entry.date_time)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.file_size = entry.file_size
    return info


def _put_manifests(archive: zipfile.ZipFile, manifest: dict[str, Any], at: datetime) -> None:
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    _put(archive, MANIFEST, text.encode(), at)
    _put(archive, "报送清单.xlsx", _workbook(manifest["items"], manifest["body"]), at)


def _line(number: int, entry: Entry) -> dict[str, Any]:
    item = entry.item
    folder = f"{number:03}-{_safe(item.title)}"
    return {
        "number": number,
        "index_number": item.index_number,
        "title": item.title,
        "document_number": item.document_number,
        "issuing_body": entry.source.issuer,
        "formed_on": item.formed_on.isoformat(),
        "published_on": entry.source.published_on.isoformat(),
        "row": str(item.row),
        "row_code": item.row.code,
        "county_code": entry.county_code,
        "attribute": item.get_attribute_display(),
        "validity": item.get_validity_display(),
        "keywords": item.keywords,
        "summary": item.summary,
        "folder": folder,
        "files": [
            {
                "path": f"附件/{place:02}-{_safe(each.name, 120)}",
                "name": each.name,
                "sha256": each.sha256,
                "size": each.size,
            }
            for place, each in enumerate(entry.attachments, start=1)
        ],
        "address": entry.source.address,
    }


def _safe(name: str, longest: int = _LONGEST) -> str:
    """A name that every system can write; a long one keeps its ending."""
    plain = _NOT_IN_NAMES.sub("_", name).strip(" .")
    if len(plain) <= longest:
        return plain or "_"
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) < 6:
        return f"{stem[: longest - len(ending) - 1]}.{ending}"
    return plain[:longest]


def _put(archive: zipfile.ZipFile, name: str, data: bytes, at: datetime) -> None:
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _workbook(lines: Sequence[dict[str, Any]], body: str) -> bytes:
    cells = [SheetCell(0, 0, f"{body}报送清单", Look.TITLE, column_span=len(COLUMNS))]
    cells += [SheetCell(1, place, label, Look.HEAD) for place, (_, label, _) in enumerate(COLUMNS)]
    for row, line in enumerate(lines, start=2):
        for place, (key, _, _) in enumerate(COLUMNS):
            value = line.get(key, "")
            if key == "title" and "gone" in line:
                value = line["gone"]
            if key == "files":
                value = "；".join(each["name"] for each in value)
            cells.append(SheetCell(row, place, value, Look.LABEL))
    widths = tuple(width for _, _, width in COLUMNS)
    return write(
        [Sheet("清单", tuple(cells), widths, frozen=(2, 3), landscape=True)], title="报送清单"
    )
