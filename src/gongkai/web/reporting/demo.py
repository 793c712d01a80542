"""Two years of annual reports of ten bodies: counted, written, signed and handed in; one late, one returned, one figure typed over."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from gongkai.statute.receipt import Door
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import Kind, Membership, PublicBody
from gongkai.web.casework.counting.actions import sign_none, unsigned_months
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.office.errors import ActionError
from gongkai.web.office.progress import Progress
from gongkai.web.reporting.actions.submitting import (
    accept_report,
    answer_finding,
    return_report,
    review_report,
    send_report,
    submit_report,
)
from gongkai.web.reporting.counting.actions import type_figure
from gongkai.web.reporting.counting.figures import figures_of
from gongkai.web.reporting.judging import judged
from gongkai.web.reporting.models import SigningStage, YearReport
from gongkai.web.reporting.permissions import COLLECT, FILE_REPORT, REVIEW_REPORT, SUBMIT_REPORT
from gongkai.web.reporting.registers.actions import Entered, enter_line, sign_register
from gongkai.web.reporting.registers.models import MONEY, RegisterKind
from gongkai.web.reporting.writing.actions import file_draft, name_problem, write_parts
from gongkai.web.reporting.writing.facts import facts_of
from gongkai.web.reporting.writing.models import Part, ReportProblem
from gongkai.web.reporting.writing.offers import Offer, offers

BODIES = 10
YEARS = 2
LATE, RETURNED, TYPED = "QS05", "QS13", "QS12"
# By number from the list of bodies: how many decisions of each kind in a year.
MOST = {
    RegisterKind.NORMATIVE: 2,
    RegisterKind.LICENCE: 6,
    RegisterKind.PENALTY: 4,
    RegisterKind.COERCION: 1,
    RegisterKind.CHARGE: 2,
}
TITLES = {
    RegisterKind.NORMATIVE: "演示管理办法",
    RegisterKind.LICENCE: "演示许可决定",
    RegisterKind.PENALTY: "演示处罚决定",
    RegisterKind.COERCION: "演示强制决定",
    RegisterKind.CHARGE: "演示收费",
}
PROBLEMS = (
    ("部分事项更新偏慢", "每月五日前逐项核对目录，超期的当日补发"),
    ("表格多用图片，不便下载", "新发布的表格一律提供可编辑的原件"),
    ("村级公开栏换页不及时", "每月十日前到村查看，换页拍照存档"),
    ("办事指南的旧版没有撤下", "每季度清理一次，旧版注明失效"),
    ("检索用词与群众说法不一", "收集常用说法，补进关键词"),
)


def populate(progress: Progress, *, at: datetime) -> None:
    """The last two years that are over; once."""
    if YearReport.objects.exists():
        return
    today = timezone.localdate(at)
    bodies = list(
        PublicBody.objects.standing_on(today)
        .filter(kind__in=[Kind.COUNTY_DEPARTMENT, Kind.TOWNSHIP])
        .order_by("lineage")[:BODIES]
    )
    with progress.step("两年的年度报告"):
        progress.of(len(bodies) * YEARS)
        for year in range(today.year - YEARS, today.year):
            last = year == today.year - 1
            for number, body in enumerate(bodies):
                _Desk(body, year, number).tell(is_last=last)
                progress.go_on()


def _moment(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(date(year, month, day), time(hour)))


class _Desk:
    """A body at work on its report."""

    def __init__(self, body: PublicBody, year: int, number: int) -> None:
        self.body, self.year, self.number = body, year, number
        self.turn = number + year
        self.at = _moment(year + 1, 1, 8 + number)
        self.clerk = self._who(FILE_REPORT.at)
        self.reviewer = self._who(REVIEW_REPORT.at, besides=self.clerk)
        self.head = self._who(SUBMIT_REPORT.at, besides=self.clerk)
        self.county = User.objects.get(username="县公开办")

    def _who(self, roles: frozenset[object], besides: User | None = None) -> User | None:
        held = Membership.objects.filter(
            body=self.body, role__in=[str(role) for role in roles]
        ).exclude(user=besides)
        first = held.select_related("user").order_by("pk").first()
        return first.user if first else None

    def tell(self, *, is_last: bool) -> None:
        """The records of the year, the report, and its way."""
        if self.clerk is None or self.head is None:
            return
        self._records()
        if is_last and self.body.code == TYPED:
            self._type()
        if is_last and self.body.code == LATE:
            return
        self._write()
        file = file_draft(self.body, self.year, acting_user=self.clerk, at=self.at)
        report = file.report
        for each in judged(file, []):
            if each.holds:
                answer_finding(
                    report,
                    each.mark,
                    acting_user=self.clerk,
                    at=self.at,
                    reason="已与台账逐项核对，情况属实。",
                )
        try:
            approval = send_report(report, acting_user=self.clerk, at=self.at)
        except ActionError:
            return
        if approval.stage == SigningStage.FIRST_REVIEW and self.reviewer is not None:
            review_report(approval, acting_user=self.reviewer, at=self.at, proofread=True)
        report = submit_report(report, acting_user=self.head, at=self.at)
        if not self.county.may(COLLECT, self.body):
            return
        came = _moment(self.year + 1, 2, 3)
        if is_last and self.body.code == RETURNED:
            return_report(
                report,
                acting_user=self.county,
                at=came,
                reason="第五部分的措施没有写到什么时候完成，请补充后重新报送。",
            )
        else:
            accept_report(report, acting_user=self.county, at=came)

    def _records(self) -> None:
        # Only one of the bodies has cases; the others looked every month and found none.
        if not DisclosureRequest.objects.filter(
            body=self.body, received_on__year=self.year
        ).exists():
            for month in unsigned_months(self.body, self.year, self.at.date()):
                sign_none(
                    self.body,
                    acting_user=PLATFORM,
                    at=self.at,
                    month=month,
                    doors=[door for door in Door if door in _LOOKED_AT],
                )
        for kind in RegisterKind:
            for serial in range(1, self.turn % (MOST.get(kind, 0) + 1) + 1):
                on = date(self.year, (self.turn * serial) % 12 + 1, (self.turn + serial) % 28 + 1)
                enter_line(
                    self.body,
                    kind,
                    acting_user=PLATFORM,
                    at=self.at,
                    line=Entered(
                        on,
                        f"{TITLES[kind]}{serial}",
                        "演示台账",
                        f"演示{self.body.code}{kind.label[:2]}〔{self.year}〕{serial}号",
                        Decimal(500 + 310 * self.number + 70 * serial) if kind in MONEY else None,
                    ),
                )
            sign_register(self.body, kind, self.year, acting_user=PLATFORM, at=self.at)

    def _type(self) -> None:
        cell = "proactive.penalties.decisions"
        counted = figures_of(self.body, self.year, on=self.at.date())[cell].counted.number or 0
        type_figure(
            self.body,
            self.year,
            cell,
            acting_user=self.clerk or PLATFORM,
            at=self.at,
            typed=Decimal(counted + 2),
            reason="综合执法队移交的两份纸质决定书还没有录入台账。",
        )

    def _write(self) -> None:
        clerk = self.clerk or PLATFORM
        for place in (self.turn, self.turn + 2):
            problem, measure = PROBLEMS[place % len(PROBLEMS)]
            name_problem(
                self.body,
                self.year,
                acting_user=clerk,
                at=self.at,
                problem=problem,
                measure=measure,
            )
        known = facts_of(self.body, self.year, figures_of(self.body, self.year, on=self.at.date()))
        words, bound = {}, []
        for part in Part:
            found = [each for each in offers(part, known) if isinstance(each, Offer)]
            words[part.value] = "\n".join([*(each.text for each in found), *self._own(part)])
            bound += [each for offer in found for each in offer.bound]
        write_parts(self.body, self.year, acting_user=clerk, at=self.at, words=words, offered=bound)

    def _own(self, part: Part) -> list[str]:
        """What a person writes beside the records."""
        places = ("便民服务大厅", "文化站", "办公楼一层", "政务服务窗口", "档案室")
        place = places[self.number % len(places)]
        if part is Part.PROACTIVE and self.number % 2:
            return [f"公开的纸质文本在{place}可以查阅。"]
        if part is Part.MANAGEMENT:
            return [f"制作信息时同步确定公开属性，{place}设专柜存放已公开的文本。"]
        if part is Part.SAFEGUARDS:
            return ["县级考核结果为合格，没有开展社会评议，没有需要追究责任的情形。"]
        if part is Part.PROBLEMS:
            rows = ReportProblem.objects.filter(body=self.body, year=self.year)
            problems = "；".join(
                f"{mark}是{each.problem}" for mark, each in zip("一二", rows, strict=False)
            )
            measures = "；".join(
                f"{mark}是{each.measure}" for mark, each in zip("一二", rows, strict=False)
            )
            return ["（一）存在的问题", f"{problems}。", "（二）改进措施", f"{measures}。"]
        return []


_LOOKED_AT = (Door.COUNTER, Door.SIGNED_MAIL, Door.ORDINARY_MAIL, Door.FAX, Door.EMAIL)
