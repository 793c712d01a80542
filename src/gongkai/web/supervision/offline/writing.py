"""The folder itself: static pages, a search whose index lies in a script beside them; nothing asks another address.

A page opened from a disk (``file://``) may load a script beside it but fetch nothing, so that the index is a script.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib.resources import files
from typing import IO

LONGEST = 3_000
"""So many characters of a text can be searched; the page has all of it."""
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class PackFile:
    """A file beside an item."""

    name: str
    data: bytes


@dataclass(frozen=True)
class PackItem:
    """One public item: what is shown of it, its words for the search, its text as plain HTML."""

    number: int
    title: str
    body: str
    row: str
    category: str
    index_number: str
    document_number: str
    published_on: date
    summary: str
    plain: str
    html: str
    files: tuple[PackFile, ...] = ()


def write_pack(
    items: Iterable[PackItem], target: IO[bytes], *, name: str, phone: str, on: date
) -> int:
    """Write the folder as a zip; gives how many items it holds. The same items give the same bytes."""
    entries: list[list[object]] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, content in _pages(items, entries, name):
            archive.writestr(_entry(path), content)
        facts = {"name": name, "phone": phone, "on": on.isoformat(), "count": len(entries)}
        lines = ",\n".join(_script(entry) for entry in entries)
        index = f"window.PACK={_script(facts)};\nwindow.ITEMS=[\n{lines}\n];\n"
        archive.writestr(_entry("公开信息/data/index.js"), index)
        for path, source in (
            ("打开.html", "index.html"),
            ("查询点.html", "point.html"),
            ("公开信息/data/pack.js", "pack.js"),
            ("公开信息/data/pack.css", "pack.css"),
        ):
            archive.writestr(_entry(path), _shipped(source).replace("{{name}}", escape(name)))
    return len(entries)


def _pages(
    items: Iterable[PackItem], entries: list[list[object]], name: str
) -> Iterator[tuple[str, str | bytes]]:
    for item in items:
        entries.append(
            [
                item.number,
                item.title,
                item.body,
                item.row,
                item.category,
                item.published_on.isoformat(),
                f"{item.summary} {item.plain}"[:LONGEST],
                item.index_number,
                item.document_number,
            ]
        )
        links = []
        for place, file in enumerate(item.files, start=1):
            suffix = file.name.rpartition(".")[2][:8]
            path = f"files/{item.number}-{place}.{suffix}"
            links.append(f'<li><a href="../{escape(path)}">{escape(file.name)}</a></li>')
            yield f"公开信息/{path}", file.data
        yield f"公开信息/items/{item.number}.html", _page(item, links, name)


def _page(item: PackItem, links: list[str], name: str) -> str:
    facts = [
        ("索引号", item.index_number),
        ("文号", item.document_number),
        ("发布机构", item.body),
        ("发布日期", item.published_on.isoformat()),
        ("公开事项", f"{item.category}／{item.row}"),
    ]
    told = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in facts if value)
    files_part = f"<h2>附件</h2><ul>{''.join(links)}</ul>" if links else ""
    return (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(item.title)}</title>"
        '<link rel="stylesheet" href="../data/pack.css"></head>\n<body>'
        f'<header><p><a href="../../打开.html">{escape(name)}公开信息</a></p></header>'
        f"<main><h1>{escape(item.title)}</h1><dl>{told}</dl>\n{item.html}\n{files_part}"
        '<p><a class="big" href="../../打开.html">返回</a></p></main></body></html>\n'
    )


def _script(value: object) -> str:
    # The index stands in a script: nothing in it may end the script.
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _shipped(name: str) -> str:
    return files("gongkai.web.supervision.offline").joinpath("site", name).read_text("utf-8")


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
