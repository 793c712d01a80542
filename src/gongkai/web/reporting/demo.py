"""Two years of annual reports of ten bodies, five of the townships: counted, written, signed and handed in; one late, one returned, one figure typed over."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import Kind, Membership, PublicBody
from gongkai.web.casework.counting.actions import doors_in, sign_none, unsigned_months
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
from gongkai.web.reporting.writing.actions import (
    answer_problem,
    file_draft,
    name_problem,
    write_parts,
)
from gongkai.web.reporting.writing.facts import facts_of
from gongkai.web.reporting.writing.models import Part, ReportProblem
from gongkai.web.reporting.writing.offers import Offer, offers

BODIES = 10
YEARS = 2
# Reports of these go further back, so that years can be seen side by side.
LOOKED_BACK, LONG = ("QS11", "QS12", "QS13"), 5
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
# What each body says in its own words: how it manages, what watches over it, a problem, what will be done.
OWN = (
    ("档案员每周二把新文本装盒，盒脊贴索引号。", "纪检干部旁听了两次公开例会，考核列在全县第三位。", "办事指南的旧版没有撤下", "每季度最后一个周五清理旧版，页首注明失效日"),
    ("项目批复当天由承办股扫描入库，纸质件月底移交。", "年中自查补发了四条项目信息，年度考核为良好。", "项目进展更新跟不上工期", "开工、封顶、验收三个时点各发一次，由项目股负责"),
    ("预算科把九张表做成一个文件，发布前逐表核合计。", "审计组抽查了三公经费说明，没有要求整改。", "支出说明专业词太多", "附一页大白话解释，请两名非财务人员先读"),
    ("救助名单遮去证号后三人对读，再由分管领导过目。", "残联和低保户代表座谈一次，提的五条都答复了。", "名单公示期满没有及时撤下", "系统到期前三天提醒，撤下后拍照留底"),
    ("征地卷宗按地块建目录，一块地一份公开清单。", "上级督察一次，反馈的一处超期已补。", "图件太大，手机打不开", "另存一份压缩图，原图留下载"),
    ("惠农补贴表发布前与一卡通流水对总数。", "邀请十二名种粮户评议，九人认为看得懂。", "补贴标准散在多个文件里", "春耕前汇成一张表，逐项注明出处"),
    ("招生文件由法规股标注公开属性，属性变更留一行说明。", "家长委员会监督招生公示，没有收到投诉。", "学区图和文字说明对不上", "图文由同一人核对，签字后发布"),
    ("村级材料由包村干部带回，综合办统一编号。", "人大代表视察政务公开栏一次，意见当场记下。", "下河村公开栏换页晚", "包村干部每月十日前到村换页，拍照上传"),
    ("旧文件清理出一百二十盒，可公开的重新编目。", "县级考核为合格，扣分在更新不及时。", "防汛值班表只贴在楼内", "汛期前发到各村微信群并上网"),
    ("林权材料扫描后分两处存放，索引挂在大厅。", "社会评议问卷收回八十六份，满意的七成。", "热线答复口径不一", "整理二十个常见问题，接线员照此答复"),
)  # fmt: skip


SHIFTS = (1, 3, 7)
"""By how far the three kinds of words move on with each year: in five years none comes back to its body."""


def populate(progress: Progress, *, at: datetime) -> None:
    """The last years that are over; once."""
    if YearReport.objects.exists():
        return
    today = timezone.localdate(at)
    bodies = list(
        PublicBody.objects.standing_on(today)
        .filter(kind__in=[Kind.COUNTY_DEPARTMENT, Kind.TOWNSHIP])
        .order_by("lineage")[:BODIES]
    )
    with progress.step("历年的年度报告"):
        progress.of(len(bodies) * YEARS + len(LOOKED_BACK) * (LONG - YEARS))
        for year in range(today.year - LONG, today.year - YEARS):
            for number, body in enumerate(bodies):
                if body.code in LOOKED_BACK:
                    _Desk(body, year, number).tell(is_last=False)
                    progress.go_on()
        for year in range(today.year - YEARS, today.year):
            last = year == today.year - 1
            for number, body in enumerate(bodies):
                _Desk(body, year, number).tell(is_last=last)
                progress.go_on()


def _moment(year: int, month: int, day_of_month: int, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(date(year, month, day_of_month), time(hour)))


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
        # Few of the bodies have cases; by every other door they looked every month and found none.
        for month in unsigned_months(self.body, self.year, self.at.date()):
            sign_none(
                self.body,
                acting_user=PLATFORM,
                at=self.at,
                month=month,
                doors=[
                    door
                    for door, came, signed in doors_in(self.body, month)
                    if not came and signed is None
                ],
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
        _manages, _watched, problem, measure = self.own
        for each in ReportProblem.objects.filter(body=self.body, year=self.year - 1, result=""):
            answer_problem(each, acting_user=clerk, at=self.at, result=f"已经做到：{each.measure}")
        name_problem(
            self.body, self.year, acting_user=clerk, at=self.at, problem=problem, measure=measure
        )
        known = facts_of(
            self.body,
            self.year,
            figures_of(self.body, self.year, on=self.at.date()),
            on=self.at.date(),
        )
        words, bound = {}, []
        for part in Part:
            found = [each for each in offers(part, known) if isinstance(each, Offer)]
            words[part.value] = "\n".join([*(each.text for each in found), *self._own(part)])
            bound += [each for offer in found for each in offer.bound]
        write_parts(self.body, self.year, acting_user=clerk, at=self.at, words=words, offered=bound)

    @property
    def own(self) -> tuple[str, str, str, str]:
        """This body's words of this year: nobody has the words that a neighbour had the year before."""
        manages, watched, problem = ((self.number + self.year * each) % len(OWN) for each in SHIFTS)
        return OWN[manages][0], OWN[watched][1], OWN[problem][2], OWN[problem][3]

    def _own(self, part: Part) -> list[str]:
        """What a person writes beside the records."""
        manages, watched, problem, measure = self.own
        return {
            Part.MANAGEMENT: [manages],
            Part.PLATFORM: [f"{self.body.short_name}的信息统一在县政府网站公开，没有另建网站。"],
            Part.SAFEGUARDS: [watched, "没有需要追究责任的情形。"],
            Part.PROBLEMS: [
                "（一）存在的问题",
                f"一是{problem}。",
                "（二）改进措施",
                f"一是{measure}。",
            ],
        }.get(part, [])
