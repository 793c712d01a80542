"""The indicators: what each asks, its default weight, and how it is measured for many bodies at once.

A measure gives the share reached and what was lost, each loss with its next step. A body of which the records
tell nothing has no share: it neither wins nor loses points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.screening.kinds import Kind, varieties
from gongkai.web.approvals.models import Decision
from gongkai.web.bodies.models import Kind as BodyKind
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.letters.models import Letter, LetterState
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes.counting import cells_in as dispute_cells
from gongkai.web.disputes.models import Dispute
from gongkai.web.publishing.channels.models import Channel, ChannelKind
from gongkai.web.publishing.consultations.models import PublicConsultation
from gongkai.web.publishing.duties.board import Status, board
from gongkai.web.publishing.duties.lateness import late_items
from gongkai.web.publishing.duties.quotas import quota_board
from gongkai.web.publishing.explanations.unexplained import NORMATIVE_DOCUMENTS, unexplained
from gongkai.web.publishing.items.models import ItemPage, Release, ReleaseState, Validity
from gongkai.web.publishing.scans.models import HitState, ScanHit
from gongkai.web.reporting.due import due_days
from gongkai.web.reporting.ledger import TABLES
from gongkai.web.reporting.models import YearReport
from gongkai.web.reporting.registers.doubts import plain_number
from gongkai.web.reporting.registers.models import RegisterKind, RegisterLine

ALIVE = timedelta(days=14)
SHOWN = 5
NIL = Fraction(4, 5)
NORMATIVE_ROW = "normative_documents"


@dataclass(frozen=True)
class Measured:
    """The share reached, 0 to 1, of a body, and what was lost in one sentence each."""

    share: Fraction
    lost: tuple[str, ...] = ()


Measures = Mapping[int, Measured]


@dataclass(frozen=True)
class Period:
    """The bodies, the first and last day, and the day on which it is asked."""

    bodies: Sequence[PublicBody]
    first: date
    last: date
    on: date

    @property
    def numbers(self) -> list[int]:
        """Of the bodies."""
        return [body.pk for body in self.bodies]


@dataclass(frozen=True)
class AssessmentIndicator:
    """One indicator. ``regain`` says how lost points come back."""

    code: str
    label: Any
    weight: int
    regain: Any
    measure: Callable[[Period], Measures]


def _shares(
    good: Mapping[int, int], all_: Mapping[int, int], lost: Mapping[int, list[str]]
) -> dict[int, Measured]:
    return {
        body: Measured(Fraction(good.get(body, 0), number), tuple(lost.get(body, ())[:SHOWN]))
        for body, number in all_.items()
        if number
    }


def _tally(judged: Iterable[tuple[int | None, bool, str]]) -> dict[int, Measured]:
    """Of each judged thing: its body, whether it is good, and what it is."""
    good: dict[int, int] = {}
    all_: dict[int, int] = {}
    lost: dict[int, list[str]] = {}
    for body, fine, told in judged:
        if body is None:
            continue
        all_[body] = all_.get(body, 0) + 1
        if fine:
            good[body] = good.get(body, 0) + 1
        else:
            lost.setdefault(body, []).append(told)
    return _shares(good, all_, lost)


def _coverage(period: Period) -> Measures:
    return _tally(
        (cell.body.pk, cell.status is not Status.BLANK, cell.row.name)
        for cell in board(period.bodies, min(period.last, period.on))
    )


def _fresh(period: Period) -> Measures:
    return _tally(
        (cell.body.pk, cell.status is not Status.STALE, cell.row.name)
        for cell in board(period.bodies, min(period.last, period.on))
        if cell.status not in {Status.BLANK, Status.BY_EVENT}
    )


def _in_time(period: Period) -> Measures:
    items = ItemPage.objects.public().filter(
        body__public_body__in=period.numbers, published_on__range=(period.first, period.last)
    )
    all_ = {
        each["body__public_body"]: each["number"]
        for each in items.order_by().values("body__public_body").annotate(number=Count("pk"))
    }
    late: dict[int, list[str]] = {}
    for each in late_items(period.numbers, period.last):
        if period.first <= each.published_on:
            late.setdefault(each.body, []).append(
                _("{title}（迟 {days} 天）").format(title=each.title, days=each.days)
            )
    good = {body: number - len(late.get(body, ())) for body, number in all_.items()}
    return _shares(good, all_, late)


def _quotas(period: Period) -> Measures:
    return _tally(
        (cell.quota.body_id, cell.is_met, cell.quota.name)
        for cell in quota_board(period.numbers, min(period.last, period.on))
    )


def _metadata(period: Period) -> Measures:
    items = ItemPage.objects.public().filter(
        body__public_body__in=period.numbers, published_on__range=(period.first, period.last)
    )
    values = items.values_list("body__public_body", "title", "index_number", "summary", "subject")
    return _tally(
        (body, bool(number and summary and subject), title)
        for body, title, number, summary, subject in values
    )


def _consultations(period: Period) -> Measures:
    closed = PublicConsultation.objects.filter(
        body__public_body__in=period.numbers, closes_on__range=(period.first, period.last)
    ).values_list("body__public_body", "days", "result", "item__title")
    return _tally(
        (body, days >= 30 and result is not None, title) for body, days, result, title in closed
    )


def _privacy(period: Period) -> Measures:
    hits: dict[int, list[str]] = {}
    open_hits = ScanHit.objects.filter(
        state=HitState.OPEN, level="error", item__body__public_body__in=period.numbers
    ).values_list("item__body__public_body", "item__title", "label")
    for body, title, label in open_hits:
        hits.setdefault(body, []).append(f"{title}：{label}")
    scanned = (
        ItemPage.objects.public()
        .filter(body__public_body__in=period.numbers)
        .order_by()
        .values_list("body__public_body", flat=True)
        .distinct()
    )
    return {
        body: Measured(Fraction(0 if body in hits else 1), tuple(hits.get(body, ())[:SHOWN]))
        for body in scanned
    }


def _review_trail(period: Period) -> Measures:
    released = (
        Release.objects.filter(
            body__public_body__in=period.numbers,
            state=ReleaseState.RELEASED,
            finished_at__date__range=(period.first, period.last),
        )
        .annotate(
            persons=Count(
                "steps__decided_by", filter=Q(steps__decision=Decision.APPROVED), distinct=True
            )
        )
        .values_list("body__public_body", "persons", "item__title")
    )
    return _tally((body, persons >= 3, title) for body, persons, title in released)


def _replies(period: Period) -> Measures:
    due = (
        DisclosureRequest.objects.counted()
        .filter(body__in=period.numbers, due_on__range=(period.first, period.last))
        .filter(Q(concluded_on__isnull=False) | Q(due_on__lt=period.on))
        .select_related("body")
        .only("body__code", "year", "serial", "concluded_on", "due_on")
    )
    return _tally(
        (
            case.body_id,
            case.concluded_on is not None and case.concluded_on <= case.due_on,
            str(case),
        )
        for case in due
    )


def _channels(period: Period) -> Measures:
    day = min(period.last, period.on)
    channels: Any = (
        Channel.objects.open_on(day)
        .filter(body__public_body__in=period.numbers)
        .with_last_signs()
        .annotate(answers=F("body__public_body"))
    )
    return _tally(
        (
            each.answers,
            max(filter(None, (each.last_posted_on, each.last_seen_on)), default=date.min)
            >= day - ALIVE,
            each.name,
        )
        for each in channels
    )


def _by_codes(*codes: str) -> Callable[[Period], Measures]:
    """A report without any of these findings has the whole share."""

    def measure(period: Period) -> Measures:
        found = {}
        for report in _reports(period):
            told = [
                finding["message"]
                for finding in (report.current.findings if report.current else ())
                if finding["code"] in codes and finding["level"] in {"error", "warning"}
            ]
            found[report.body_id] = Measured(Fraction(0 if told else 1), tuple(told[:SHOWN]))
        return found

    return measure


def _reports(period: Period) -> list[YearReport]:
    """The reports that were due within the period."""
    return list(
        YearReport.objects.filter(body__in=period.numbers, year=period.last.year - 1)
        .exclude(current=None)
        .select_related("current")
        .defer("current__data")
    )


def _report_in_time(period: Period) -> Measures:
    year = period.last.year - 1
    days = due_days(period.bodies, year)
    submitted = dict(
        YearReport.objects.filter(body__in=period.numbers, year=year).values_list(
            "body", "submitted_on"
        )
    )
    return _tally(
        (
            body.pk,
            (handed := submitted.get(body.pk)) is not None and handed <= days[body.pk],
            _("{year} 年年度报告应于 {day} 前报送").format(year=year, day=days[body.pk]),
        )
        for body in period.bodies
        if submitted.get(body.pk) is not None
        # The county's own report is drafted from the others and handed in to nobody here.
        or (days[body.pk] < period.on and body.kind != BodyKind.COUNTY_GOVERNMENT)
    )


def _nil_returns(period: Period) -> Measures:
    """A period answered by a nil return counts four fifths of one with something published."""
    points: dict[int, Fraction] = {}
    numbers: dict[int, int] = {}
    lost: dict[int, list[str]] = {}
    for cell in board(period.bodies, min(period.last, period.on)):
        if cell.status in {Status.BLANK, Status.BY_EVENT}:
            continue
        body = cell.body.pk
        numbers[body] = numbers.get(body, 0) + 1
        nil = cell.status is Status.ZERO
        points[body] = points.get(body, Fraction(0)) + (NIL if nil else 1)
        if nil:
            lost.setdefault(body, []).append(cell.row.name)
    return {
        body: Measured(points[body] / number, tuple(lost.get(body, ())[:SHOWN]))
        for body, number in numbers.items()
    }


def _normative(period: Period) -> Measures:
    """Every document of the ledger is public under its number, and the report's row is the ledger's."""
    public = {
        (body, plain_number(number))
        for body, number in ItemPage.objects.public()
        .filter(body__public_body__in=period.numbers)
        .exclude(document_number="")
        .values_list("body__public_body", "document_number")
    }
    lines = (
        RegisterLine.objects.standing()
        .filter(
            body__in=period.numbers,
            kind=RegisterKind.NORMATIVE,
            on__range=(period.first, period.last),
        )
        .exclude(number="")
        .order_by("on", "pk")
        .values_list("body", "number")
    )
    judged = [
        (body, (body, plain_number(number)) in public, _("{number} 没有公开").format(number=number))
        for body, number in lines
    ]
    for report in _reports(period):
        findings = report.current.findings if report.current else ()
        told = [
            each["message"]
            for each in findings
            if each["code"] == TABLES and any(NORMATIVE_ROW in cell for cell in each["cells"])
        ]
        judged.append((report.body_id, not told, told[0] if told else ""))
    return _tally(judged)


def _explained(period: Period) -> Measures:
    valid = ItemPage.objects.public().filter(
        body__public_body__in=period.numbers,
        row__code=NORMATIVE_DOCUMENTS,
        validity=Validity.VALID,
    )
    missing = set(
        unexplained(PublicBody.objects.filter(public_body__in=period.numbers).values("pk"))
        .order_by()
        .values_list("pk", flat=True)
    )
    return _tally(
        (body, pk not in missing, title)
        for body, pk, title in valid.values_list("body__public_body", "pk", "title")
    )


def _wording(period: Period) -> Measures:
    """Items without an open finding about their words, of all that are public."""
    wording = [name for name, each in varieties().items() if each.kind is Kind.WORDING]
    hits = dict(
        ScanHit.objects.filter(
            state=HitState.OPEN, variety__in=wording, item__body__public_body__in=period.numbers
        ).values_list("item", "label")
    )
    items = ItemPage.objects.public().filter(body__public_body__in=period.numbers)
    return _tally(
        (body, pk not in hits, f"{title}：{hits.get(pk, '')}")
        for body, pk, title in items.values_list("body__public_body", "pk", "title")
    )


def _whole_replies(period: Period) -> Measures:
    """Answers issued in the period: each with its number, and a delivery that something proves."""
    letters = (
        Letter.objects.filter(
            disclosure_request__body__in=period.numbers,
            state=LetterState.ISSUED,
            decision__isnull=False,
            issued_on__range=(period.first, period.last),
        )
        .annotate(
            proven=Count(
                "deliveries",
                filter=Q(deliveries__signed_on__isnull=False)
                | Q(deliveries__proof__isnull=False)
                | ~Q(deliveries__proof_words=""),
            )
        )
        .values_list("disclosure_request__body", "number", "proven")
    )
    return _tally(
        (body, bool(proven), _("{number} 没有送达凭证").format(number=number))
        for body, number, proven in letters
    )


def _disputes(period: Period) -> Measures:
    """Disputes whose result stands since the period: those in which nothing was corrected."""
    ended = (
        Dispute.objects.counted()
        .filter(body__in=period.numbers, final_from__range=(period.first, period.last))
        .select_related("body")
        .prefetch_related("judgments")
    )
    return _tally(
        (
            each.body_id,
            not any(
                cell.column == "corrected" for cell in dispute_cells(each, each.final_from.year)
            ),
            str(each),
        )
        for each in ended
        if each.final_from is not None
    )


def _boards(period: Period) -> Measures:
    """Boards that somebody looked at in every quarter that is over; photographs are not recorded with a check."""
    last = min(period.last, period.on - timedelta(days=1))
    quarters = [
        (day.year, (day.month + 2) // 3)
        for day in (
            period.first + timedelta(days=each) for each in range((last - period.first).days + 1)
        )
        if (day + timedelta(days=1)).month in {1, 4, 7, 10} and (day + timedelta(days=1)).day == 1
    ]
    if not quarters:
        return {}
    boards: Any = (
        Channel.objects.open_on(last)
        .filter(body__public_body__in=period.numbers, kind=ChannelKind.BOARD)
        .prefetch_related("checks")
        .annotate(answers=F("body__public_body"))
    )
    return _tally(
        (
            each.answers,
            set(quarters)
            <= {(at.checked_on.year, (at.checked_on.month + 2) // 3) for at in each.checks.all()},
            each.name,
        )
        for each in boards
    )


INDICATORS: tuple[AssessmentIndicator, ...] = (
    AssessmentIndicator("KP1", _lazy("公开事项覆盖率"), 12, _lazy("发布空白事项的信息，或者签署本期无信息说明。"), _coverage),
    AssessmentIndicator("KP2", _lazy("更新及时，没有超期"), 10, _lazy("更新超期事项。"), _fresh),
    AssessmentIndicator("KP3", _lazy("形成后按期公开"), 8, _lazy("以后按期发布；已迟的写明原因。"), _in_time),
    AssessmentIndicator("KP4", _lazy("月度条数要求"), 4, _lazy("月底前补足条数。"), _quotas),
    AssessmentIndicator("KP5", _lazy("以情况说明代替发布的比例"), 3, _lazy("有信息可发的，改为发布信息。"), _nil_returns),
    AssessmentIndicator("KP6", _lazy("索引号、概述、主题齐全"), 4, _lazy("补全缺项后重新发布。"), _metadata),
    AssessmentIndicator("KP7", _lazy("规范性文件台账、公开、年报一致"), 6, _lazy("补公开台账里的文件，或者改正年报表二。"), _normative),
    AssessmentIndicator("KP8", _lazy("政策文件解读率"), 5, _lazy("给现行有效的文件补解读并互相链接。"), _explained),
    AssessmentIndicator("KP9", _lazy("意见征集满 30 日并反馈结果"), 4, _lazy("发布意见采纳情况。"), _consultations),
    AssessmentIndicator("KS1", _lazy("没有泄露个人信息"), 10, _lazy("立即遮盖或者撤下，再全面筛查一次。"), _privacy),
    AssessmentIndicator("KS2", _lazy("没有表述和用语差错"), 4, _lazy("改正后重新发布，再全面筛查一次。"), _wording),
    AssessmentIndicator("KS3", _lazy("三审三校和保密审查齐全"), 4, _lazy("以后发布须经三人审核。"), _review_trail),
    AssessmentIndicator("KC1", _lazy("申请按期答复"), 6, _lazy("尽快答复逾期办件。"), _replies),
    AssessmentIndicator("KC2", _lazy("答复有文号、有送达凭证"), 4, _lazy("补登送达凭证。"), _whole_replies),
    AssessmentIndicator("KC3", _lazy("复议、诉讼没有被纠正"), 3, _lazy("按决定、判决重新办理，写明教训。"), _disputes),
    AssessmentIndicator("KR1", _lazy("年报格式和六个部分、五个方面"), 3, _lazy("用规范格式换一版。"), _by_codes("AR001", "AR002", "AR009", "AR205", "AR208", "AR210", "AR214")),
    AssessmentIndicator("KR2", _lazy("年报表格勾稽关系"), 3, _lazy("改正不平衡的格。"), _by_codes("AR006", "AR301", "AR302", "AR303", "AR304", "AR305")),
    AssessmentIndicator("KR3", _lazy("年报文字与表格、分项与总数一致"), 2, _lazy("改正前后不一的数字。"), _by_codes("AR101", "AR102", "AR103", "AR104", "AR105", "AR106", "AR107", "AR108", "AR109", "AR110", "AR111", "AR130", "TJ001", "TJ002", "TJ003")),
    AssessmentIndicator("KR4", _lazy("年报不雷同"), 2, _lazy("改写与上年、与其他机关相同的段落。"), _by_codes("AR404", "AR601", "AR704", "AR807", "AR808")),
    AssessmentIndicator("KR5", _lazy("年报按时报送"), 1, _lazy("下一年按时报送。"), _report_in_time),
    AssessmentIndicator("KO1", _lazy("公开栏每季度检查"), 1, _lazy("每季度到现场检查并登记。"), _boards),
    AssessmentIndicator("KO2", _lazy("公开渠道 14 日内有更新"), 1, _lazy("更新或者停用不再使用的渠道。"), _channels),
)  # fmt: skip
BY_CODE = {each.code: each for each in INDICATORS}
