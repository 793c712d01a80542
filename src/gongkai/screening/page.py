"""Findings as one self-contained web page, for printing and passing on; everything in it is masked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gongkai.screening.finding import Finding, Screening
from gongkai.screening.kinds import Level

LEVELS = {
    Level.ERROR: "应当处理",
    Level.WARNING: "基本可以断定",
    Level.NOTICE: "请看一眼",
    Level.UNASSESSABLE: "无法核验",
}
_STYLE = """
body{font-family:"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2rem auto;max-width:64rem;color:#1a1a1a;line-height:1.6}
table{border-collapse:collapse;width:100%;margin:0 0 2rem}th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;
vertical-align:top}th{background:#f0f0f0}caption{text-align:left;font-weight:bold;padding:.4rem 0}
.error{font-weight:bold;color:#a30000}.warning{color:#7a4b00}.clean{color:#00571f}code{overflow-wrap:anywhere}
@media print{body{margin:0}}
"""


def page(screenings: Sequence[Screening], unreadable: Sequence[str] = ()) -> str:
    """The page: one table a file, the law under each kind, and what could not be read."""
    parts = [_file(screening) for screening in screenings]
    if unreadable:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in unreadable)
        parts.append(f"<h2>没有读出的文件</h2><ul>{items}</ul>")
    count = sum(len(screening.findings) for screening in screenings)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>公开前筛查结果</title><style>{_STYLE}</style></head><body>'
        f"<h1>公开前筛查结果</h1><p>共 {len(screenings)} 个文件，{count} 项。摘录均已遮盖。</p>{''.join(parts)}</body></html>\n"
    )


def _file(screening: Screening) -> str:
    if screening.clean:
        body = '<p class="clean">没有发现不宜公开的内容。</p>'
    else:
        rows = "".join(_row(finding) for finding in screening.findings)
        body = (
            f"<table><caption>{len(screening.findings)} 项</caption><thead><tr><th scope='col'>程度</th>"
            "<th scope='col'>内容</th><th scope='col'>位置</th><th scope='col'>处数</th><th scope='col'>摘录</th>"
            f"<th scope='col'>怎么办</th><th scope='col'>依据</th></tr></thead><tbody>{rows}</tbody></table>"
        )
    ignored = "".join(
        f"<li>{escape(finding.variety.label)}：{escape(record.by)}，{record.on.isoformat()}，{escape(record.why)}</li>"
        for finding, record in screening.ignored
    )
    notes = "".join(f"<li>{escape(note)}</li>" for note in screening.notes)
    return (
        f"<h2>{escape(screening.name)}</h2>{body}"
        + (f"<p>经人确认保留：</p><ul>{ignored}</ul>" if ignored else "")
        + (f"<p>说明：</p><ul>{notes}</ul>" if notes else "")
    )


def _row(finding: Finding) -> str:
    return (
        f'<tr><td class="{finding.level.value}">{LEVELS[finding.level]}</td><td>{escape(finding.variety.label)}</td>'
        f"<td>{escape(finding.place.phrase())}</td><td>{finding.count}</td><td><code>{escape(finding.excerpt)}</code></td>"
        f"<td>{escape(finding.hint)}</td><td>{escape(finding.entry.basis)}</td></tr>"
    )
