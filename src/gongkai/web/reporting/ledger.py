"""What a report says beside what the platform counts: each difference needs a reason in words before the report goes out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import figure as as_printed
from gongkai.report.writers.json import finding_data
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.publishing.duties.counting.counts import Scope, items_of
from gongkai.web.reporting.counting.choices import longest_overview
from gongkai.web.reporting.counting.figures import Figure, figures_of, label_of
from gongkai.web.reporting.counting.sources import FORM
from gongkai.web.reporting.models import ReportFile
from gongkai.web.reporting.years import FIRST_YEAR

TABLES, WORDS, LEFT_SOURCE, UNANSWERED, TOO_LONG = "TJ001", "TJ002", "TJ003", "TJ004", "TJ005"
CODES = frozenset({TABLES, WORDS, TOO_LONG})
"""Those that are looked at anew on the day; what a draft said when it was made stays with its file."""
LABELS = {
    TABLES: _lazy("表中数字与平台统计不一致"),
    WORDS: _lazy("正文数字与平台统计不一致"),
    LEFT_SOURCE: _lazy("采用的句子改得与来源不一致"),
    UNANSWERED: _lazy("上年的问题没有写结果"),
    TOO_LONG: _lazy("总体情况超过规定的字数"),
}
SHOWN = 4
IN_TIME = re.compile(
    r"(?:均|全部|都)(?:已|在法定期限内|依法|予以)*按[期时](?:予以)?(?:答复|办结|办理)"
    r"|按[期时](?:答复|办结)率(?:为|达|达到)?100[%％]|(?:没有|无|未出现)逾期"
)
"""Words that say that every request was answered in time."""


def ledger_findings(
    body: PublicBody,
    year: int,
    data: Mapping[str, Any],
    *,
    on: date,
    figures: Mapping[str, Figure] | None = None,
) -> list[dict[str, Any]]:
    """The cells that differ, table two by row and the others by table; and a number of items that differs in the words.

    A cell that the platform does not know, and one that somebody typed over with this very figure, is no difference.
    """
    if data.get("edition") != FORM or year < FIRST_YEAR:
        return []
    groups: dict[tuple[str, ...], list[tuple[str, Any, Any]]] = {}
    known = figures or figures_of(body, year, on=on)
    for cell, figure in known.items():
        table, row, column = cell.split(".")
        said = (data["tables"].get(table) or {}).get(row, {}).get(column)
        if _differs(figure, said):
            key = (table, row) if table == "proactive" else (table,)
            groups.setdefault(key, []).append((cell, said, figure.counted.number))
    found = [_of_cells(cells) for cells in groups.values()]
    text = "\n".join(section["text"] for section in data.get("sections", ()))
    found += word_findings(body, year, data.get("facts") or {}, text, on=on, figures=known)
    overview = "".join(
        each["text"] for each in data.get("sections", ()) if each["id"] == "overview"
    )
    found += length_findings(body, year, overview)
    return [finding_data(each) for each in found]


def word_findings(
    body: PublicBody,
    year: int,
    facts: Mapping[str, Any],
    text: str,
    *,
    on: date,
    figures: Mapping[str, Figure],
) -> list[Finding]:
    """What the words say beside the records: how much was published, how many requests came, whether all were answered in time.

    Args:
        body: whose report.
        year: of the report.
        facts: what the words were understood to say, `proactive_count` and `requests_received` among them.
        text: the words themselves.
        on: the day of asking.
        figures: the tables as they are counted.
    """
    found = []
    stated = facts.get("proactive_count")
    if stated is not None:
        counted = items_of(Scope((body.pk,), date(year, 1, 1), date(year, 12, 31))).count()
        if counted and counted != stated:
            found.append(_of_items(stated, counted))
    received, figure = facts.get("requests_received"), figures["requests.new.total"]
    if received is not None and figure.number is not None and received != figure.number:
        found.append(_of_requests(received, figure))
    said = IN_TIME.search(text)
    late = _late_replies(body, year, on) if said else []
    if said and late:
        found.append(_of_late(said.group(), late))
    return found


def length_findings(body: PublicBody, year: int, overview: str) -> list[Finding]:
    """That the first part has more characters, without spaces, than the county's choice allows."""
    longest, length = longest_overview(body, year), len("".join(overview.split()))
    if longest is None or length <= longest:
        return []
    return [
        Finding(
            TOO_LONG,
            _("总体情况共{length}字，本地规定不超过{longest}字；请压缩，数字和结果留下。").format(
                length=length, longest=longest
            ),
            place=_("一、总体情况"),
            found=length,
            expected=longest,
            hint=_("请压缩到规定的字数以内"),
            level=Level.WARNING,
            name="overview-too-long",
        )
    ]


def _late_replies(body: PublicBody, year: int, on: date) -> list[str]:
    """Numbers of the requests whose last day lay in the year and was missed."""
    due = DisclosureRequest.objects.counted().filter(
        body=body, due_on__range=(date(year, 1, 1), min(date(year, 12, 31), on))
    )
    missed = due.filter(Q(concluded_on__gt=F("due_on")) | Q(concluded_on=None, due_on__lt=on))
    return [case.number for case in missed.select_related("body").order_by("received_on", "pk")]


def _differs(figure: Figure, said: Any) -> bool:
    if figure.number is None or (said is None and figure.in_report is None):
        return False
    return said is None or Decimal(str(said)) != figure.number


def _of_cells(cells: Sequence[tuple[str, Any, Any]]) -> Finding:
    told = [
        _("{cell}报告{said}，平台统计{counted}").format(
            cell=label_of(cell),
            said=_("没有数字") if said is None else as_printed(Decimal(str(said))),
            counted=_("不明") if counted is None else as_printed(counted),
        )
        for cell, said, counted in cells
    ]
    more = _("，等 {number} 格").format(number=len(told)) if len(told) > SHOWN else ""
    return Finding(
        TABLES,
        _("{differences}{more}；请改正，或者写明差在哪里、依据是什么。").format(
            differences="；".join(told[:SHOWN]), more=more
        ),
        cells=tuple(cell for cell, _said, _counted in cells),
        place=label_of(cells[0][0]),
        hint=_("请改正，或者写明差在哪里、依据是什么"),
        level=Level.WARNING,
        name="differs-from-ledger",
    )


def _of_items(stated: Any, counted: int) -> Finding:
    return Finding(
        WORDS,
        _(
            "正文称主动公开{stated}条，平台当年发布{counted}条；请改正，或者写明另外的在哪里公开。"
        ).format(stated=stated, counted=counted),
        place=_("一、总体情况"),
        found=stated,
        expected=counted,
        hint=_("请改正，或者写明另外的在哪里公开"),
        level=Level.WARNING,
        name="words-differ-from-ledger",
    )


def _of_requests(stated: Any, figure: Figure) -> Finding:
    counted = _("至少{number}").format(number=figure.number) if figure.at_least else figure.number
    return Finding(
        WORDS,
        _("正文称收到申请{stated}件，平台登记{counted}件；请改正，或者补登没有登记的申请。").format(
            stated=stated, counted=counted
        ),
        place=_("一、总体情况"),
        found=stated,
        expected=None if figure.number is None else int(figure.number),
        hint=_("请改正，或者补登没有登记的申请"),
        level=Level.WARNING,
        name="words-differ-from-ledger",
    )


def _of_late(said: str, late: Sequence[str]) -> Finding:
    return Finding(
        WORDS,
        _("正文称“{said}”，平台登记有 {number} 件逾期（{cases}）；请如实写明件数和原因。").format(
            said=said, number=len(late), cases="、".join(late[:SHOWN])
        ),
        place=_("一、总体情况"),
        found=said,
        expected=len(late),
        hint=_("请如实写明逾期的件数和原因"),
        level=Level.WARNING,
        name="late-denied",
    )


def with_ledger(
    file: ReportFile, *, on: date, figures: Mapping[str, Figure] | None = None
) -> list[dict[str, Any]]:
    """The file's findings with the differences as they are on that day."""
    report = file.report
    kept = [each for each in file.findings if each["code"] not in CODES]
    fresh = ledger_findings(report.body, report.year, file.data, on=on, figures=figures)
    return [*kept, *fresh]


def renew_ledger(file: ReportFile, *, on: date) -> ReportFile:
    """Keep the differences of that day with the file."""
    findings = with_ledger(file, on=on)
    if findings != file.findings:
        file.findings = findings
        file.count_levels()
        file.save(update_fields=["findings", "errors", "warnings", "notices"])
    return file
